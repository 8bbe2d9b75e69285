import type { Duration, Time } from "../names.ts";
import type { Point } from "../points/point.ts";
import { isActive, lastTouched, reachOf, showsConversation, type Reach } from "../points/reach.ts";
import type { PlanContext } from "./context.ts";
import type { Datum } from "./datum.ts";
import type { Because } from "./reason.ts";
import { conversationOf } from "./wishes.ts";

export const attentionTimes = {
  /** How long a reply binds the alerts of its conversation to the point it came from. */
  replyLockFor: 5 * 60_000,
  /** A point not touched for this long does not stand in the way of a push: nobody sits there. */
  nearbyFor: 5 * 60_000,
  /** How long the person has to react before the next point in turn tries. */
  reactWithin: 15_000,
} as const satisfies Record<string, Duration>;

/** A point that may draw the person's attention. */
export interface Candidate {
  readonly point: Point;
  readonly reach: Reach;
  readonly touchedAt: Time;
}

/** Whose turn it is: place 0 is told at once, each next one a `reactWithin` later. */
export interface Turn {
  readonly place: number;
  readonly how: "alert" | "push";
  readonly because: Because;
}

/** The order in which points try for the person's attention. Points that are not in it stay quiet. */
export function turns(
  candidates: readonly Candidate[],
  datum: Datum,
  context: PlanContext,
  at: Time,
): ReadonlyMap<Point, Turn> {
  const taken = new Map<Point, Turn>();
  const first = inUse(candidates, datum, context, at) ?? nearby(candidates, at);
  if (first !== undefined) taken.set(first.point, { place: 0, how: "alert", because: first.because });
  for (const next of candidates.filter((one) => isNext(one, taken)).toSorted(sleepersFirst)) {
    const because: Because = waits(taken) ?? { code: "nobody-active" };
    taken.set(next.point, { place: taken.size, how: isSleeper(next) ? "push" : "alert", because });
  }
  if (first === undefined) addForgotten(taken, candidates);
  return taken;
}

/** A point that can be woken by a push, and reached in no other way. */
export function isSleeper({ point, reach }: Candidate): boolean {
  return point.pushable && (reach !== "live" || point.activity === "asleep");
}

/** Points with push are those the person wants to be told on; a device that has none is not troubled in its turn. */
function isNext(one: Candidate, taken: ReadonlyMap<Point, Turn>): boolean {
  return one.point.pushable && (one.reach === "live" || isSleeper(one)) && !taken.has(one.point);
}

function sleepersFirst(a: Candidate, b: Candidate): number {
  return Number(isSleeper(b)) - Number(isSleeper(a)) || latestFirst(a, b);
}

/** A point far from which the person is: told last, or at once if there is no other. */
function addForgotten(taken: Map<Point, Turn>, candidates: readonly Candidate[]): void {
  const [best] = candidates
    .filter((one) => one.reach === "live" && !taken.has(one.point))
    .toSorted((a, b) => Number(isAsleep(a)) - Number(isAsleep(b)) || latestFirst(a, b));
  if (best === undefined) return;
  const because: Because = waits(taken) ?? { code: "used-last", at: best.touchedAt };
  taken.set(best.point, { place: taken.size, how: "alert", because });
}

/** Why those who come after the first wait. */
function waits(taken: ReadonlyMap<Point, Turn>): Because | undefined {
  for (const [point, turn] of taken) return elsewhere(point, turn);
  return undefined;
}

/** What the others are told of the one whose turn it is. */
export function elsewhere(point: Point, turn: Turn): Because {
  const { because } = turn;
  if (because.code === "in-use" || because.code === "replied-from") {
    return { code: "active-elsewhere", point: point.device, at: because.at };
  }
  return { code: turn.how === "push" ? "pushed-elsewhere" : "alerted-elsewhere", point: point.device };
}

interface Chosen {
  readonly point: Point;
  readonly because: Because;
}

/** The point the person is at: where they wrote in this conversation, else the one touched last. */
function inUse(
  candidates: readonly Candidate[],
  datum: Datum,
  { repliedFrom }: PlanContext,
  at: Time,
): Chosen | undefined {
  const active = candidates.filter((one) => isActive(one.point, at)).toSorted(latestFirst);
  const [latest] = active;
  if (latest === undefined) return undefined;
  const bound = active.find((one) => one.point.device === repliedFrom?.device);
  if (bound !== undefined && repliedFrom !== undefined && at - repliedFrom.at < attentionTimes.replyLockFor) {
    const movedOn =
      showsConversation(latest.point, conversationOf(datum), at) &&
      latest.touchedAt > Math.max(bound.touchedAt, repliedFrom.at);
    if (!movedOn) return { point: bound.point, because: { code: "replied-from", at: repliedFrom.at } };
  }
  return { point: latest.point, because: { code: "in-use", at: latest.touchedAt } };
}

/** The point the person left a short while ago. */
function nearby(candidates: readonly Candidate[], at: Time): Chosen | undefined {
  const [best] = candidates
    .filter((one) => one.reach === "live" && !isAsleep(one) && at - one.touchedAt < attentionTimes.nearbyFor)
    .toSorted(latestFirst);
  return best && { point: best.point, because: { code: "used-last", at: best.touchedAt } };
}

function isAsleep(one: Candidate): boolean {
  return one.point.activity === "asleep";
}

/** By device among equals, so that the order of the points does not matter. */
function latestFirst(a: Candidate, b: Candidate): number {
  if (a.touchedAt !== b.touchedAt) return b.touchedAt - a.touchedAt;
  return a.point.device < b.point.device ? -1 : 1;
}

/** What a point is for a plan at a time. */
export function candidate(point: Point, at: Time): Candidate {
  return { point, reach: reachOf(point, at), touchedAt: lastTouched(point, at) };
}
