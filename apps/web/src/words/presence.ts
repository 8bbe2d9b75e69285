import type { PresenceValue } from "@elsewhere/protocol/values";
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

const states = {
  available: "Available",
  away: "Away",
  busy: "Busy",
  "in-call": "In a call",
  "do-not-disturb": "Do not disturb",
  offline: "Offline",
} as const satisfies Record<PresenceValue["state"], string>;

export function dotOf(presence: PresenceValue | undefined): Dot {
  return presence === undefined ? "unknown" : dots[presence.state];
}

/** Presence in words: `Do not disturb until 11:00 · at the workshop`. Empty where one may not know. */
export function presenceWords(presence: PresenceValue | undefined, now: number, language?: string): string {
  if (presence === undefined) return "";
  const until = presence.until === undefined ? "" : ` until ${untilWords(presence.until, now, language)}`;
  const note = presence.note === undefined || presence.note === "" ? "" : ` · ${presence.note}`;
  const able = presence.can.includes("audio") ? ` · ${abilityWords(presence)}` : "";
  return `${states[presence.state]}${until}${lastWords(presence, now, language)}${note}${able}`;
}

function abilityWords({ can }: PresenceValue): string {
  return can.includes("video") ? "can talk and be seen" : "can talk, no video";
}

function lastWords({ state, lastActiveAt }: PresenceValue, now: number, language?: string): string {
  if (lastActiveAt === undefined || (state !== "away" && state !== "offline")) return "";
  const since = now - lastActiveAt;
  return since < 6 * 3_600_000
    ? `, last here ${span(since)} ago`
    : `, last here ${shortWhen(lastActiveAt, now, language)}`;
}
