import { go, type Step } from "@elsewhere/machine";
import type { Time } from "../names.ts";
import type { SweepMessage } from "./message.ts";
import { fail, refuseTake, toIncumbent } from "./newcomer-asking.ts";
import type {
  Announcing,
  Goal,
  NewcomerEffect,
  NewcomerEvent,
  NewcomerState,
  Own,
  Prepared,
  Ready,
  Updating,
} from "./newcomer-state.ts";
import { isGivenUp, pathToRemote, repeatAt, sweepTimes } from "./schedule.ts";
import { taken, type SessionInfo } from "./session.ts";
import { isSameDevice } from "./ticket.ts";

type Stepped = Step<NewcomerState, NewcomerEffect>;
type WithGoal = Own & { readonly goal: Goal };

/** Announces itself to the remote, for the first time or again. */
export function announceSelf(from: WithGoal, prepared: Prepared, sent: number, at: Time): Stepped {
  const { self, abilities, goal } = from;
  const next: Announcing = {
    name: "announcing",
    self,
    abilities,
    goal,
    prepared,
    sent: sent + 1,
    timers: { repeat: repeatAt(sent + 1, at) },
  };
  const { session } = goal;
  const { ticket, description } = prepared;
  return go(next, {
    type: "send",
    to: goal.remote,
    via: pathToRemote(sent, false),
    message: { type: "announce", session, ticket, description },
  });
}

/** Prepared, until the ticket has to be renewed. */
export function prepared(all: Prepared, { self, abilities, goal }: WithGoal, at: Time): Ready {
  const renew = Math.max(all.ticket.expires - sweepTimes.renewBefore, at + sweepTimes.renewBefore);
  return { name: "ready", self, abilities, goal, prepared: all, timers: { renew } };
}

/**
 * The sweep: the update to the remote and word to the incumbent leave at the same moment, and media with them where the
 * transport is prepared. `announce`: the incumbent does not know yet.
 */
export function sweepNow(from: WithGoal, prepared: Prepared, at: Time, announce: boolean): Stepped {
  const { self, abilities, goal } = from;
  const next: Updating = {
    name: "updating",
    self,
    abilities,
    goal,
    prepared,
    sent: 1,
    timers: { repeat: repeatAt(1, at) },
  };
  const { session, sweep, sessions } = goal;
  const { info, takes } = prepared;
  const word: SweepMessage = announce
    ? { type: "go-away", session, sweep, sessions, ticketed: true }
    : { type: "response", session, sweep, answer: { name: "take", takes } };
  return go(
    next,
    update(next, 0),
    toIncumbent(goal, word),
    ...(prepared.warm ? [{ type: "attach", info, takes } as const] : []),
  );
}

/** The same update again: it means the same however often it comes. */
export function retryUpdate(state: Updating, at: Time): Stepped {
  const { goal, prepared, sent } = state;
  if (isGivenUp(sent))
    return fail(state, { name: "remote-unreachable" }, refuseTake(goal, "given-up"), prepared);
  const next = { ...state, sent: sent + 1, timers: { repeat: repeatAt(sent + 1, at) } };
  return go(next, update(state, sent));
}

function update({ goal, prepared }: Updating, sent: number): NewcomerEffect {
  const { ticket, takes, description, info, warm } = prepared;
  return {
    type: "send",
    to: goal.remote,
    via: pathToRemote(sent, warm),
    message: {
      type: "update",
      session: goal.session,
      ticket,
      takes,
      resumeAt: resumeAt(info),
      description,
    },
  };
}

function resumeAt(info: SessionInfo): number {
  switch (info.kind) {
    case "text":
      return info.place;
    case "file":
      return info.offset;
    case "call":
      return 0;
  }
}

/** The remote decides; what the incumbent says now changes nothing, unless the session is over. */
export function whenAnswered(
  state: Updating,
  { from, message }: Extract<NewcomerEvent, { readonly type: "received" }>,
): Stepped {
  const { goal } = state;
  if (message.type === "ended" && isSameDevice(from, goal.incumbent)) return fail(state, { name: "ended" });
  if (!isSameDevice(from, goal.remote)) return go(state);
  switch (message.type) {
    case "answer":
      return message.epoch >= state.prepared.ticket.epoch ? arrive(state, message) : go(state);
    case "update-refused":
      return message.epoch === state.prepared.ticket.epoch
        ? fail(state, { name: "refused", why: message.why }, refuseTake(goal, message.why))
        : go(state);
    case "taken-by":
      return message.epoch >= state.prepared.ticket.epoch
        ? fail(state, { name: "taken-by", by: message.by })
        : go(state);
    case "ended":
      return fail(state, { name: "ended" });
    default:
      return go(state);
  }
}

function arrive(
  { self, abilities, goal, prepared }: Updating,
  { epoch, description }: Extract<SweepMessage, { readonly type: "answer" }>,
): Stepped {
  const { session, remote } = goal;
  const info = taken(prepared.info, prepared);
  return go<NewcomerState, NewcomerEffect>(
    { name: "here", self, abilities, goal, epoch },
    { type: "connect", description },
    { type: "become", session, epoch, info, remote },
    toIncumbent(goal, { type: "done", session, epoch }),
  );
}
