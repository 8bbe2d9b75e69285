import type { AccountName, Duration, Time } from "../names.ts";
import { defaultSettings, type Settings, type Status } from "../people/settings.ts";
import { statusAt } from "../people/status.ts";
import { capabilities, type Capability, type Point } from "../points/point.ts";
import { lastTouched, reachTimes } from "../points/reach.ts";
import type { ContactBody } from "../topic/entry.ts";
import type { Presence, PresenceState } from "./presence.ts";

export const presenceTimes = {
  /** A report "active" that is not renewed for this long counts as idle. */
  activeStandsFor: 5 * 60_000,
  /** A point that lost its connection counts as present for so long: a reload is not a departure. */
  graceFor: 10_000,
} as const satisfies Record<string, Duration>;

/**
 * What watchers see of a person at a time, from their points and their own setting. Nothing in it is stored: it is computed
 * when it is read, so that no state outlives what it was made of.
 */
export function compose(points: readonly Point[], status: Status, settings: Settings, at: Time): Presence {
  const own = statusAt(status, at);
  const present = points.filter((point) => isPresent(point, at));
  if (own.state === "invisible") return { state: "offline", can: [] };
  const active = present.some((point) => isAwake(point, at));
  const shown = settings.lastActiveShown && !active && points.length > 0;
  return {
    state: stateOf(own, present, active),
    ...(own.note === undefined ? undefined : { note: own.note }),
    ...(own.until === undefined ? undefined : { until: own.until }),
    ...(shown ? { lastActiveAt: Math.max(...points.map((point) => lastTouched(point, at))) } : undefined),
    can: union(points.filter((point) => point.pushable || isPresent(point, at))),
  };
}

function stateOf(own: Status, present: readonly Point[], active: boolean): PresenceState {
  if (present.length === 0) return "offline";
  if (own.state === "do-not-disturb") return "do-not-disturb";
  if (present.some((point) => point.inCall)) return "in-call";
  switch (own.state) {
    case "busy":
    case "available":
    case "away":
      return own.state;
    case "auto":
    case "invisible":
      return active ? "available" : "away";
  }
}

/** Heard of lately; or gone so lately that it may be back at once. */
function isPresent(point: Point, at: Time): boolean {
  return at < presentUntil(point);
}

function presentUntil(point: Point): Time {
  return point.heardAt + (point.node === undefined ? presenceTimes.graceFor : reachTimes.heardWithin);
}

function isAwake(point: Point, at: Time): boolean {
  return point.activity === "active" && at < lastTouched(point, at) + presenceTimes.activeStandsFor;
}

/** What some point can do, in the order of `capabilities`. That a device can be pushed to is nobody's business. */
function union(points: readonly Point[]): readonly Capability[] {
  return capabilities.filter(
    (one) => one !== "push" && points.some((point) => point.capabilities.includes(one)),
  );
}

/**
 * When the composite will be another one if nothing happens, so that it is computed again then and not before.
 * Undefined: time alone changes nothing.
 */
export function nextChange(points: readonly Point[], status: Status, at: Time): Time | undefined {
  const now = compose(points, status, defaultSettings, at);
  const edges = points.flatMap((point) => [
    presentUntil(point),
    Math.min(point.lastActiveAt, point.heardAt) + presenceTimes.activeStandsFor,
  ]);
  if (status.until !== undefined) edges.push(status.until);
  return edges
    .filter((edge) => edge > at)
    .toSorted((a, b) => a - b)
    .find((edge) => !samePresence(now, compose(points, status, defaultSettings, edge)));
}

/** Whether watchers would see no difference worth telling them; that somebody was active once more is none. */
export function samePresence(a: Presence, b: Presence): boolean {
  return (
    a.state === b.state &&
    a.note === b.note &&
    a.until === b.until &&
    a.can.length === b.can.length &&
    a.can.every((one, index) => one === b.can[index])
  );
}

/** Why somebody may not watch a person's presence. */
export type WatchRefusal = "blocked" | "hidden-from" | "nobody-may" | "not-chosen" | "not-a-contact";

/** Why the watcher may not see the person's presence, or undefined if they may. `contact`: how the person keeps the watcher. */
export function watchRefusal(
  watcher: AccountName,
  settings: Settings,
  contact: Pick<ContactBody, "state" | "blocked"> | undefined,
): WatchRefusal | undefined {
  if (contact?.blocked === true) return "blocked";
  if (settings.hiddenFrom.includes(watcher)) return "hidden-from";
  if (settings.watchers === "nobody") return "nobody-may";
  if (settings.watchers === "chosen")
    return settings.shownTo?.includes(watcher) === true ? undefined : "not-chosen";
  if (settings.watchers === "everyone" || contact?.state === "mutual") return undefined;
  return "not-a-contact";
}

/** Whether the watcher may see the person's presence. */
export function mayWatch(
  watcher: AccountName,
  settings: Settings,
  contact: Pick<ContactBody, "state" | "blocked"> | undefined,
): boolean {
  return watchRefusal(watcher, settings, contact) === undefined;
}
