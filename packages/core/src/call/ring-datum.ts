import type { RingDatum } from "../delivery/datum.ts";
import type { AccountName } from "../names.ts";
import type { CallEffect, CallState } from "./state.ts";

/**
 * The call as the delivery plan takes it: for a point that comes late or asks, and for what the others of both
 * accounts show. An idle call has none.
 */
export function ringDatum(state: Exclude<CallState, { readonly name: "idle" }>): RingDatum {
  const { call, caller, media } = state.facts;
  const device = "talk" in state ? state.talk.caller.point : caller.point;
  return {
    type: "ring",
    call,
    by: caller.account,
    device,
    media,
    state: ringState(state),
    silencedOn: state.name === "ringing" ? silencedOn(state) : [],
  };
}

export function announce(account: AccountName, datum: RingDatum): CallEffect {
  return { type: "announce", account, datum };
}

function ringState(state: Exclude<CallState, { readonly name: "idle" }>): RingDatum["state"] {
  switch (state.name) {
    case "ringing":
      return { name: "ringing" };
    case "connecting":
    case "connected":
    case "held":
      return { name: "answered", device: state.talk.callee.point };
    case "ended":
      return state.end.name === "declined" ? { name: "declined", device: state.end.on } : { name: "over" };
  }
}

function silencedOn({ legs }: Extract<CallState, { readonly name: "ringing" }>): RingDatum["silencedOn"] {
  return legs.filter(({ how }) => how === "silent").map(({ point }) => point);
}
