import { go, machine, type Step } from "@elsewhere/machine";
import type { Time } from "../names.ts";
import type { SweepMessage } from "./message.ts";
import {
  mostAnnounced,
  type Leg,
  type RemoteEffect,
  type RemoteEvent,
  type RemoteState,
  type Switching,
  type With,
} from "./remote-state.ts";
import { heard, whenSilent } from "./remote-returning.ts";
import { end, send, settle, tellAgain, withTelling } from "./remote-telling.ts";
import { sweepTimes } from "./schedule.ts";
import { isSameDevice, refuseTicket, type SweepDevice, type Ticket } from "./ticket.ts";

type Stepped = Step<RemoteState, RemoteEffect>;
type Live = With | Switching;
type Received = Extract<RemoteEvent, { readonly type: "received" }>;
type Update = Extract<SweepMessage, { readonly type: "update" }>;

/** The other party's side of a session: the highest valid epoch wins, and losers hear who has it. */
export const remoteMachine = machine<RemoteState, RemoteEvent, RemoteEffect>({
  with(state, event) {
    switch (event.type) {
      case "timer":
        return event.timer === "tell" ? tellAgain(state, event.at) : end(state, "lost", event.at);
      case "received":
        return received(state, event);
      case "warmed":
        return warmed(state, event);
      case "flowing":
        return event.device === state.leg.peer.device ? go(alive(state)) : go(state);
      case "leg-died":
        return event.device === state.leg.peer.device ? go(dying(state, event.at)) : go(state);
      case "hung-up":
        return end(state, "hung-up", event.at);
      case "attached":
      case "cannot-attach":
        return go(state);
    }
  },
  switching(state, event) {
    switch (event.type) {
      case "timer":
        return event.timer === "tell" ? tellAgain(state, event.at) : whenSilent(state, event.at);
      case "received":
        return received(state, event);
      case "warmed":
        return warmed(state, event);
      case "attached":
        return attached(state, event);
      case "cannot-attach":
        return cannotAttach(state, event);
      case "flowing":
        return flowing(state, event);
      case "leg-died":
        return go(legDied(state, event.device));
      case "hung-up":
        return end(state, "hung-up", event.at);
    }
  },
  over(state, event) {
    if (event.type === "timer") return go({ name: "forgotten" }, { type: "forget", session: state.session });
    return event.type === "received" && event.message.type !== "ended"
      ? go(state, send(event.from, { type: "ended", session: state.session }))
      : go(state);
  },
  forgotten: (state) => go(state),
});

/** The remote side of a session that began with this device of the other person. */
export function inSessionWith(self: SweepDevice, session: string, peer: SweepDevice): RemoteState {
  const first: Leg = { peer, epoch: 1, ticket: 1, dead: false, answer: "" };
  return { name: "with", self, session, announced: [], leg: first, timers: {} };
}

function received(state: Live, event: Received): Stepped {
  const { from, message, at } = event;
  switch (message.type) {
    case "announce":
      return announce(state, event, message.ticket, message.description);
    case "update":
      return update(state, event, message);
    case "here":
      return here(state, from, message.epoch, at);
    case "who-has-it":
      return tellWho(state, from, at);
    case "heard":
      return heard(state, from, message.epoch, at);
    case "ended":
      return isParty(state, from) ? end(state, "ended", at) : go(state);
    default:
      return go(state);
  }
}

/** A newcomer announces itself with a ticket: a transport is prepared, and nothing else happens. */
function announce(state: Live, event: Received, ticket: Ticket, description: string): Stepped {
  const { from } = event;
  const why = refuse(state, ticket, event);
  if (why !== undefined) return go(state, refusal(state, from, ticket.epoch, why));
  const others = state.announced.filter((one) => !isSameDevice(one, from));
  const announced = [...others, from].slice(-mostAnnounced);
  return go({ ...state, announced }, { type: "warm", newcomer: from, description });
}

function warmed(state: Live, { newcomer, description }: Extract<RemoteEvent, { type: "warmed" }>): Stepped {
  const known = state.announced.some((one) => isSameDevice(one, newcomer));
  if (!known) return go(state);
  return go(state, send(newcomer, { type: "announced", session: state.session, description }));
}

/** Compare and set: an update counts if its ticket is good and its epoch higher; the same one again is answered again. */
function update(state: Live, event: Received, message: Update): Stepped {
  const { from, at } = event;
  const { ticket } = message;
  if (isSameDevice(from, state.leg.peer) && ticket.epoch === state.leg.ticket)
    return go(state, ...(state.leg.answer === undefined ? [attach(from, message)] : answerAgain(state)));
  const why = refuse(state, ticket, event);
  if (why !== undefined) return go(state, ...refusals(state, from, ticket.epoch, why));
  const leg: Leg = { peer: from, epoch: ticket.epoch, ticket: ticket.epoch, dead: false };
  const next = switchTo(state, leg, at);
  // A sweep on top of one that has not settled: the first device is out, and hears where it went.
  const first = state.name === "switching" ? leave(state, leg) : [];
  return go(next, attach(from, message), ...first);
}

function attach(newcomer: SweepDevice, { ticket, description, takes, resumeAt }: Update): RemoteEffect {
  return { type: "attach", newcomer, epoch: ticket.epoch, description, takes, resumeAt };
}

function switchTo(state: Live, leg: Leg, at: Time): Switching {
  const { self, session, announced, leg: old, telling } = state;
  const next: Switching = {
    name: "switching",
    self,
    session,
    announced: announced.filter((one) => !isSameDevice(one, leg.peer)),
    old,
    leg,
    since: at,
    timers: { silent: at + sweepTimes.silentAfter },
  };
  const goesOn = telling !== undefined && ![leg, old].some(({ peer }) => isSameDevice(peer, telling.to));
  return goesOn ? withTelling(next, telling, at) : next;
}

