import type { PresenceValue } from "@elsewhere/protocol/values";
import type { Words } from "../language/words.ts";
import { shortWhen, span, untilWords } from "./times.ts";

/** How the dot beside a person looks; each has its own shape, so that colour is never alone. */
export type Dot = "here" | "away" | "busy" | "offline" | "unknown";

const dots = {
  available: "here",
  away: "away",
  busy: "busy",
  "in-call": "busy",
  "do-not-disturb": "busy",
  offline: "offline",
} as const satisfies Record<PresenceValue["state"], Dot>;

export function dotOf(presence: PresenceValue | undefined): Dot {
  return presence === undefined ? "unknown" : dots[presence.state];
}

/** Presence in words: `Do not disturb until 11:00 · at the workshop`. Empty where one may not know. */
export function presenceWords(presence: PresenceValue | undefined, now: number, words: Words): string {
  if (presence === undefined) return "";
  const note = presence.note === undefined || presence.note === "" ? "" : ` · ${presence.note}`;
  const able = presence.can.includes("audio") ? ` · ${abilityWords(presence, words)}` : "";
  return `${lastWords(presence, stateWords(presence, now, words), now, words)}${note}${able}`;
}

function stateWords({ state, until }: PresenceValue, now: number, words: Words): string {
  const name = words.presence.states[state];
  return until === undefined ? name : words.presence.until(name, untilWords(until, now, words));
}

function abilityWords({ can }: PresenceValue, { presence }: Words): string {
  return can.includes("video") ? presence.talkAndVideo : presence.talkOnly;
}

function lastWords(
  { state, lastActiveAt }: PresenceValue,
  stated: string,
  now: number,
  words: Words,
): string {
  if (lastActiveAt === undefined || (state !== "away" && state !== "offline")) return stated;
  const since = now - lastActiveAt;
  return since < 6 * 3_600_000
    ? words.presence.lastAgo(stated, span(since, words))
    : words.presence.lastAt(stated, shortWhen(lastActiveAt, now, words));
}
