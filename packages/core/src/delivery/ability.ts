import type { Capability, Point } from "../points/point.ts";
import type { Content, Datum, MessageParts } from "./datum.ts";
import type { Adaptation } from "./reason.ts";

/** Whether a point can do anything with a thing, and in which form. */
export type Ability =
  | { readonly able: true; readonly as: Adaptation | undefined }
  | { readonly able: false; readonly needs: Capability };

const asItIs: Ability = { able: true, as: undefined };

/** What the point can make of the datum. */
export function abilityFor(datum: Datum, point: Point): Ability {
  switch (datum.type) {
    case "message":
    case "revision":
      return has(point, "text") ? { able: true, as: formFor(datum, point) } : lacks("text");
    case "alert":
    case "receipt":
    case "typing":
    case "read-mark":
    case "draft":
      return has(point, "text") ? asItIs : lacks("text");
    case "ring":
      return ringAbility(datum.media, point);
    case "file-offer":
      return fileAbility(datum.content, datum.stored, point);
    case "own-presence":
    case "others-presence":
    case "call-signal":
    case "file-bytes":
    case "contact-change":
    case "conversation-change":
    case "account-change":
    case "session-control":
      return asItIs;
  }
}

/** The form in which a point can show a message; undefined: as it is. */
export function formFor(parts: MessageParts, point: Pick<Point, "capabilities">): Adaptation | undefined {
  if (!parts.carries.every((content) => takes(point, content))) return "link";
  return parts.rich && !has(point, "rich-text") ? "plain-text" : undefined;
}

function ringAbility(media: "audio" | "video", point: Point): Ability {
  if (!has(point, "audio")) return lacks("audio");
  return media === "video" && !has(point, "video") ? { able: true, as: "audio-only" } : asItIs;
}

function fileAbility(content: Content, stored: boolean, point: Point): Ability {
  if (takes(point, content)) return asItIs;
  return stored && has(point, "text") ? { able: true, as: "link" } : lacks("file");
}

/** A point that takes files takes whatever comes as one. */
function takes(point: Pick<Point, "capabilities">, content: Content): boolean {
  return has(point, "file") || (content === "image" && has(point, "image"));
}

function has(point: Pick<Point, "capabilities">, capability: Capability): boolean {
  return point.capabilities.includes(capability);
}

function lacks(needs: Capability): Ability {
  return { able: false, needs };
}
