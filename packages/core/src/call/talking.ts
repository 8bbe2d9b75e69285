import { go, type Step, type TimersOf } from "@elsewhere/machine";
import type { DeviceId, Time } from "../names.ts";
import { alreadyAnswered } from "./answered.ts";
import { end, refuse } from "./end.ts";
import { otherSide, type Party, type Side, type TalkLeg } from "./leg.ts";
import { announce, ringDatum } from "./ring-datum.ts";
import {
  callTimes,
  descriptionLimit,
  type CallEffect,
  type CallEvent,
  type CallNews,
  type CallState,
  type Connected,
  type Connecting,
  type Held,
} from "./state.ts";

type Stepped = Step<CallState, CallEffect>;
type Talking = Connected | Held;

export function whileTalking(state: Talking, event: CallEvent | TimersOf<Talking>): Stepped {
  switch (event.type) {
    case "timer":
      return end(state, { name: "lost", leg: event.timer }, event.at);
    case "point-came":
      return go(state, ...alreadyAnswered(state, event.entry.point));
    case "accepted":
      return go(state, ...alreadyAnswered(state, event.by.point));
    case "restarted":
      return go(restart(state, event.at));
    case "moved":
      return move(state, event);
    case "described":
      return describe(state, event);
    case "held":
    case "resumed":
    case "hung-up":
    case "media-flows":
    case "leg-lost":
    case "leg-back":
      return ofSide(state, event);
    case "placed":
    case "declined":
    case "silenced":
    case "voice-message-left":
      return go(state);
  }
}

/** The side whose device in the call this is; undefined: it is not in it. */
export function sideOf({ facts, talk }: Pick<Connecting, "facts" | "talk">, by: Party): Side | undefined {
  if (by.account === facts.caller.account && by.point === talk.caller.point) return "caller";
  return by.account === facts.callee && by.point === talk.callee.point ? "callee" : undefined;
}

/** Hands a description of media to the other side as it is. */
export function describe(
  state: Connecting | Talking,
  { by, description }: Extract<CallEvent, { readonly type: "described" }>,
): Stepped {
  const side = sideOf(state, by);
  if (side === undefined) return go(state, refuse(by.point));
  if (description.length > descriptionLimit) return go(state, refuse(by.point, "too-large"));
  return go(state, { type: "describe", point: state.talk[otherSide(side)].point, description });
}

type OfSide = Extract<
  CallEvent,
  { readonly type: "held" | "resumed" | "hung-up" | "media-flows" | "leg-lost" | "leg-back" }
>;

function ofSide(state: Talking, event: OfSide): Stepped {
  const side = sideOf(state, event.by);
  if (side === undefined) return stranger(state, event);
  switch (event.type) {
    case "held":
      return hold(state, side);
    case "resumed":
      return resume(state, side);
    case "hung-up":
      return end(state, { name: "hung-up", by: side }, event.at);
    case "media-flows":
      return go(waitOn(state, otherSide(side), event.at));
    case "leg-lost":
      return lose(state, side, event.at);
    case "leg-back":
      return come(state, side);
  }
}

/** Connections of other devices come and go; orders of theirs are refused. */
function stranger(state: Talking, { type, by }: OfSide): Stepped {
  return type === "held" || type === "resumed" || type === "hung-up"
    ? go(state, refuse(by.point))
    : go(state);
}

function hold(state: Talking, side: Side): Stepped {
  const before: readonly Side[] = state.name === "held" ? state.by : [];
  if (before.includes(side)) return go(state);
  return go({ ...state, name: "held", by: [side, ...before] }, tell(state, side, { name: "held" }));
}

function resume(state: Talking, side: Side): Stepped {
  if (state.name !== "held" || !state.by.includes(side)) return go(state);
  const news = tell(state, side, { name: "resumed" });
  const other = otherSide(side);
  if (state.by.includes(other)) return go({ ...state, by: [other] }, news);
  const { facts, epoch, talk, answeredAt, timers } = state;
  return go({ name: "connected", facts, epoch, talk, answeredAt, timers }, news);
}

function lose(state: Talking, side: Side, at: Time): Stepped {
  if (state.talk[side].name === "lost") return go(state);
  const lost = withLeg(state, side, { name: "lost", point: state.talk[side].point, since: at });
  return go(waitFor(lost, side, at + callTimes.graceFor), tell(state, side, { name: "lost" }));
}

function come(state: Talking, side: Side): Stepped {
  if (state.talk[side].name === "here") return go(state);
  return go(found(state, side, state.talk[side].point), tell(state, side, { name: "back" }));
}

/** The other side hears media of a leg without connection: it is there, and waited for on. */
function waitOn(state: Talking, lost: Side, at: Time): Talking {
  const until = state.timers[lost];
  if (until === undefined) return state;
  return waitFor(state, lost, Math.max(until, at + callTimes.graceFor));
}

function restart(state: Talking, at: Time): Talking {
  return (["caller", "callee"] as const).reduce<Talking>((next, side) => {
    const lost = withLeg(next, side, { name: "lost", point: next.talk[side].point, since: at });
    return waitFor(lost, side, at + callTimes.restartGraceFor);
  }, state);
}

function move(state: Talking, event: Extract<CallEvent, { readonly type: "moved" }>): Stepped {
  const side = sideOf(state, event.from);
  if (side === undefined) return go(state, refuse(event.to));
  if (event.epoch <= state.epoch) return go(state, refuse(event.to, "stale-epoch"));
  const next = { ...found(state, side, event.to), epoch: event.epoch };
  const news: CallNews = { name: "moved", to: event.to };
  return go(
    next,
    { type: "hang-up", point: event.from.point, reason: news },
    tell(state, side, news),
    announce(event.from.account, ringDatum(next)),
  );
}

function tell({ talk }: Talking, side: Side, news: CallNews): CallEffect {
  return { type: "tell", point: talk[otherSide(side)].point, news };
}

function withLeg<S extends Talking>(state: S, side: Side, leg: TalkLeg): S {
  return { ...state, talk: { ...state.talk, [side]: leg } };
}

function waitFor<S extends Talking>(state: S, side: Side, until: Time): S {
  return { ...state, timers: { ...state.timers, [side]: until } };
}

/** The leg is here, with nothing to wait for. */
function found<S extends Talking>(state: S, side: Side, point: DeviceId): S {
  const other = otherSide(side);
  const until = state.timers[other];
  const timers = until === undefined ? {} : { [other]: until };
  return { ...withLeg(state, side, { name: "here", point }), timers };
}
