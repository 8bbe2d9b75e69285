import { go, type Step } from "@elsewhere/machine";
import type { DeviceId, Time } from "../names.ts";
import type { RingLeg, Side } from "./leg.ts";
import { logEntries, type TalkedOn } from "./log.ts";
import { announce, ringDatum } from "./ring-datum.ts";
import {
  callTimes,
  type CallEffect,
  type CallEnd,
  type CallEvent,
  type CallRefusal,
  type CallState,
  type Ended,
  type RingEnd,
} from "./state.ts";

type Stepped = Step<CallState, CallEffect>;
type Running = Exclude<CallState, { readonly name: "idle" | "ended" }>;

/** The call ends: all that ring stop, who talks hangs up, both logs get their entry. */
export function end(state: Running, why: CallEnd, at: Time): Stepped {
  const { facts } = state;
  const entries = logEntries(facts, why, talkedOn(state), at);
  const ended: Ended = {
    name: "ended",
    facts,
    end: why,
    entry: entries.callee,
    timers: { forget: at + callTimes.rememberFor },
  };
  const datum = ringDatum(ended);
  return go(
    ended,
    ...(state.name === "ringing" ? stopRinging(state.legs, why) : []),
    ...pointsIn(state).map((point): CallEffect => ({ type: "hang-up", point, reason: why })),
    ...(offersVoiceMessage(why) ? [{ type: "offer-voice-message", point: facts.caller.point } as const] : []),
    announce(facts.caller.account, datum),
    announce(facts.callee, datum),
    { type: "log", account: facts.caller.account, body: entries.caller },
    { type: "log", account: facts.callee, body: entries.callee },
  );
}

export function afterEnd(
  state: Ended,
  event: CallEvent | { readonly type: "timer"; readonly at: Time },
): Stepped {
  switch (event.type) {
    case "timer":
      return go({ name: "idle" }, { type: "forget", call: state.facts.call });
    case "point-came":
      return go(state, ...stopRinging([{ point: event.entry.point, how: "silent" }], state.end));
    case "accepted":
      return go(state, ...stopRinging([{ point: event.by.point, how: "silent" }], state.end));
    case "leg-back":
      return go(state, { type: "hang-up", point: event.by.point, reason: state.end });
    case "described":
    case "held":
    case "resumed":
      return go(state, refuse(event.by.point));
    case "moved":
      return go(state, refuse(event.to));
    case "voice-message-left":
      return event.by.account === state.facts.caller.account ? keepVoiceMessage(state, event) : go(state);
    case "placed":
    case "declined":
    case "silenced":
    case "hung-up":
    case "media-flows":
    case "leg-lost":
    case "restarted":
      return go(state);
  }
}

/** All these points are told why they ring no more. */
export function stopRinging(legs: readonly RingLeg[], reason: RingEnd): readonly CallEffect[] {
  return legs.map(({ point }) => ({ type: "stop-ringing", point, reason }));
}

export function refuse(point: DeviceId, why: CallRefusal = "not-in-call"): CallEffect {
  return { type: "refuse", point, why };
}

function keepVoiceMessage(
  state: Ended,
  { offset }: Extract<CallEvent, { readonly type: "voice-message-left" }>,
): Stepped {
  const entry = { ...state.entry, voiceMessage: offset, seen: false };
  return go({ ...state, entry }, { type: "log", account: state.facts.callee, body: entry });
}

/** Who declined has made clear that they know; who is silent may want to hear what it was about. */
function offersVoiceMessage({ name }: CallEnd): boolean {
  return name === "no-answer" || name === "do-not-disturb";
}

function pointsIn(state: Running): readonly DeviceId[] {
  if (state.name === "ringing") return [state.facts.caller.point];
  return (["caller", "callee"] as const satisfies readonly Side[]).map((side) => state.talk[side].point);
}

function talkedOn(state: Running): TalkedOn | undefined {
  if (state.name === "ringing") return undefined;
  const { talk, answeredAt } = state;
  return { caller: talk.caller.point, callee: talk.callee.point, answeredAt };
}
