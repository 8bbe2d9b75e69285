import { go, type Step, type TimersOf } from "@elsewhere/machine";
import type { DeviceId, Time } from "../names.ts";
import { alreadyAnswered } from "./answered.ts";
import { end, refuse, stopRinging } from "./end.ts";
import { withoutLeg, type Side } from "./leg.ts";
import { announce, ringDatum } from "./ring-datum.ts";
import { ring } from "./ring.ts";
import { describe, sideOf } from "./talking.ts";
import {
  callTimes,
  type CallEffect,
  type CallEvent,
  type CallState,
  type Connected,
  type Connecting,
  type Ringing,
} from "./state.ts";

type Stepped = Step<CallState, CallEffect>;

/** The first accept: the two are connected, the others stop. */
export function connect(state: Ringing, winner: DeviceId, answer: string, at: Time): Stepped {
  const { facts, offer, legs, timers } = state;
  const others = withoutLeg(legs, winner);
  const next: Connecting = {
    name: "connecting",
    facts,
    offer,
    talk: {
      caller: { name: "joining", point: facts.caller.point },
      callee: { name: "joining", point: winner },
    },
    answeredAt: at,
    others,
    ringUntil: timers.ring,
    timers: { connect: at + callTimes.connectWithin },
  };
  const datum = ringDatum(next);
  return go(
    next,
    confirm(next),
    { type: "hold-others", point: winner },
    { type: "hold-others", point: facts.caller.point },
    { type: "connect", point: facts.caller.point, with: winner, description: answer },
    ...stopRinging(others, { name: "answered", on: winner }),
    announce(facts.caller.account, datum),
    announce(facts.callee, datum),
  );
}

export function whileConnecting(state: Connecting, event: CallEvent | TimersOf<Connecting>): Stepped {
  switch (event.type) {
    case "timer":
      return fallBack(state, event.at);
    case "accepted":
      return event.by.point === state.talk.callee.point && event.by.account === state.facts.callee
        ? go(state, confirm(state))
        : go(state, ...alreadyAnswered(state, event.by.point));
    case "point-came":
      return go(state, ...alreadyAnswered(state, event.entry.point));
    case "media-flows":
      return flow(state, event);
    case "described":
      return describe(state, event);
    case "leg-lost":
      return lose(state, event);
    case "hung-up":
      return sideOf(state, event.by) === undefined
        ? go(state, refuse(event.by.point))
        : end(state, { name: "failed" }, event.at);
    case "restarted":
      return go({ ...state, timers: { connect: event.at + callTimes.connectWithin } });
    case "held":
    case "resumed":
      return go(state, refuse(event.by.point));
    case "moved":
      return go(state, refuse(event.to));
    case "placed":
    case "declined":
    case "silenced":
    case "leg-back":
    case "voice-message-left":
      return go(state);
  }
}

function confirm({ talk, offer }: Connecting): CallEffect {
  return { type: "connect", point: talk.callee.point, with: talk.caller.point, description: offer };
}

function flow(state: Connecting, event: Extract<CallEvent, { readonly type: "media-flows" }>): Stepped {
  const side = sideOf(state, event.by);
  if (side === undefined) return go(state);
  const talk = { ...state.talk, [side]: { name: "here", point: event.by.point } };
  if (talk.caller.name !== "here" || talk.callee.name !== "here") return go({ ...state, talk });
  const { facts, answeredAt } = state;
  const connected: Connected = { name: "connected", facts, epoch: 1, talk, answeredAt, timers: {} };
  return go(connected);
}

function lose(state: Connecting, event: Extract<CallEvent, { readonly type: "leg-lost" }>): Stepped {
  const side: Side | undefined = sideOf(state, event.by);
  if (side === "callee") return fallBack(state, event.at);
  if (side === "caller") return end(state, { name: "failed" }, event.at);
  return go({ ...state, others: withoutLeg(state.others, event.by.point) });
}

/** The others ring again while there is time; the one that failed is told that it is out. */
function fallBack(state: Connecting, at: Time): Stepped {
  if (at >= state.ringUntil || state.others.length === 0) return end(state, { name: "failed" }, at);
  const { facts, offer, others, ringUntil } = state;
  const again = ring({ name: "ringing", facts, offer, legs: others, timers: { ring: ringUntil } });
  const out: CallEffect = {
    type: "hang-up",
    point: state.talk.callee.point,
    reason: { name: "failed" },
  };
  return { state: again.state, effects: [out, ...again.effects] };
}
