import type { ConversationId, Duration, Time } from "../names.ts";
import type { Point } from "./point.ts";

export const reachTimes = {
  /** Input within this: the person is at the device now. */
  activeFor: 60_000,
  /** A connection not heard of for this long is taken for dead (three missed heartbeats of 25 s). */
  heardWithin: 75_000,
} as const satisfies Record<string, Duration>;

/**
 * `live`: connected and heard of. `half-open`: the connection stands but nothing was heard for long; the lid was closed or the
 * network went away. `away`: not connected.
 */
export type Reach = "live" | "half-open" | "away";

export function reachOf(point: Point, at: Time): Reach {
  if (point.node === undefined) return "away";
  return at - point.heardAt < reachTimes.heardWithin ? "live" : "half-open";
}

/** When the person last touched it: never later than it was last heard of, and never in the future. */
export function lastTouched(point: Point, at: Time): Time {
  return Math.min(point.lastActiveAt, point.heardAt, at);
}

/** Whether the person is at the device: it is live, says so, and was touched within `activeFor`. */
export function isActive(point: Point, at: Time): boolean {
  return (
    point.activity === "active" &&
    reachOf(point, at) === "live" &&
    at - lastTouched(point, at) < reachTimes.activeFor
  );
}

/** Whether the conversation is in front of the person there, as far as a live connection tells. */
export function showsConversation(point: Point, conversation: ConversationId | undefined, at: Time): boolean {
  return conversation !== undefined && point.open === conversation && reachOf(point, at) === "live";
}
