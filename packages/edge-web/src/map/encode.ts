import type { Entry, Told } from "@elsewhere/core";
import { entryNotice, liveNotice } from "./notices.ts";

interface Encoded {
  /** The notice as it is for whoever resumes. */
  readonly whole: string;
  /** With `how` and `why`, by `<how> <why>`; most entries have two or three. */
  readonly tailed: Map<string, string>;
}

/** Turns what a point is told into the text of a frame. */
export interface Encoder {
  encode(told: Told): string;
}

/**
 * An entry is encoded once, however many points are told of it: the exchange hands the same object to all of them.
 * What differs from point to point (`how`, `why`) is added to the text.
 */
export function createEncoder(): Encoder {
  const known = new WeakMap<Entry, Encoded>();
  const encodeEntry = (told: Extract<Told, { type: "entry" }>): string => {
    let encoded = known.get(told.entry);
    if (encoded === undefined) {
      encoded = { whole: JSON.stringify(entryNotice(told.topic, told.entry)), tailed: new Map() };
      known.set(told.entry, encoded);
    }
    if (told.how === undefined || told.entry.body.type !== "message") return encoded.whole;
    return withTail(encoded, told.how, told.why);
  };
  return { encode: (told) => (told.type === "entry" ? encodeEntry(told) : JSON.stringify(liveNotice(told))) };
}

function withTail(encoded: Encoded, how: string, why: string | undefined): string {
  const name = why === undefined ? how : `${how} ${why}`;
  let text = encoded.tailed.get(name);
  if (text === undefined) {
    const reason = why === undefined ? "" : `,"why":${JSON.stringify(why)}`;
    text = `${encoded.whole.slice(0, -1)},"how":"${how}"${reason}}`;
    encoded.tailed.set(name, text);
  }
  return text;
}