function leave({ old, session }: Switching, { peer, epoch }: Leg): readonly RemoteEffect[] {
  if (isSameDevice(old.peer, peer)) return [];
  return [
    send(old.peer, { type: "switched", session, epoch, to: peer }),
    { type: "drop-leg", device: old.peer.device },
  ];
}

function answerAgain({ session, leg }: Live): readonly RemoteEffect[] {
  if (leg.answer === undefined) return [];
  const { peer, epoch, answer } = leg;
  return [send(peer, { type: "answer", session, epoch, description: answer })];
}

function refuse(state: Live, ticket: Ticket, { from, signedBy, at }: Received) {
  const { session, leg } = state;
  // Only who was answered can vouch for another.
  const incumbent = state.name === "switching" && leg.answer === undefined ? state.old.peer : leg.peer;
  const epoch = topEpoch(state);
  return refuseTicket(ticket, { session, incumbent, epoch, from, signedBy, at });
}

/** The highest epoch that anybody may have. */
function topEpoch(state: Live): number {
  const returning = state.name === "switching" ? state.returning : undefined;
  return Math.max(state.leg.epoch, returning ?? 0);
}

/** Too late: the person's other devices hear who has it, strangers only that it is no good. */
function refusal(
  state: Live,
  from: SweepDevice,
  epoch: number,
  why: NonNullable<ReturnType<typeof refuse>>,
): RemoteEffect {
  const { session, leg } = state;
  const other = !isSameDevice(from, leg.peer);
  if (why === "stale" && other && from.account === leg.peer.account)
    return send(from, { type: "taken-by", session, epoch: leg.epoch, by: leg.peer });
  return send(from, { type: "update-refused", session, epoch, why });
}

/** A stale ticket may mean that the one who has the session does not know its epoch: that one is told. */
function refusals(
  state: Live,
  from: SweepDevice,
  epoch: number,
  why: NonNullable<ReturnType<typeof refuse>>,
): readonly RemoteEffect[] {
  const { session, leg } = state;
  const said = refusal(state, from, epoch, why);
  return why === "stale" && state.name === "with" && from.account === leg.peer.account
    ? [said, send(leg.peer, { type: "yours", session, epoch: leg.epoch })]
    : [said];
}

function attached(state: Switching, event: Extract<RemoteEvent, { readonly type: "attached" }>): Stepped {
  const { leg } = state;
  if (event.epoch !== leg.epoch || leg.answer !== undefined) return go(state);
  const next = { ...state, leg: { ...leg, answer: event.description } };
  return go(next, ...answerAgain(next));
}

/** Nobody was answered yet: all is as it was before the update. */
function cannotAttach(
  state: Switching,
  { epoch, at }: { readonly epoch: number; readonly at: Time },
): Stepped {
  const { self, session, announced, old, leg } = state;
  if (epoch !== leg.epoch || leg.answer !== undefined) return go(state);
  // Once the session was offered back, that offer stands.
  const kept: Leg = { ...old, epoch: state.returning ?? old.epoch };
  const back: With = { name: "with", self, session, announced, leg: kept, timers: {} };
  return go(
    old.dead ? dying(back, at) : back,
    send(leg.peer, { type: "update-refused", session, epoch, why: "unable" }),
    { type: "drop-leg", device: leg.peer.device },
  );
}

function flowing(
  state: Switching,
  { device, at }: { readonly device: SweepDevice["device"]; readonly at: Time },
): Stepped {
  if (device === state.leg.peer.device && state.leg.answer !== undefined) return settle(state, at);
  if (device === state.old.peer.device) return go({ ...state, old: { ...state.old, dead: false } });
  return go(state);
}

/** The newcomer has the answer and sends: that is as good as its first media. */
function here(state: Live, from: SweepDevice, epoch: number, at: Time): Stepped {
  const { session, leg } = state;
  if (!isSameDevice(from, leg.peer) || epoch !== leg.epoch) return tellWho(state, from, at);
  if (state.name === "with") return go(alive(state), send(from, { type: "yours", session, epoch }));
  return leg.answer === undefined ? go(state) : settle(state, at);
}

function tellWho(state: Live, from: SweepDevice, at: Time): Stepped {
  const { session, leg } = state;
  if (isSameDevice(from, leg.peer))
    return state.name === "with"
      ? go(alive(state), send(from, { type: "yours", session, epoch: leg.epoch }))
      : here(state, from, leg.epoch, at);
  const undecided = state.name === "switching" && isSameDevice(from, state.old.peer);
  if (undecided || from.account !== leg.peer.account) return go(state);
  return go(state, send(from, { type: "switched", session, epoch: leg.epoch, to: leg.peer }));
}

function legDied(state: Switching, device: SweepDevice["device"]): Switching {
  // The new leg has not lived yet.
  return device === state.old.peer.device ? { ...state, old: { ...state.old, dead: true } } : state;
}

function isParty(state: Live, from: SweepDevice): boolean {
  return (
    isSameDevice(from, state.leg.peer) || (state.name === "switching" && isSameDevice(from, state.old.peer))
  );
}

function alive(state: With): With {
  if (!state.leg.dead && state.timers.lost === undefined) return state;
  const { lost: _found, ...timers } = state.timers;
  return { ...state, leg: { ...state.leg, dead: false }, timers };
}

/** The leg died: there is a while for it to come back, or for another device to take over. */
function dying(state: With, at: Time): With {
  const lost = state.timers.lost ?? at + sweepTimes.lostAfter;
  return { ...state, leg: { ...state.leg, dead: true }, timers: { ...state.timers, lost } };
}
