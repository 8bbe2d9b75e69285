import { go, machine, type Step } from "@elsewhere/machine";
import type { Time } from "../names.ts";
import { inform, informAll, ofOwn } from "./incumbent-giving.ts";
import type {
  Active,
  Arriving,
  Doubting,
  HandingOver,
  Holding,
  IncumbentEffect,
  IncumbentEvent,
  IncumbentState,
  Keeping,
  Over,
  Pushing,
} from "./incumbent-state.ts";
import type { SweepMessage } from "./message.ts";
import type { SendEffect } from "./newcomer-state.ts";
import { isGivenUp, pathToOwn, pathToRemote, repeatAt, sweepTimes } from "./schedule.ts";
import type { SessionInfo } from "./session.ts";
import { isSameDevice, type SweepDevice } from "./ticket.ts";

type Stepped = Step<IncumbentState, IncumbentEffect>;
type Received = Extract<IncumbentEvent, { readonly type: "received" }>;
type Moved = Extract<SweepMessage, { readonly type: "switched" | "taken-by" }>;

/** A device that has a session, and may be asked for it. */
export const incumbentMachine = machine<IncumbentState, IncumbentEvent, IncumbentEffect>({
  arriving: (state, event) =>
    event.type === "timer" ? askOn(state, "here", event.at) : whileKeeping(state, event),
  active: (state, event) => whileKeeping(state, event),
  doubting: (state, event) =>
    event.type === "timer" ? askOn(state, "who-has-it", event.at) : whileKeeping(state, event),
  pushing: (state, event) => (event.type === "timer" ? pushOn(state, event.at) : whileKeeping(state, event)),
  giving: (state, event) =>
    event.type === "timer"
      ? go(active(state), { type: "staying", why: "too-late" })
      : whileKeeping(state, event),
  "handing-over": (state, event) =>
    event.type === "timer" ? askOn(state, "who-has-it", event.at) : whileKeeping(state, event),
  gone(state, event) {
    if (event.type === "timer") return go({ name: "forgotten" }, { type: "forget", session: state.session });
    if (event.type !== "received") return go(state);
    const { from, message } = event;
    if (isSameDevice(from, state.remote)) return remoteAfterwards(state, message, event.at);
    const { session, epoch, to } = state;
    const asks = message.type === "go-away" || message.type === "prepare" || message.type === "ask-chunks";
    return asks && from.account === state.self.account
      ? go(state, send(from, { type: "moved", session, epoch, to }))
      : go(state);
  },
  over(state, event) {
    if (event.type === "timer") return go({ name: "forgotten" }, { type: "forget", session: state.session });
    if (event.type !== "received" || event.message.type === "ended") return go(state);
    const { from } = event;
    const may = from.account === state.self.account || isSameDevice(from, state.remote);
    return may ? go(state, send(from, { type: "ended", session: state.session })) : go(state);
  },
  forgotten: (state) => go(state),
});

/** A session that began on this device, at its first epoch. */
export function holding(
  self: SweepDevice,
  remote: SweepDevice,
  session: string,
  info: SessionInfo,
): IncumbentState {
  return { name: "active", self, remote, session, epoch: 1, info, revision: 1, vouched: [] };
}

/** A session that came to this device by a sweep, with the first `here` to send. */
export function arriving(
  self: SweepDevice,
  { session, epoch, info, remote }: Pick<Holding, "session" | "epoch" | "info" | "remote">,
  at: Time,
): Step<IncumbentState, IncumbentEffect> {
  const held = { self, remote, session, epoch, info, revision: 1, vouched: [] };
  const state: Arriving = { ...held, name: "arriving", sent: 1, timers: { repeat: repeatAt(1, at) } };
  return go(state, toRemote(state, { type: "here", session, epoch }, 0));
}

/** The answer of a device that has no machine for a session: it rings there, or is not known. */
export function answerWithout(
  from: SweepDevice,
  message: SweepMessage,
  why: "not-active" | "no-such-session",
): SendEffect | undefined {
  if (message.type !== "go-away" && message.type !== "prepare") return undefined;
  const { session, sweep } = message;
  const refused = { type: "go-away-refused", session, sweep, why } as const;
  return { type: "send", to: from, via: "any", message: refused };
}

function whileKeeping(
  state: Keeping,
  event: IncumbentEvent | { readonly type: "timer"; readonly at: Time },
): Stepped {
  switch (event.type) {
    case "received":
      return received(state, event);
    case "signed":
      return inform(state, event);
    case "changed":
      return informAll({ ...state, info: event.info, revision: state.revision + 1 }, event.at);
    case "push":
      return push(state, event);
    case "deny":
      return deny(state);
    case "doubted":
      return state.name === "active" ? doubt(state, event.at) : go(state);
    case "hung-up":
      return hangUp(state, event.at);
    case "timer":
      return go(state);
  }
}

function received(state: Keeping, { from, message, at }: Received): Stepped {
  if (!isSameDevice(from, state.remote)) return ofOwn(state, from, message, at);
  switch (message.type) {
    case "switched":
    case "taken-by":
      return moved(state, message, at);
    case "yours":
      return keep(state, message.epoch);
    case "ended":
      return go(over(state, at), { type: "end", session: state.session });
    default:
      return go(state);
  }
}

