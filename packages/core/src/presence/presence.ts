import type { Capability } from "../points/point.ts";
import type { Time } from "../names.ts";

export const presenceStates = ["offline", "away", "available", "busy", "in-call", "do-not-disturb"] as const;
export type PresenceState = (typeof presenceStates)[number];

/** What watchers see: one composite of all points and the person's own setting. */
export interface Presence {
  readonly state: PresenceState;
  readonly note?: string;
  /** When an explicit setting ends. */
  readonly until?: Time;
  /** Absent when the person does not show it, or when they are active now. */
  readonly lastActiveAt?: Time;
  /** What the person can do now: the union over their points. */
  readonly can: readonly Capability[];
}
