import { go, machine, type Step } from "@elsewhere/machine";
import type { DeviceId, Offset, Time } from "../names.ts";
import type { Activity } from "../points/point.ts";
import { attentionTimes } from "./attention.ts";
import type { PlanEntry } from "./plan.ts";

/** The open alerts of one account in one conversation: who was told, and who is to be told if nobody reads. */
export type AlertState =
  | { readonly name: "clear" }
  /** Somebody waits for their turn. */
  | {
      readonly name: "waiting";
      readonly waiting: readonly Waiting[];
      readonly told: readonly Notice[];
      readonly timers: { readonly turn: Time };
    }
  /** All were told; it remains to take the notices back. */
  | { readonly name: "told"; readonly told: readonly Notice[] };

/** A device that is told at `due` of what is then unread. */
export interface Waiting {
  readonly device: DeviceId;
  readonly how: "push" | "alert";
  /** Ascending, never empty, the newest `offsetsAtMost`. */
  readonly offsets: readonly Offset[];
  readonly due: Time;
  /** It was made to wait longer once already, since the person came to another point. */
  readonly postponed: boolean;
}

/** What stands on a device's screen. */
export interface Notice {
  readonly device: DeviceId;
  readonly how: "push" | "alert";
  readonly first: Offset;
  readonly newest: Offset;
}

export type AlertEvent =
  /** A datum at this place was planned; its alerts are on their way with it, its pushes are ordered here. */
  | {
      readonly type: "planned";
      readonly at: Time;
      readonly offset: Offset;
      readonly entries: readonly PlanEntry[];
    }
  /** The person read, wrote or answered on a device. */
  | { readonly type: "acted"; readonly at: Time; readonly device: DeviceId; readonly upTo: Offset }
  | { readonly type: "deleted"; readonly at: Time; readonly offset: Offset }
  /** A point connected, or its activity changed. */
  | {
      readonly type: "point-came";
      readonly at: Time;
      readonly device: DeviceId;
      readonly activity: Activity;
    }
  /** The device was signed out. */
  | { readonly type: "device-gone"; readonly at: Time; readonly device: DeviceId };

export type AlertEffect =
  /** Push to the device that these messages are unread. */
  | { readonly type: "push"; readonly device: DeviceId; readonly offsets: readonly Offset[] }
  /** Alert by the connection, or push if there is none any more. */
  | { readonly type: "alert"; readonly device: DeviceId; readonly offsets: readonly Offset[] }
  /** Take the notice of everything from `first` to `upTo` off the device's screen: by its connection, by push if it has none. */
  | {
      readonly type: "withdraw";
      readonly device: DeviceId;
      readonly how: "push" | "alert";
      readonly first: Offset;
      readonly upTo: Offset;
    };

/** Messages one device waits to be told of, one by one; of more, the oldest are only known to be unread. */
export const offsetsAtMost = 100;

type Stepped = Step<AlertState, AlertEffect>;
type Lists = { readonly waiting: readonly Waiting[]; readonly told: readonly Notice[] };

export const noAlert: AlertState = { name: "clear" };

export const alerts = machine<AlertState, AlertEvent, AlertEffect>({
  clear(state, event) {
    switch (event.type) {
      case "planned":
        return planned({ waiting: [], told: [] }, event);
      case "acted":
      case "deleted":
      case "point-came":
      case "device-gone":
        return go(state);
    }
  },
  waiting(state, event) {
    return event.type === "timer" ? turn(state, event.at) : anyEvent(state, event);
  },
  told(state, event) {
    return anyEvent({ waiting: [], told: state.told }, event);
  },
});

function anyEvent(lists: Lists, event: AlertEvent): Stepped {
  switch (event.type) {
    case "planned":
      return planned(lists, event);
    case "acted":
      return acted(lists, event);
    case "deleted":
      return deleted(lists, event.offset);
    case "point-came":
      return go(stateOf({ ...lists, waiting: lists.waiting.map((one) => afterComing(one, event)) }));
    case "device-gone":
      return go(stateOf(without(lists, event.device)));
  }
}

function stateOf({ waiting, told }: Lists): AlertState {
  if (waiting.length > 0) {
    return { name: "waiting", waiting, told, timers: { turn: Math.min(...waiting.map((one) => one.due)) } };
  }
  return told.length > 0 ? { name: "told", told } : noAlert;
}

