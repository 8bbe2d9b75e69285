import type { PointValue } from "@elsewhere/protocol/values";
import { span } from "./times.ts";

/** What a place is doing, in two or three words: `here, active`, `idle 12 min`, `asleep, can be woken`. */
export function placeWords(point: PointValue, here: string, now: number): string {
  if (point.inCall) return "in a call";
  if (point.device === here)
    return point.activity === "active" ? "here, active" : `here, ${restWords(point, now)}`;
  if (!point.connected) return point.pushable ? "asleep, can be woken" : "not connected";
  return restWords(point, now);
}

function restWords({ activity, lastActiveAt }: PointValue, now: number): string {
  if (activity === "active") return "active";
  if (activity === "asleep") return "asleep";
  return now - lastActiveAt < 60_000 ? "idle" : `idle ${span(now - lastActiveAt)}`;
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
