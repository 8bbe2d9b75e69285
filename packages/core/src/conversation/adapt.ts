import type { FileId } from "../names.ts";
import { formFor } from "../delivery/ability.ts";
import { messageDatum } from "../delivery/datum.ts";
import type { Adaptation } from "../delivery/reason.ts";
import type { Point } from "../points/point.ts";
import type { Attachment, Entry, MessageBody, Voice } from "../topic/entry.ts";
import { plainText, usesFormatting } from "./formatting.ts";

/** Where the bytes of a file can be fetched with the device's token. */
export type LinkOf = (file: FileId) => string;

type Capable = Pick<Point, "capabilities">;

/** Gives points that cannot show a thing what they can show of it. The same form of an entry is always the same object. */
export class Adapting {
  readonly #linkOf: LinkOf;
  readonly #made = new WeakMap<Entry, Map<string, Entry>>();

  constructor(linkOf: LinkOf) {
    this.#linkOf = linkOf;
  }

  /** The entry in the form the point can show; the entry itself if it can show that. */
  entry<E extends Entry>(entry: E, point: Capable): E {
    const message = messageOf(entry);
    if (message === undefined) return entry;
    const { rich, carries } = messageDatum(
      noConversation,
      entry.offset,
      message,
      usesFormatting(message.text),
    );
    const as = rich || carries.length > 0 ? formFor({ rich, carries }, point) : undefined;
    if (as === undefined) return entry;
    // A form differs from its entry in text and files only.
    return this.#form(entry, message, as, point.capabilities.includes("rich-text")) as E;
  }

  #form(entry: Entry, message: MessageBody, as: Adaptation, rich: boolean): Entry {
    const forms = this.#made.get(entry) ?? new Map<string, Entry>();
    this.#made.set(entry, forms);
    const name = `${as} ${rich}`;
    const made = forms.get(name) ?? withMessage(entry, adapted(message, as, rich, this.#linkOf));
    forms.set(name, made);
    return made;
  }
}

const noConversation = "" as Parameters<typeof messageDatum>[0];

function messageOf({ body }: Entry): MessageBody | undefined {
  if (body.type === "message") return body;
  return body.type === "revised" ? body.message : undefined;
}

function withMessage(entry: Entry, message: MessageBody): Entry {
  const { body } = entry;
  return { ...entry, body: body.type === "revised" ? { ...body, message } : message };
}

/** A message as plain text, or with its files as links. */
export function adapted(message: MessageBody, as: Adaptation, rich: boolean, linkOf: LinkOf): MessageBody {
  const text = rich ? message.text : plainText(message.text);
  if (as !== "link") return { ...message, text };
  const { files, ...rest } = message;
  const links = (files ?? []).map((file) => linkLine(file, linkOf));
  return { ...rest, text: [text, ...links].filter((line) => line !== "").join("\n") };
}

function linkLine({ name, file, voice }: Attachment, linkOf: LinkOf): string {
  return `${name}${voice === undefined ? "" : ` (${lengthOf(voice)})`}: ${linkOf(file)}`;
}

/** Minutes and seconds, as players show them. */
function lengthOf({ duration }: Voice): string {
  const seconds = Math.round(duration / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}
