import { go, type Step } from "@elsewhere/machine";
import type { Time } from "../names.ts";
import { cut } from "./chunks.ts";
import {
  mostVouched,
  type Active,
  type Giving,
  type HandingOver,
  type Holding,
  type IncumbentEffect,
  type IncumbentEvent,
  type IncumbentState,
  type Keeping,
  type Vouched,
  type VouchFor,
} from "./incumbent-state.ts";
import type { SweepMessage } from "./message.ts";
import { answerWindow, sweepTimes } from "./schedule.ts";
import { jsonBytes } from "./size.ts";
import { isSameDevice, type SweepDevice, type Ticket, type TicketClaims } from "./ticket.ts";

type Stepped = Step<IncumbentState, IncumbentEffect>;
type Ask = Extract<SweepMessage, { readonly type: "go-away" | "prepare" }>;

/** What another device of the same person says; others are refused. */
export function ofOwn(state: Keeping, from: SweepDevice, message: SweepMessage, at: Time): Stepped {
  const own = from.account === state.self.account && from.device !== state.self.device;
  switch (message.type) {
    case "go-away":
    case "prepare":
      return own ? asked(state, from, message, at) : go(state, refuse(from, message));
    case "ask-chunks":
      return go(state, ...(own ? chunksFor(state, from, message) : []));
    case "response":
      return own ? answered(state, from, message, at) : go(state);
    case "done":
      return own && message.epoch === state.epoch + 1 ? handOver(state, from, at) : go(state);
    default:
      return go(state);
  }
}

/** The ticket is there: the newcomer gets it with the session information, in chunks. */
export function inform(
  state: Keeping,
  { ticket, for: asked, at }: Extract<IncumbentEvent, { readonly type: "signed" }>,
): Stepped {
  if (ticket.epoch !== state.epoch + 1) return go(state);
  const { newcomer, sweep } = asked;
  const others = state.vouched.filter((one) => !isSameDevice(one.newcomer, newcomer));
  const vouched = [...others, { newcomer, sweep, ticket }].slice(-mostVouched);
  return give({ ...state, vouched }, { newcomer, sweep, ticket }, asked, at);
}

/** Those with a ticket hear what changed; tickets that expired are dropped. */
export function informAll(state: Keeping, at: Time): Stepped {
  const vouched = state.vouched.filter(({ ticket }) => ticket.expires > at);
  return go({ ...state, vouched }, ...vouched.flatMap((one) => infoMessages(state, one)));
}

function asked(state: Keeping, from: SweepDevice, message: Ask, at: Time): Stepped {
  if (message.type === "go-away" && message.ticketed) return handOver(state, from, at);
  const purpose = message.type === "prepare" ? "prepare" : "sweep";
  const sessions = message.type === "prepare" ? 1 : message.sessions;
  const asked: VouchFor = { newcomer: from, sweep: message.sweep, purpose, sessions };
  if (cut(JSON.stringify(state.info)) === undefined) return go(state, refuse(from, message, "too-large"));
  const before = state.vouched.find(
    (one) =>
      isSameDevice(one.newcomer, from) && one.sweep === message.sweep && isFresh(one.ticket, purpose, at),
  );
  if (before !== undefined) return give(state, before, asked, at);
  return go(state, { type: "sign", claims: claimsFor(state, asked, at), for: asked });
}

/** A ticket that is asked for again is the same one, until a prepared newcomer has to renew it. */
function isFresh({ expires }: Ticket, purpose: VouchFor["purpose"], at: Time): boolean {
  return expires > at + (purpose === "prepare" ? sweepTimes.renewBefore : 0);
}

function claimsFor(state: Holding, { newcomer, purpose }: VouchFor, at: Time): TicketClaims {
  const { device, key, fingerprint } = newcomer;
  const lasts = purpose === "prepare" ? sweepTimes.preparedTicketFor : sweepTimes.ticketFor;
  return {
    session: state.session,
    epoch: state.epoch + 1,
    by: state.self.device,
    newcomer: { device, key, fingerprint },
    expires: at + lasts,
  };
}

/** The last who asked is where the person is: the session is given to that one. */
function give(state: Keeping, one: Vouched, { purpose, sessions }: VouchFor, at: Time): Stepped {
  const messages = infoMessages(state, one);
  if (purpose === "prepare") return go(state, ...messages);
  const bytes = jsonBytes(state.info);
  const window = at + answerWindow(sessions, bytes) + sweepTimes.windowAllowance;
  const next: Giving = {
    ...bare(state),
    name: "giving",
    to: one.newcomer,
    sweep: one.sweep,
    timers: { window },
  };
  return go(next, ...messages, { type: "leaving", to: one.newcomer.device, takes: [] });
}

function chunksFor(
  state: Keeping,
  from: SweepDevice,
  { sweep, missing }: Extract<SweepMessage, { readonly type: "ask-chunks" }>,
): readonly IncumbentEffect[] {
  const one = state.vouched.find(({ newcomer, sweep: of }) => isSameDevice(newcomer, from) && of === sweep);
  if (one === undefined) return [];
  const lost = new Set(missing);
  return infoMessages(state, one).filter((_, index) => lost.has(index) || index === 0);
}

function infoMessages({ session, info, revision }: Holding, one: Vouched): readonly IncumbentEffect[] {
  const text = JSON.stringify(info);
  const pieces = cut(text) ?? [];
  const { newcomer, sweep, ticket } = one;
  const bytes = jsonBytes(info);
  return pieces.map((piece, index): IncumbentEffect => {
    const chunk = { type: "info", session, sweep, revision, index, of: pieces.length, bytes, piece } as const;
    return {
      type: "send",
      to: newcomer,
      via: "any",
      message: index === 0 ? { ...chunk, ticket } : chunk,
    };
  });
}

function answered(
  state: Keeping,
  from: SweepDevice,
  { answer }: Extract<SweepMessage, { readonly type: "response" }>,
  at: Time,
): Stepped {
  if (answer.name === "take") return handOver(state, from, at, answer.takes);
  const mine = (state.name === "giving" || state.name === "handing-over") && isSameDevice(state.to, from);
  const next: Active = { ...bare(state), name: "active" };
  return mine ? go(next, { type: "staying", why: answer.why }) : go(state);
}

/** The newcomer takes it. Media go on here until the remote says that it switched. */
function handOver(
  state: Keeping,
  to: SweepDevice,
  at: Time,
  takes: Extract<IncumbentEffect, { readonly type: "leaving" }>["takes"] = [],
): Stepped {
  // Who has no ticket of ours can take nothing.
  const has = state.vouched.some(({ newcomer }) => isSameDevice(newcomer, to));
  if (!has || (state.name === "handing-over" && isSameDevice(state.to, to))) return go(state);
  const timers = { repeat: at + sweepTimes.askAfter };
  const next: HandingOver = { ...bare(state), name: "handing-over", to, sent: 1, timers };
  return go(next, { type: "leaving", to: to.device, takes });
}

function refuse(
  to: SweepDevice,
  { session, sweep }: Ask,
  why: "not-yours" | "too-large" = "not-yours",
): IncumbentEffect {
  return {
    type: "send",
    to,
    via: "any",
    message: { type: "go-away-refused", session, sweep, why },
  };
}

function bare({ self, remote, session, epoch, info, revision, vouched }: Holding): Holding {
  return { self, remote, session, epoch, info, revision, vouched };
}
