import { go, machine, type Step } from "@elsewhere/machine";
import type { Time } from "../names.ts";
import { askIncumbent, fail, gathering, refuseTake, toIncumbent } from "./newcomer-asking.ts";
import { announceSelf, prepared, retryUpdate, sweepNow, whenAnswered } from "./newcomer-taking.ts";
import type {
  Announcing,
  Gathering,
  Goal,
  NewcomerEffect,
  NewcomerEvent,
  NewcomerState,
  Offering,
  Own,
  Purpose,
  Ready,
} from "./newcomer-state.ts";
import { sweepDescriptionLimit, type SweepMessage } from "./message.ts";
import { isGivenUp, repeatAt, sweepTimes } from "./schedule.ts";
import { isSameDevice } from "./ticket.ts";
import { jsonBytes } from "./size.ts";
import { freshInfo } from "./newcomer-info.ts";

type Stepped = Step<NewcomerState, NewcomerEffect>;
type Received = Extract<NewcomerEvent, { readonly type: "received" }>;

/** A device that a session may come to: one machine for each session. */
export const newcomerMachine = machine<NewcomerState, NewcomerEvent, NewcomerEffect>({
  idle: (state, event) => atRest(state, event),
  gathering(state, event) {
    switch (event.type) {
      case "timer":
        return event.timer === "window"
          ? fail(state, { name: "information-incomplete" }, refuseTake(state.goal, "too-late"))
          : askAgain(state, event.at);
      case "pull":
        return hasten(state, event);
      case "received":
        return gathering(state, event);
      case "stop":
        return stop(state);
      case "prepare":
      case "offered":
      case "cannot-offer":
        return go(state);
    }
  },
  offering(state, event) {
    switch (event.type) {
      case "timer":
        return fail(state, { name: "refused", why: "too-late" }, refuseTake(state.goal, "too-late"));
      case "pull":
        return go({ ...state, purpose: "sweep" }, goAway(state.goal));
      case "offered":
        return offered(state, event.description, event.at);
      case "cannot-offer":
        return fail(state, { name: "refused", why: "incapable" }, refuseTake(state.goal, "incapable"));
      case "received":
        return whenOver(state, event) ?? go(state);
      case "stop":
        return stop(state);
      case "prepare":
        return go(state);
    }
  },
  announcing(state, event) {
    switch (event.type) {
      case "timer":
        return isGivenUp(state.sent)
          ? go(prepared({ ...state.prepared, warm: false }, state, event.at))
          : announceSelf(state, state.prepared, state.sent, event.at);
      case "pull":
        return sweepNow(state, state.prepared, event.at, true);
      case "received":
        return whenAnnounced(state, event);
      case "stop":
        return stop(state);
      case "prepare":
      case "offered":
      case "cannot-offer":
        return go(state);
    }
  },
  ready(state, event) {
    switch (event.type) {
      case "timer":
        return renew(state, event.at);
      case "pull":
        return sweepNow(state, state.prepared, event.at, true);
      case "received":
        return whileReady(state, event);
      case "stop":
        return stop(state);
      case "prepare":
        return isSameDevice(event.goal.incumbent, state.goal.incumbent)
          ? go(state)
          : begin(state, event.goal, "prepare", event.at);
      case "offered":
      case "cannot-offer":
        return go(state);
    }
  },
  updating(state, event) {
    switch (event.type) {
      case "timer":
        return retryUpdate(state, event.at);
      case "received":
        return whenAnswered(state, event);
      case "pull":
      case "prepare":
      case "stop":
      case "offered":
      case "cannot-offer":
        return go(state);
    }
  },
  here: (state) => go(state),
  failed(state, event) {
    const { prepared: kept } = state;
    const usable = kept !== undefined && event.at < kept.ticket.expires;
    if (event.type === "pull" && usable && isSameDevice(event.goal.remote, state.goal.remote))
      return sweepNow({ ...own(state), goal: state.goal }, kept, event.at, false);
    return atRest(state, event);
  },
});

/** A device without any session, which may be asked to fetch one. */
export function newcomer(own: Own): NewcomerState {
  return { name: "idle", ...own };
}

function own({ self, abilities }: Own): Own {
  return { self, abilities };
}

function atRest(
  state: Extract<NewcomerState, { readonly name: "idle" | "failed" }>,
  event: NewcomerEvent,
): Stepped {
  switch (event.type) {
    case "pull":
      return begin(state, event.goal, "sweep", event.at);
    case "prepare":
      return begin(state, event.goal, "prepare", event.at);
    case "received":
      return isCome(event.message, event.from.account === state.self.account)
        ? begin(state, goalOf(event.message, event), "sweep", event.at)
        : go(state);
    case "stop":
    case "offered":
    case "cannot-offer":
      return go(state);
  }
}

