import { go, type Step } from "@elsewhere/machine";
import type { Time } from "../names.ts";
import type { SweepMessage } from "./message.ts";
import type { Leg, RemoteEffect, RemoteState, Switching, Telling, With } from "./remote-state.ts";
import { isGivenUp, repeatAt, sweepTimes } from "./schedule.ts";
import { isSameDevice, type SweepDevice } from "./ticket.ts";

type Stepped = Step<RemoteState, RemoteEffect>;
type Live = With | Switching;

/** The newcomer's media are here: the old device is told, again and again until it says that it heard. */
export function settle(state: Switching, at: Time): Stepped {
  const { self, session, announced, old, returning } = state;
  // If the old device may have taken it back, the newcomer needs an epoch above that.
  const leg: Leg = returning === undefined ? state.leg : { ...state.leg, epoch: returning + 1 };
  const settled: With = { name: "with", self, session, announced, leg, timers: {} };
  const next = withTelling(settled, { to: old.peer, sent: 1 }, at);
  return go(
    next,
    { type: "play", device: leg.peer.device },
    tellOf(next, old.peer),
    send(leg.peer, { type: "yours", session, epoch: leg.epoch }),
    { type: "drop-leg", device: old.peer.device },
    ...announceNews(settled),
  );
}

/** Those who prepared have tickets that are worth nothing any more. */
export function announceNews({ session, announced, leg }: With): readonly RemoteEffect[] {
  const { peer, epoch } = leg;
  return announced
    .filter((one) => !isSameDevice(one, peer))
    .map((one) => send(one, { type: "taken-by", session, epoch, by: peer }));
}

/** Says it again to who has not heard. */
export function tellAgain(state: Live, at: Time): Stepped {
  const { telling } = state;
  if (telling === undefined || isGivenUp(telling.sent)) return go(withTelling(state, undefined, at));
  const next = withTelling(state, { ...telling, sent: telling.sent + 1 }, at);
  return go(next, tellOf(state, telling.to));
}

/** What a device has to know: that it is elsewhere, or that it is its own. */
export function tellOf(state: Live, to: SweepDevice): RemoteEffect {
  const { session, leg } = state;
  const { peer, epoch } = leg;
  if (state.name === "switching" && state.returning !== undefined && isSameDevice(to, state.old.peer))
    return send(to, { type: "yours", session, epoch: state.returning });
  return isSameDevice(to, peer)
    ? send(to, { type: "yours", session, epoch })
    : send(to, { type: "switched", session, epoch, to: peer });
}

/** The state with this telling and its timer, or with none. */
export function withTelling<S extends Live>(state: S, telling: Telling | undefined, at: Time): S {
  const { telling: _told, ...rest } = state;
  const { tell: _due, ...timers } = state.timers;
  const next =
    telling === undefined
      ? { ...rest, timers }
      : { ...rest, telling, timers: { ...timers, tell: repeatAt(telling.sent, at) } };
  // The rest of a state is that state: only what it may lack was taken out.
  return next as unknown as S;
}

/** Over, for everybody who has or wants it. */
export function end(state: Live, why: "ended" | "lost" | "hung-up", at: Time): Stepped {
  const { session, announced, leg } = state;
  const legs = state.name === "switching" ? [leg.peer, state.old.peer] : [leg.peer];
  const ended: SweepMessage = { type: "ended", session };
  return go(
    { name: "over", session, timers: { forget: at + sweepTimes.rememberFor } },
    ...[...legs, ...announced].map((to) => send(to, ended)),
    { type: "end", session, why },
  );
}

export function send(to: SweepDevice, message: SweepMessage): RemoteEffect {
  return { type: "send", to, via: "any", message };
}