function planned(lists: Lists, event: Extract<AlertEvent, { type: "planned" }>): Stepped {
  let { waiting, told } = lists;
  const effects: AlertEffect[] = [];
  for (const entry of event.entries) {
    if (entry.how === "push" || entry.how === "alert") {
      const offsets = withOffset(offsetsOf(waiting, entry.point), event.offset);
      if (entry.how === "push") effects.push({ type: "push", device: entry.point, offsets });
      waiting = waiting.filter((one) => one.device !== entry.point);
      told = withNotice(told, entry.point, entry.how, offsets);
    } else if (entry.later !== undefined) {
      waiting = withWaiting(
        waiting,
        entry.point,
        entry.later.how,
        event.offset,
        event.at + entry.later.after,
      );
    }
  }
  return go(stateOf({ waiting, told }), ...effects);
}

function withOffset(offsets: readonly Offset[], offset: Offset): readonly Offset[] {
  return [...offsets.slice(1 - offsetsAtMost), offset];
}

function offsetsOf(waiting: readonly Waiting[], device: DeviceId): readonly Offset[] {
  return waiting.find((one) => one.device === device)?.offsets ?? [];
}

/** One that waits already tells of the new message too, no later than it would have. */
function withWaiting(
  waiting: readonly Waiting[],
  device: DeviceId,
  how: "push" | "alert",
  offset: Offset,
  due: Time,
): readonly Waiting[] {
  const before = waiting.find((one) => one.device === device);
  if (before === undefined) return [...waiting, { device, how, offsets: [offset], due, postponed: false }];
  const offsets = withOffset(before.offsets, offset);
  const after = { ...before, how, offsets, due: Math.min(before.due, due) };
  return waiting.map((one) => (one === before ? after : one));
}

function withNotice(
  told: readonly Notice[],
  device: DeviceId,
  how: "push" | "alert",
  offsets: readonly Offset[],
): readonly Notice[] {
  const before = told.find((one) => one.device === device);
  const first = Math.min(before?.first ?? Number.POSITIVE_INFINITY, ...offsets);
  const newest = Math.max(before?.newest ?? 0, ...offsets);
  const rest = told.filter((one) => one !== before);
  // A notice that once was pushed has to be taken back by push if the connection is gone.
  return [...rest, { device, how: before?.how === "push" ? "push" : how, first, newest }];
}

/** All whose turn it is are told, of everything they wait with. */
function turn(lists: Lists, at: Time): Stepped {
  const due = lists.waiting.filter((one) => one.due <= at);
  const told = due.reduce<readonly Notice[]>(
    (notices, one) => withNotice(notices, one.device, one.how, one.offsets),
    lists.told,
  );
  const waiting = lists.waiting.filter((one) => one.due > at);
  return go(
    stateOf({ waiting, told }),
    ...due.map(({ how, device, offsets }): AlertEffect => ({ type: how, device, offsets })),
  );
}

/** What was read is taken back everywhere; whoever acts has time to read the rest. */
function acted(lists: Lists, event: Extract<AlertEvent, { type: "acted" }>): Stepped {
  const waiting = lists.waiting
    .map((one) => ({ ...one, offsets: one.offsets.filter((offset) => offset > event.upTo) }))
    .filter((one) => one.offsets.length > 0)
    .map((one) => ({ ...one, due: Math.max(one.due, event.at + attentionTimes.reactWithin) }));
  const read = lists.told.filter((one) => one.newest <= event.upTo);
  const told = lists.told.filter((one) => one.newest > event.upTo);
  const elsewhere = read.filter((one) => one.device !== event.device);
  return go(stateOf({ waiting, told }), ...elsewhere.map((one) => withdrawal(one, one.first, one.newest)));
}

function withdrawal({ device, how }: Notice, first: Offset, upTo: Offset): AlertEffect {
  return { type: "withdraw", device, how, first, upTo };
}

function deleted(lists: Lists, offset: Offset): Stepped {
  const waiting = lists.waiting
    .map((one) => ({ ...one, offsets: one.offsets.filter((other) => other !== offset) }))
    .filter((one) => one.offsets.length > 0);
  const showing = lists.told.filter((one) => one.first <= offset && offset <= one.newest);
  const told = lists.told.filter((one) => !(one.first === offset && one.newest === offset));
  return go(stateOf({ waiting, told }), ...showing.map((one) => withdrawal(one, offset, offset)));
}

/** A point that came needs no push any more; a person who came to another point has time to see it there, once. */
function afterComing(one: Waiting, event: Extract<AlertEvent, { type: "point-came" }>): Waiting {
  if (event.activity === "asleep") return one;
  if (one.device === event.device) return { ...one, how: "alert" };
  if (event.activity !== "active" || one.postponed) return one;
  return { ...one, due: Math.max(one.due, event.at + attentionTimes.reactWithin), postponed: true };
}

function without({ waiting, told }: Lists, device: DeviceId): Lists {
  return {
    waiting: waiting.filter((one) => one.device !== device),
    told: told.filter((one) => one.device !== device),
  };
}