type Come = Extract<SweepMessage, { readonly type: "come" }>;

function isCome(message: SweepMessage, own: boolean): message is Come {
  return own && message.type === "come";
}

function goalOf({ session, sweep, remote }: Come, { from }: Received): Goal {
  return { session, sweep, incumbent: from, remote, sessions: 1 };
}

function begin(state: Own, goal: Goal, purpose: Purpose, at: Time): Stepped {
  const next: Gathering = {
    ...own(state),
    name: "gathering",
    goal,
    purpose,
    sent: 1,
    timers: { repeat: repeatAt(1, at) },
  };
  return go(next, askIncumbent(next, 0));
}

function askAgain(state: Gathering, at: Time): Stepped {
  if (isGivenUp(state.sent)) {
    const name = state.gathered === undefined ? "incumbent-unreachable" : "information-incomplete";
    return fail(state, { name }, refuseTake(state.goal, "too-late"));
  }
  const sent = state.sent + 1;
  const next = { ...state, sent, timers: { ...state.timers, repeat: repeatAt(sent, at) } };
  return go(next, askIncumbent(state, state.sent));
}

/** It was preparing, and now it is wanted. */
function hasten(state: Gathering, { at }: { readonly at: Time }): Stepped {
  if (state.purpose === "sweep") return go(state);
  const next: Gathering = {
    ...state,
    purpose: "sweep",
    sent: 1,
    timers: { ...state.timers, repeat: repeatAt(1, at) },
  };
  return go(next, goAway(state.goal));
}

function goAway(goal: Goal): NewcomerEffect {
  const { session, sweep, sessions } = goal;
  return toIncumbent(goal, { type: "go-away", session, sweep, sessions, ticketed: false });
}

function offered(state: Offering, description: string, at: Time): Stepped {
  if (jsonBytes(description) > sweepDescriptionLimit)
    return fail(state, { name: "refused", why: "too-large" }, refuseTake(state.goal, "too-large"));
  const { ticket, info, taking } = state;
  const whole = { ticket, info, ...taking, description, warm: false };
  if (state.purpose === "prepare") return announceSelf(state, whole, 0, at);
  return sweepNow(state, whole, at, false);
}

function whenAnnounced(state: Announcing, event: Received): Stepped {
  const { message, from, at } = event;
  if (isSameDevice(from, state.goal.remote) && message.type === "announced")
    return go(prepared({ ...state.prepared, warm: true }, state, at), {
      type: "connect",
      description: message.description,
    });
  return whenOver(state, event) ?? go(state);
}

/** What was prepared is kept current; it is worthless once the session is elsewhere. */
function whileReady(state: Ready, event: Received): Stepped {
  const { message, from } = event;
  if (isSameDevice(from, state.goal.incumbent) && message.type === "info")
    return go(freshInfo(state, message));
  return whenOver(state, event) ?? go(state);
}

/** The session is over, moved or refused: nothing more will come of this. */
function whenOver(state: Offering | Announcing | Ready, { from, message }: Received): Stepped | undefined {
  const { goal } = state;
  const { epoch } = state.name === "offering" ? state.ticket : state.prepared.ticket;
  const isRemote = isSameDevice(from, goal.remote);
  const isIncumbent = isSameDevice(from, goal.incumbent);
  if (message.type === "ended" && (isRemote || isIncumbent)) return fail(state, { name: "ended" });
  if (message.type === "taken-by" && isRemote && message.epoch >= epoch)
    return fail(state, { name: "taken-by", by: message.by });
  if (message.type === "update-refused" && isRemote && message.epoch === epoch)
    return fail(state, { name: "refused", why: message.why });
  if (message.type === "moved" && isIncumbent && message.epoch >= epoch)
    return fail(state, { name: "taken-by", by: message.to });
  if (message.type === "go-away-refused" && isIncumbent && message.sweep === goal.sweep)
    return fail(state, { name: "refused", why: message.why });
  return undefined;
}

/** A new ticket is asked for in time; what is prepared stays usable meanwhile. */
function renew(state: Ready, at: Time): Stepped {
  if (at >= state.prepared.ticket.expires) return begin(state, state.goal, "prepare", at);
  const { session, sweep } = state.goal;
  const timers = { renew: at + sweepTimes.renewAgain };
  return go({ ...state, timers }, toIncumbent(state.goal, { type: "prepare", session, sweep }));
}

function stop(state: Gathering | Offering | Announcing | Ready): Stepped {
  const sweeping = "purpose" in state && state.purpose === "sweep";
  const say: readonly NewcomerEffect[] = sweeping ? [refuseTake(state.goal, "given-up")] : [];
  return go({ ...own(state), name: "idle" }, ...say, { type: "drop-media" });
}
