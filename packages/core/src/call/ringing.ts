import { go, type Step, type TimersOf } from "@elsewhere/machine";
import type { DeviceId, Time } from "../names.ts";
import { connect } from "./connecting.ts";
import { end, refuse } from "./end.ts";
import {
  isUndisturbed,
  progressOf,
  ringLeg,
  ringLegs,
  withLeg,
  withoutLeg,
  type Party,
  type RingLeg,
} from "./leg.ts";
import { progress, ring, ringEffect } from "./ring.ts";
import {
  callTimes,
  descriptionLimit,
  type CallEffect,
  type CallEvent,
  type CallFacts,
  type CallState,
  type Ringing,
} from "./state.ts";

type Stepped = Step<CallState, CallEffect>;

/** The call begins: the points of the plan ring, or it ends at once. */
export function place(event: Extract<CallEvent, { readonly type: "placed" }>): Stepped {
  const { facts, offer, entries, at } = event;
  const refused = refusal(facts, offer);
  if (refused !== undefined) return go({ name: "idle" }, refuse(facts.caller.point, refused));
  const state: Ringing = {
    name: "ringing",
    facts,
    offer,
    legs: ringLegs(entries),
    timers: { ring: at + callTimes.ringFor },
  };
  if (isUndisturbed(entries)) return end({ ...state, legs: [] }, { name: "do-not-disturb" }, at);
  return ring(state);
}

export function whileRinging(state: Ringing, event: CallEvent | TimersOf<Ringing>): Stepped {
  switch (event.type) {
    case "timer":
      return end(state, { name: event.timer === "ring" ? "no-answer" : "given-up" }, event.at);
    case "point-came":
      return join(state, event.entry);
    case "accepted":
      return isCallee(state, event.by) ? accept(state, event) : go(state, refuse(event.by.point));
    case "declined":
      return isCallee(state, event.by)
        ? end(state, { name: "declined", on: event.by.point }, event.at)
        : go(state, refuse(event.by.point));
    case "silenced":
      return isCallee(state, event.by)
        ? changed(state, silence(state.legs, event.by.point))
        : go(state, refuse(event.by.point));
    case "hung-up":
      return isCaller(state, event.by)
        ? end(state, { name: "given-up" }, event.at)
        : go(state, refuse(event.by.point));
    case "leg-lost":
      return isCaller(state, event.by)
        ? go(withCallerTimer(state, event.at + callTimes.graceFor))
        : changed(state, withoutLeg(state.legs, event.by.point));
    case "leg-back":
      return isCaller(state, event.by) ? callerBack(state) : go(state);
    case "restarted":
      return ring(withCallerTimer(state, event.at + callTimes.restartGraceFor));
    case "described":
    case "held":
    case "resumed":
      return go(state, refuse(event.by.point));
    case "moved":
      return go(state, refuse(event.to));
    case "placed":
    case "media-flows":
    case "voice-message-left":
      return go(state);
  }
}

/** Other legs; the caller hears it if it makes a difference. */
function changed(state: Ringing, legs: readonly RingLeg[], ...effects: readonly CallEffect[]): Stepped {
  const next = { ...state, legs };
  const news = progressOf(legs) === progressOf(state.legs) ? [] : [progress(next)];
  return go(next, ...effects, ...news);
}

/** The late point: it rings as long as the call does. */
function join(state: Ringing, entry: Parameters<typeof ringLeg>[0]): Stepped {
  const leg = ringLeg(entry);
  const legs = leg === undefined ? state.legs : withLeg(state.legs, leg);
  return leg === undefined || legs === state.legs
    ? go(state)
    : changed(state, legs, ringEffect(leg, state.offer));
}

function silence(legs: readonly RingLeg[], point: DeviceId): readonly RingLeg[] {
  return legs.map((leg) => (leg.point === point ? { ...leg, how: "silent" } : leg));
}

function accept(state: Ringing, event: Extract<CallEvent, { readonly type: "accepted" }>): Stepped {
  if (event.answer.length > descriptionLimit) return go(state, refuse(event.by.point, "too-large"));
  return connect(state, event.by.point, event.answer, event.at);
}

function withCallerTimer(state: Ringing, at: Time): Ringing {
  return { ...state, timers: { ...state.timers, caller: at } };
}

/** The caller's screen may have been made anew: it hears again how it goes. */
function callerBack(state: Ringing): Stepped {
  const back = { ...state, timers: { ring: state.timers.ring } };
  return go(back, progress(back));
}

function isCaller({ facts }: Ringing, { account, point }: Party): boolean {
  return facts.caller.account === account && facts.caller.point === point;
}

function isCallee({ facts }: Ringing, { account }: Party): boolean {
  return facts.callee === account;
}

function refusal(facts: CallFacts, offer: string): "own-account" | "too-large" | undefined {
  if (facts.caller.account === facts.callee) return "own-account";
  return offer.length > descriptionLimit ? "too-large" : undefined;
}
