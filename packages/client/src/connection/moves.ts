import { go } from "@elsewhere/machine";
import { mayComeBack } from "@elsewhere/protocol/codes";
import { climbDelay, drawWait, failed, proved, succeeded, transportOf, type Course } from "./course.ts";
import type { ConnectionEffect, ConnectionState, In, Next } from "./states.ts";

type Connected = In<"connecting" | "opening" | "catching-up" | "live">;

/** Something an earlier transport still had to say. */
export function isStale(state: Connected, event: { readonly type: string }): boolean {
  return "attempt" in event && event.attempt !== state.course.attempt;
}

export function dial(course: Course, at: number): Next {
  const next = { ...course, attempt: course.attempt + 1 };
  const timers = { open: at + course.timing.connectWithin };
  return go(
    { name: "connecting", course: next, timers },
    { type: "dial", attempt: next.attempt, transport: transportOf(next) },
  );
}

/** Leaves the transport for a new one at once: it is known to be dead, or a better one was found. */
export function redial(state: Connected, course: Course, at: number): Next {
  const { state: next, effects } = dial(course, at);
  return go(next, hangUp(state), ...effects);
}

/** Gives the transport up and waits a while. */
export function lose(state: Connected, course: Course, at: number): Next {
  return go(waitAWhile(course, at), hangUp(state));
}

function waitAWhile(course: Course, at: number): ConnectionState {
  const [wait, next] = drawWait(course);
  return { name: "waiting", course: next, asked: false, timers: { wait: at + wait } };
}

/** Waits as long as the server asks, and a little random more, so that not all come back in one moment. */
function waitAsAsked(course: Course, comeBackAfter: number, at: number): ConnectionState {
  const [more, next] = drawWait({ ...course, failures: 0 });
  const wait = at + comeBackAfter + more;
  return { name: "waiting", course: { ...next, failures: course.failures }, asked: true, timers: { wait } };
}

function hangUp(state: Connected): ConnectionEffect {
  return { type: "hang-up", attempt: state.course.attempt };
}

export function stop(state: Connected): Next {
  return go({ name: "stopped", course: state.course }, hangUp(state));
}

/** A close with one of our codes shows that the transport works, whatever came of it. */
export function closed(
  state: Connected,
  course: Course,
  event: { readonly at: number; readonly code: number | undefined },
): Next {
  const { code, at } = event;
  if (code !== undefined && !mayComeBack(code)) {
    return go({ name: "refused", course: state.course, refusal: { by: "close", code } });
  }
  if (code !== undefined && code >= 4000) {
    return go(waitAWhile({ ...state.course, failures: state.course.failures + 1 }, at));
  }
  return go(waitAWhile(course, at));
}

export function part(
  state: Connected,
  event: { readonly at: number; readonly code: number; readonly comeBackAfter: number | undefined },
): Next {
  const { code, comeBackAfter, at } = event;
  if (!mayComeBack(code)) {
    return go({ name: "refused", course: state.course, refusal: { by: "close", code } }, hangUp(state));
  }
  if (comeBackAfter === undefined) return lose(state, state.course, at);
  return go(waitAsAsked(state.course, comeBackAfter, at), hangUp(state));
}

export function turnedAway(
  state: In<"opening">,
  event: {
    readonly at: number;
    readonly error: string;
    readonly temporary: boolean;
    readonly retryAfter: number | undefined;
  },
): Next {
  const { error, temporary, retryAfter, at } = event;
  if (!temporary) {
    return go({ name: "refused", course: state.course, refusal: { by: "hello", error } }, hangUp(state));
  }
  const course = { ...state.course, failures: state.course.failures + 1 };
  if (retryAfter === undefined) return lose(state, course, at);
  return go(waitAsAsked(course, retryAfter, at), hangUp(state));
}

export function comeOnline(state: In<"waiting">, online: boolean, at: number): Next {
  const course = { ...state.course, online };
  return online && !state.asked ? dial({ ...course, failures: 0 }, at) : go({ ...state, course });
}

export function withOnline<State extends Connected>(state: State, online: boolean): State {
  return { ...state, course: { ...state.course, online } };
}

/** While catching up much may be on its way; a silence longer than this is a dead connection. */
export function quietFor(state: { readonly heartbeat: number; readonly course: Course }): number {
  return Math.max(state.heartbeat * 2.5, state.course.timing.helloWithin);
}

export function goLive(state: In<"catching-up">, at: number): Next {
  const course = succeeded(state.course);
  const { heartbeat } = state;
  const timers = { quiet: at + heartbeat * 1.5, pulse: at + course.timing.pulse };
  return go(climbLater({ name: "live", course, heartbeat, timers }, at, 0));
}

/** `more` counts this look for a better rung as one in vain. */
export function climbLater(state: In<"live">, at: number, more = 1): In<"live"> {
  const course = { ...state.course, climbs: state.course.climbs + more };
  const delay = climbDelay(course);
  if (delay === undefined) return { ...state, course: { ...course, climbs: 0 } };
  return { ...state, course, timers: { ...state.timers, climb: at + delay } };
}

/** Pages do not see the server's pings, so silence is first asked about, then believed. */
export function heard(state: In<"live">, at: number): In<"live"> {
  const { pulse, climb } = state.timers;
  const timers = { quiet: at + state.heartbeat * 1.5, pulse };
  const course = proved(state.course);
  return { ...state, course, timers: climb === undefined ? timers : { ...timers, climb } };
}

export function probe(state: In<"live">, at: number): Next {
  if (state.timers.probe !== undefined) return go(state);
  const { pulse, climb } = state.timers;
  const timers = { probe: at + state.course.timing.probeWithin, pulse };
  return go(
    { ...state, timers: climb === undefined ? timers : { ...timers, climb } },
    { type: "probe", attempt: state.course.attempt },
  );
}

export function timerWhileLive(
  state: In<"live">,
  event: { readonly at: number; readonly timer: "quiet" | "probe" | "pulse" | "climb" },
): Next {
  const { at } = event;
  switch (event.timer) {
    case "quiet":
      return probe(state, at);
    case "probe":
      return redial(state, { ...failed(state.course), failures: 0 }, at);
    case "pulse":
      return pulse(state, at);
    case "climb": {
      const { climb: _, ...timers } = state.timers;
      const { attempt, ladder } = state.course;
      return go({ ...state, timers }, { type: "scout", attempt, transport: ladder[0] ?? "ws" });
    }
  }
}

/** A pulse that comes much too late: the machine slept, and the connection may be half open. */
function pulse(state: In<"live">, at: number): Next {
  const { timing } = state.course;
  const late = at - state.timers.pulse;
  const next = { ...state, timers: { ...state.timers, pulse: at + timing.pulse } };
  return late > timing.jump ? probe(next, at) : go(next);
}
