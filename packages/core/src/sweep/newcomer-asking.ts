import { go, type Step } from "@elsewhere/machine";
import { gather, missing, whole } from "./chunks.ts";
import type { SweepMessage, SweepRefusal } from "./message.ts";
import type {
  Gathering,
  Goal,
  NewcomerEffect,
  NewcomerEvent,
  NewcomerFailure,
  NewcomerState,
  Offering,
  Own,
  Prepared,
} from "./newcomer-state.ts";
import { answerWindow, pathToOwn } from "./schedule.ts";
import { readSessionInfo, takingOf } from "./session.ts";
import { isFor, isSameDevice } from "./ticket.ts";

type Stepped = Step<NewcomerState, NewcomerEffect>;
type Received = Extract<NewcomerEvent, { readonly type: "received" }>;
type Info = Extract<SweepMessage, { readonly type: "info" }>;

/** Asks the incumbent for what is still wanted: all of it, or the chunks that were lost. */
export function askIncumbent({ goal, purpose, gathered }: Gathering, sent: number): NewcomerEffect {
  const { session, sweep, sessions } = goal;
  const lost = gathered === undefined ? [] : missing(gathered);
  const ask: SweepMessage =
    lost.length > 0
      ? { type: "ask-chunks", session, sweep, missing: lost }
      : purpose === "prepare"
        ? { type: "prepare", session, sweep }
        : { type: "go-away", session, sweep, sessions, ticketed: false };
  return toIncumbent(goal, ask, sent);
}

export function toIncumbent({ incumbent }: Goal, message: SweepMessage, sent = 0): NewcomerEffect {
  return { type: "send", to: incumbent, via: pathToOwn(sent), message };
}

export function refuseTake(goal: Goal, why: SweepRefusal): NewcomerEffect {
  const { session, sweep } = goal;
  return toIncumbent(goal, { type: "response", session, sweep, answer: { name: "refuse", why } });
}

/** It came to nothing; the session is where it was. What is `kept` serves another try. */
export function fail(
  { self, abilities, goal }: Own & { readonly goal: Goal },
  failure: NewcomerFailure,
  say?: NewcomerEffect,
  kept?: Prepared,
): Stepped {
  return go(
    { name: "failed", self, abilities, goal, why: failure, ...(kept && { prepared: kept }) },
    ...(say === undefined ? [] : [say]),
    ...(kept === undefined ? [{ type: "drop-media" } as const] : []),
    { type: "failed", session: goal.session, failure },
  );
}

/** What comes while session information is gathered. */
export function gathering(state: Gathering, event: Received): Stepped {
  const { from, message } = event;
  if (isSameDevice(from, state.goal.remote) && message.type === "ended")
    return fail(state, { name: "ended" });
  if (!isSameDevice(from, state.goal.incumbent)) return go(state);
  switch (message.type) {
    case "info":
      return message.sweep === state.goal.sweep ? take(state, message, event.at) : go(state);
    case "go-away-refused":
      return message.sweep === state.goal.sweep
        ? fail(state, { name: "refused", why: message.why })
        : go(state);
    case "moved":
      return follow(state, message);
    case "ended":
      return fail(state, { name: "ended" });
    default:
      return go(state);
  }
}

/** It is on another device meanwhile: that one is asked, with what is left of the tries. */
function follow(state: Gathering, { to }: Extract<SweepMessage, { readonly type: "moved" }>): Stepped {
  if (to.account !== state.self.account || to.device === state.self.device) return go(state);
  const { ticket: _ticket, gathered: _gathered, ...rest } = state;
  const next = {
    ...rest,
    goal: { ...state.goal, incumbent: to },
    timers: { repeat: state.timers.repeat },
  };
  return go(next, askIncumbent(next, 0));
}

/** A chunk: the window begins with the first, and is as long as there is information. */
function take(state: Gathering, message: Info, at: number): Stepped {
  const gathered = gather(state.gathered, message);
  const ticket = message.ticket ?? state.ticket;
  const window = state.timers.window ?? at + answerWindow(state.goal.sessions, message.bytes);
  const next: Gathering = {
    ...state,
    ...(gathered && { gathered }),
    ...(ticket && { ticket }),
    timers: { ...state.timers, window },
  };
  const text = whole(gathered);
  if (text === undefined || ticket === undefined) return go(next);
  return understand(next, ticket, text, window);
}

function understand(
  state: Gathering,
  ticket: NonNullable<Gathering["ticket"]>,
  text: string,
  window: number,
): Stepped {
  const { self, abilities, goal, purpose } = state;
  const info = readSessionInfo(text);
  if (info === undefined || !isFor(ticket, self) || ticket.session !== goal.session)
    return fail(state, { name: "information-incomplete" }, refuseTake(goal, "unable"));
  const taking = takingOf(info, abilities);
  if (taking.takes.length === 0)
    return fail(state, { name: "refused", why: "incapable" }, refuseTake(goal, "incapable"));
  const next: Offering = {
    name: "offering",
    self,
    abilities,
    goal,
    purpose,
    ticket,
    info,
    taking,
    timers: { window },
  };
  return go(next, { type: "make-offer", remote: goal.remote, info, takes: taking.takes });
}