/** The remote says that another device has it now: only then media stop here. */
function moved(state: Keeping, message: Moved, at: Time): Stepped {
  const { session, epoch } = message;
  const to = message.type === "switched" ? message.to : message.by;
  if (epoch <= state.epoch) return go(state);
  if (isSameDevice(to, state.self)) return keep(state, epoch);
  const { self, remote } = state;
  const timers = { forget: at + sweepTimes.rememberFor };
  return go(
    { name: "gone", self, remote, session, epoch, to, timers },
    send(state.remote, { type: "heard", session, epoch }),
    { type: "let-go", session, to },
  );
}

/** The remote says that it is ours, at this epoch. A response under way is waited for all the same. */
function keep(state: Keeping, epoch: number): Stepped {
  if (epoch < state.epoch) return go(state);
  const { session } = state;
  const heard = send(state.remote, { type: "heard", session, epoch });
  // At a higher epoch tickets of the lower one are worth nothing.
  const kept = { ...state, epoch, vouched: epoch > state.epoch ? [] : state.vouched };
  const stays = isLeaving(state) && (epoch > state.epoch || state.name === "handing-over");
  if (kept.name === "giving" || kept.name === "pushing")
    return stays ? go(active(kept), heard, { type: "staying", why: "unable" }) : go(kept, heard);
  return go(active(kept), heard, ...(stays ? [{ type: "staying", why: "unable" } as const] : []));
}

function remoteAfterwards(
  state: Extract<IncumbentState, { readonly name: "gone" }>,
  message: SweepMessage,
  at: Time,
): Stepped {
  const { session } = state;
  if (message.type === "ended") return go(over(state, at));
  if (message.type !== "switched" && message.type !== "taken-by") return go(state);
  const epoch = Math.max(message.epoch, state.epoch);
  return go({ ...state, epoch }, send(state.remote, { type: "heard", session, epoch: message.epoch }));
}

function push(
  state: Keeping,
  { to, sweep, at }: Extract<IncumbentEvent, { readonly type: "push" }>,
): Stepped {
  if (to.account !== state.self.account || isSameDevice(to, state.self)) return go(state);
  const timers = { repeat: repeatAt(1, at) };
  const next: Pushing = { ...bare(state), name: "pushing", to, sweep, sent: 1, timers };
  return go(next, come(next, 0));
}

function pushOn(state: Pushing, at: Time): Stepped {
  if (isGivenUp(state.sent)) return go(active(state), { type: "staying", why: "unreachable" });
  const sent = state.sent + 1;
  return go({ ...state, sent, timers: { repeat: repeatAt(sent, at) } }, come(state, state.sent));
}

function come({ to, sweep, session, remote }: Pushing, sent: number): SendEffect {
  const message: SweepMessage = { type: "come", session, sweep, remote };
  return { type: "send", to, via: pathToOwn(sent), message };
}

/** The person keeps it here: as long as the newcomer has not said that it takes it. */
function deny(state: Keeping): Stepped {
  if (state.name === "pushing") return go(active(state), { type: "staying", why: "denied" });
  if (state.name !== "giving") return go(state);
  const { session, sweep, to } = state;
  return go(active(state), send(to, { type: "go-away-refused", session, sweep, why: "denied" }), {
    type: "staying",
    why: "denied",
  });
}

function doubt(state: Active, at: Time): Stepped {
  const { session, epoch } = state;
  const next: Doubting = { ...state, name: "doubting", sent: 1, timers: { repeat: repeatAt(1, at) } };
  return go(next, toRemote(state, { type: "who-has-it", session, epoch }, 0));
}

/** Asks the remote again; when there is no word at all, the session stays what it is: here. */
function askOn(state: Arriving | Doubting | HandingOver, type: "here" | "who-has-it", at: Time): Stepped {
  const { session, epoch } = state;
  if (isGivenUp(state.sent))
    return go(active(state), ...(isLeaving(state) ? [{ type: "staying", why: "unreachable" } as const] : []));
  const sent = state.sent + 1;
  const next = { ...state, sent, timers: { repeat: repeatAt(sent, at) } };
  return go(next, toRemote(state, { type, session, epoch }, state.sent));
}

function hangUp(state: Keeping, at: Time): Stepped {
  const ended: SweepMessage = { type: "ended", session: state.session };
  return go(over(state, at), toRemote(state, ended, 0), ...("to" in state ? [send(state.to, ended)] : []), {
    type: "end",
    session: state.session,
  });
}

function isLeaving({ name }: Keeping): boolean {
  return name === "pushing" || name === "giving" || name === "handing-over";
}

function active(state: Keeping): Active {
  return { ...bare(state), name: "active" };
}

function bare({ self, remote, session, epoch, info, revision, vouched }: Holding): Holding {
  return { self, remote, session, epoch, info, revision, vouched };
}

function over({ self, remote, session }: Pick<Over, "self" | "remote" | "session">, at: Time): Over {
  return { name: "over", self, remote, session, timers: { forget: at + sweepTimes.rememberFor } };
}

function send(to: SweepDevice, message: SweepMessage): IncumbentEffect {
  return { type: "send", to, via: "any", message };
}

function toRemote({ remote }: Pick<Holding, "remote">, message: SweepMessage, sent: number): IncumbentEffect {
  return { type: "send", to: remote, via: pathToRemote(sent, true), message };
}
