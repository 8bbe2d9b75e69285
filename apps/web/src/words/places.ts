import type { PointValue } from "@elsewhere/protocol/values";
import type { Words } from "../language/words.ts";
import { span } from "./times.ts";

/** What a place is doing, in two or three words: `here, active`, `idle 12 min`, `asleep, can be woken`. */
export function placeWords(point: PointValue, here: string, now: number, words: Words): string {
  const { places } = words;
  if (point.inCall) return places.inCall;
  if (point.device === here)
    return point.activity === "active" ? places.hereActive : places.here(restWords(point, now, words));
  if (!point.connected) return point.pushable ? places.canBeWoken : places.notConnected;
  return restWords(point, now, words);
}

function restWords({ activity, lastActiveAt }: PointValue, now: number, words: Words): string {
  const { places } = words;
  if (activity === "active") return places.active;
  if (activity === "asleep") return places.asleep;
  return now - lastActiveAt < 60_000 ? places.idle : places.idleFor(span(now - lastActiveAt, words));
}

const liveliness = { active: 0, idle: 1, asleep: 2 } as const;

/**
 * This place first, then the liveliest, then by name, so that nothing jumps about. Several windows of one device are
 * one place: the liveliest of them.
 */
export function orderedPlaces(points: readonly PointValue[], here: string): readonly PointValue[] {
  const isElsewhere = (point: PointValue) => Number(point.device !== here);
  const sorted = points.toSorted(
    (one, other) =>
      isElsewhere(one) - isElsewhere(other) ||
      rest(one) - rest(other) ||
      one.label.localeCompare(other.label),
  );
  return sorted.filter((one, index) => sorted.findIndex(({ device }) => device === one.device) === index);
}

function rest({ connected, activity }: PointValue): number {
  return connected ? liveliness[activity] : liveliness.asleep + 1;
}
