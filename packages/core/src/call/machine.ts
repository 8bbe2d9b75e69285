import { go, machine } from "@elsewhere/machine";
import { whileConnecting } from "./connecting.ts";
import { afterEnd } from "./end.ts";
import { place, whileRinging } from "./ringing.ts";
import type { CallEffect, CallEvent, CallState } from "./state.ts";
import { whileTalking } from "./talking.ts";

/** A call from when it is placed until it is forgotten. */
export const callMachine = machine<CallState, CallEvent, CallEffect>({
  idle: (state, event) => (event.type === "placed" ? place(event) : go(state)),
  ringing: whileRinging,
  connecting: whileConnecting,
  connected: whileTalking,
  held: whileTalking,
  ended: afterEnd,
});

export const noCall: CallState = { name: "idle" };
