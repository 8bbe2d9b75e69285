import { go, type Step } from "@elsewhere/machine";
import type { Time } from "../names.ts";
import type { RemoteEffect, RemoteState, Switching, With } from "./remote-state.ts";
import { announceNews, end, send, tellOf, withTelling } from "./remote-telling.ts";
import { sweepTimes } from "./schedule.ts";
import { isSameDevice, type SweepDevice } from "./ticket.ts";

type Stepped = Step<RemoteState, RemoteEffect>;
type Live = With | Switching;

/**
 * No media from the newcomer. The session is offered back to the old device, at an epoch that nobody had, and whichever of
 * the two is heard of first has it; so a device that died without a word gets nothing.
 */
export function whenSilent(state: Switching, at: Time): Stepped {
  const { old, leg, since } = state;
  if (at >= since + sweepTimes.lostAfter) return end(state, "lost", at);
  const waiting = { ...state, timers: { ...state.timers, silent: at + sweepTimes.silentAfter } };
  if (old.dead) return go(waiting);
  const offering = { ...waiting, returning: state.returning ?? leg.epoch + 1 };
  const next = withTelling(offering, { to: old.peer, sent: 1 }, at);
  return go(next, tellOf(next, old.peer));
}

/** Somebody knows now where the session is; the old device takes it back by saying so. */
export function heard(state: Live, from: SweepDevice, epoch: number, at: Time): Stepped {
  const { telling } = state;
  if (telling === undefined || !isSameDevice(from, telling.to)) return go(state);
  const told = withTelling(state, undefined, at);
  if (told.name === "with") return epoch >= told.leg.epoch ? go(told) : go(state);
  if (told.returning === undefined) return go(told);
  return epoch === told.returning && isSameDevice(from, told.old.peer) ? giveBack(told, epoch) : go(state);
}

function giveBack({ self, session, announced, old, leg }: Switching, epoch: number): Stepped {
  const back: With = {
    name: "with",
    self,
    session,
    announced,
    leg: { ...old, epoch, dead: false },
    timers: {},
  };
  return go(
    back,
    send(leg.peer, { type: "taken-by", session, epoch, by: old.peer }),
    { type: "drop-leg", device: leg.peer.device },
    ...announceNews(back),
  );
}
