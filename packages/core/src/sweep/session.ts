import type { ConversationId, Offset, Time } from "../names.ts";
import type { Capability } from "../points/point.ts";

/** What a session is made of, as far as a device must be able to do it. */
export type SessionPart = "text" | "file" | "audio" | "video" | "screen";

/** All that a device needs to take part in a session in another one's place. */
export type SessionInfo = TextSession | FileSession | CallSession;

interface AnySession {
  readonly startedAt: Time;
}

/** Writing with somebody. The history is on the server; what only this device knows is here. */
export interface TextSession extends AnySession {
  readonly kind: "text";
  readonly conversation: ConversationId;
  readonly draft: string;
  /** The entry at the upper edge of the screen; 0: at the end. */
  readonly place: Offset;
  /** Uploads that go on: their id on the server, and how far they are. */
  readonly uploads: readonly { readonly upload: string; readonly name: string; readonly offset: number }[];
}

/** A file that goes from device to device. */
export interface FileSession extends AnySession {
  readonly kind: "file";
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  /** SHA-256, hexadecimal. */
  readonly hash: string;
  /** So many bytes have been confirmed. */
  readonly offset: number;
  readonly direction: "sending" | "receiving";
}

/** Audio, video, a shared screen, in one call. */
export interface CallSession extends AnySession {
  readonly kind: "call";
  readonly parts: readonly ("audio" | "video" | "screen")[];
  /** Parts that an earlier device could not do and that may come back. */
  readonly dropped: readonly ("audio" | "video" | "screen")[];
  readonly muted: readonly ("audio" | "video")[];
  readonly held: boolean;
  readonly layout: "stage" | "grid" | "corner";
}

/** What the newcomer takes of a session, and what it cannot. */
export interface Taking {
  readonly takes: readonly SessionPart[];
  readonly drops: readonly SessionPart[];
}

/** What a device with these abilities can take; `takes` is empty if it can do nothing with the session. */
export function takingOf(info: SessionInfo, abilities: readonly Capability[]): Taking {
  const wanted = partsOf(info);
  const can = (part: SessionPart): boolean => abilities.includes(part);
  return { takes: wanted.filter(can), drops: wanted.filter((part) => !can(part)) };
}

/** The parts of a session; those that were dropped on the way here included. */
export function partsOf(info: SessionInfo): readonly SessionPart[] {
  return info.kind === "call" ? [...new Set([...info.parts, ...info.dropped])] : [info.kind];
}

/** The session as it is on the device that took it: what it dropped is remembered. */
export function taken(info: SessionInfo, { takes, drops }: Taking): SessionInfo {
  if (info.kind !== "call") return info;
  const isMedia = (part: SessionPart): part is "audio" | "video" | "screen" =>
    part !== "text" && part !== "file";
  return { ...info, parts: takes.filter(isMedia), dropped: drops.filter(isMedia) };
}

/** Reads session information that came in chunks, or undefined. A peer's value is copied field by field, nothing else. */
export function readSessionInfo(text: string): SessionInfo | undefined {
  const value = parsed(text);
  if (value === undefined || !isTime(value["startedAt"])) return undefined;
  switch (value["kind"]) {
    case "text":
      return readText(value, value["startedAt"]);
    case "file":
      return readFile(value, value["startedAt"]);
    case "call":
      return readCall(value, value["startedAt"]);
    default:
      return undefined;
  }
}

type Fields = Readonly<Record<string, unknown>>;

function parsed(text: string): Fields | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isFields(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function readText(value: Fields, startedAt: Time): TextSession | undefined {
  const { conversation, draft, place, uploads } = value;
  if (typeof conversation !== "string" || typeof draft !== "string" || !isCount(place)) return undefined;
  const read = Array.isArray(uploads) ? uploads.map(readUpload) : [undefined];
  if (!read.every((upload) => upload !== undefined)) return undefined;
  return {
    kind: "text",
    startedAt,
    conversation: conversation as ConversationId,
    draft,
    place,
    uploads: read,
  };
}

function readUpload(value: unknown): TextSession["uploads"][number] | undefined {
  if (!isFields(value)) return undefined;
  const { upload, name, offset } = value;
  if (typeof upload !== "string" || typeof name !== "string" || !isCount(offset)) return undefined;
  return { upload, name, offset };
}

function readFile(value: Fields, startedAt: Time): FileSession | undefined {
  const { name, size, hash, offset, direction } = value;
  if (typeof name !== "string" || typeof hash !== "string" || !/^[0-9a-f]{64}$/.test(hash)) return undefined;
  if (!isCount(size) || !isCount(offset) || offset > size) return undefined;
  if (direction !== "sending" && direction !== "receiving") return undefined;
  return { kind: "file", startedAt, name, size, hash, offset, direction };
}

function readCall(value: Fields, startedAt: Time): CallSession | undefined {
  const { held, layout } = value;
  const parts = readList(value["parts"], ["audio", "video", "screen"]);
  const dropped = readList(value["dropped"], ["audio", "video", "screen"]);
  const muted = readList(value["muted"], ["audio", "video"]);
  if (parts === undefined || dropped === undefined || muted === undefined) return undefined;
  if (typeof held !== "boolean") return undefined;
  if (layout !== "stage" && layout !== "grid" && layout !== "corner") return undefined;
  return { kind: "call", startedAt, parts, dropped, muted, held, layout };
}

/** A list of different ones of these words. */
function readList<Word extends string>(value: unknown, words: readonly Word[]): readonly Word[] | undefined {
  if (!Array.isArray(value) || new Set(value).size !== value.length) return undefined;
  const known = value.filter((one): one is Word => words.some((word) => word === one));
  return known.length === value.length ? known : undefined;
}

function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

function isTime(value: unknown): value is Time {
  return isCount(value);
}
