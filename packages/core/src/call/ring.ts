import { go, type Step } from "@elsewhere/machine";
import { progressOf, type RingLeg } from "./leg.ts";
import { announce, ringDatum } from "./ring-datum.ts";
import type { CallEffect, CallState, Ringing } from "./state.ts";

/** All legs ring, for the first time or again; the caller hears how it goes, and the caller's other points show it. */
export function ring(state: Ringing): Step<CallState, CallEffect> {
  return go(
    state,
    ...state.legs.map((leg) => ringEffect(leg, state.offer)),
    announce(state.facts.caller.account, ringDatum(state)),
    progress(state),
  );
}

export function ringEffect(leg: RingLeg, offer: string): CallEffect {
  return { type: "ring", ...leg, offer };
}

export function progress({ facts, legs }: Ringing): CallEffect {
  return { type: "progress", point: facts.caller.point, progress: progressOf(legs) };
}
