import { go, machine, type Step } from "@elsewhere/machine";
import { mayComeBack } from "@elsewhere/protocol/codes";
import {
  climbDelay,
  drawWait,
  failed,
  succeeded,
  transportOf,
  type Course,
  type TransportName,
} from "./course.ts";

/** Why a connection will not be tried again by itself: the server's close code, or the error of the `hello`. */
export type Refusal =
  | { readonly by: "close"; readonly code: number }
  | { readonly by: "hello"; readonly error: string };

/** The states of a client's connection. `course` is what is carried from one to the next. */
export type ConnectionState =
  | { readonly name: "stopped"; readonly course: Course }
  | { readonly name: "refused"; readonly course: Course; readonly refusal: Refusal }
  | {
      readonly name: "waiting";
      readonly course: Course;
      /** The server named the wait: it is kept even if the person comes back. */
      readonly asked: boolean;
      readonly timers: { readonly wait: number };
    }
  | { readonly name: "connecting"; readonly course: Course; readonly timers: { readonly open: number } }
  | { readonly name: "opening"; readonly course: Course; readonly timers: { readonly hello: number } }
  | {
      readonly name: "catching-up";
      readonly course: Course;
      readonly heartbeat: number;
      readonly timers: { readonly quiet: number };
    }
  | {
      readonly name: "live";
      readonly course: Course;
      /** Milliseconds between two signs of life of the server. */
      readonly heartbeat: number;
      readonly timers: {
        /** Nothing heard for long: ask. */
        readonly quiet?: number;
        /** Asked, and not answered: it is dead. */
        readonly probe?: number;
        readonly pulse: number;
        readonly climb?: number;
      };
    };

export type ConnectionEvent = { readonly at: number } & (
  | { readonly type: "start" }
  | { readonly type: "stop" }
  /** The network, the page or the person came back, or the machine woke up. */
  | { readonly type: "roused" }
  | { readonly type: "online"; readonly online: boolean }
  | { readonly type: "opened"; readonly attempt: number }
  | { readonly type: "closed"; readonly attempt: number; readonly code: number | undefined }
  /** Anything came from the server. */
  | { readonly type: "heard"; readonly attempt: number }
  | { readonly type: "welcomed"; readonly attempt: number; readonly heartbeat: number }
  | {
      readonly type: "turned-away";
      readonly attempt: number;
      readonly error: string;
      readonly temporary: boolean;
      readonly retryAfter: number | undefined;
    }
  | { readonly type: "caught-up"; readonly attempt: number }
  /** The server says that it will close. */
  | {
      readonly type: "parting";
      readonly attempt: number;
      readonly code: number;
      readonly comeBackAfter: number | undefined;
    }
  /** Whether the better transport that was looked for opened. */
  | { readonly type: "scouted"; readonly attempt: number; readonly found: boolean }
);

export type ConnectionEffect =
  | { readonly type: "dial"; readonly attempt: number; readonly transport: TransportName }
  | { readonly type: "hang-up"; readonly attempt: number }
  | { readonly type: "say-hello"; readonly attempt: number }
  /** Send something that is answered. */
  | { readonly type: "probe"; readonly attempt: number }
  /** See whether the best transport opens, and close it again. */
  | { readonly type: "scout"; readonly attempt: number; readonly transport: TransportName };

type In<Name extends ConnectionState["name"]> = Extract<ConnectionState, { readonly name: Name }>;
type Next = Step<ConnectionState, ConnectionEffect>;

/** The connection of a client to its server: keeps it alive, and brings it back. */
export const connectionMachine = machine<ConnectionState, ConnectionEvent, ConnectionEffect>({
  stopped: (state, event) => {
    switch (event.type) {
      case "start":
        return dial(state.course, event.at);
      case "online":
        return go({ ...state, course: { ...state.course, online: event.online } });
      case "stop":
      case "roused":
      case "opened":
      case "closed":
      case "heard":
      case "welcomed":
      case "turned-away":
      case "caught-up":
      case "parting":
      case "scouted":
        return go(state);
    }
  },

  refused: (state, event) => {
    switch (event.type) {
      case "start":
        return dial({ ...state.course, failures: 0 }, event.at);
      case "stop":
        return go({ name: "stopped", course: state.course });
      case "online":
        return go({ ...state, course: { ...state.course, online: event.online } });
      case "roused":
      case "opened":
      case "closed":
      case "heard":
      case "welcomed":
      case "turned-away":
      case "caught-up":
      case "parting":
      case "scouted":
        return go(state);
    }
  },

  waiting: (state, event) => {
    switch (event.type) {
      case "timer":
        return dial(state.course, event.at);
      case "start":
      case "roused":
        return state.asked ? go(state) : dial(state.course, event.at);
      case "online":
        return comeOnline(state, event.online, event.at);
      case "stop":
        return go({ name: "stopped", course: state.course });
      case "opened":
      case "closed":
      case "heard":
      case "welcomed":
      case "turned-away":
      case "caught-up":
      case "parting":
      case "scouted":
        return go(state);
    }
  },

  connecting: (state, event) => {
    if (isStale(state, event)) return go(state);
    switch (event.type) {
      case "timer":
        return lose(state, failed(state.course), event.at);
      case "opened": {
        const timers = { hello: event.at + state.course.timing.helloWithin };
        return go(
          { name: "opening", course: state.course, timers },
          { type: "say-hello", attempt: state.course.attempt },
        );
      }
      case "closed":
        return closed(state, failed(state.course), event);
      case "stop":
        return stop(state);
      case "online":
        return go(withOnline(state, event.online));
      case "start":
      case "roused":
      case "heard":
      case "welcomed":
      case "turned-away":
      case "caught-up":
      case "parting":
      case "scouted":
        return go(state);
    }
  },

  opening: (state, event) => {
    if (isStale(state, event)) return go(state);
    switch (event.type) {
      case "timer":
        return lose(state, failed(state.course), event.at);
      case "welcomed": {
        const timers = { quiet: event.at + Math.max(event.heartbeat * 2.5, state.course.timing.helloWithin) };
        return go({ name: "catching-up", course: state.course, heartbeat: event.heartbeat, timers });
      }
      case "turned-away":
        return turnedAway(state, event);
      case "parting":
        return part(state, event);
      case "closed":
        return closed(state, failed(state.course), event);
      case "stop":
        return stop(state);
      case "online":
        return go(withOnline(state, event.online));
      case "start":
      case "roused":
      case "opened":
      case "heard":
      case "caught-up":
      case "scouted":
        return go(state);
    }
  },

  "catching-up": (state, event) => {
    if (isStale(state, event)) return go(state);
    switch (event.type) {
      case "timer":
        return lose(state, failed(state.course), event.at);
      case "heard":
        return go({ ...state, timers: { quiet: event.at + quietFor(state) } });
      case "caught-up":
        return goLive(state, event.at);
      case "parting":
        return part(state, event);
      case "closed":
        return closed(state, failed(state.course), event);
      case "stop":
        return stop(state);
      case "online":
        return go(withOnline(state, event.online));
      case "start":
      case "roused":
      case "opened":
      case "welcomed":
      case "turned-away":
      case "scouted":
        return go(state);
    }
  },

  live: (state, event) => {
    if (isStale(state, event)) return go(state);
    switch (event.type) {
      case "timer":
        return timerWhileLive(state, event);
      case "heard":
        return go(heard(state, event.at));
      case "start":
      case "roused":
        return probe(state, event.at);
      case "online":
        return probe(withOnline(state, event.online), event.at);
      case "scouted":
        return event.found
          ? redial(state, { ...state.course, rung: 0, rungFailures: 0 }, event.at)
          : go(climbLater(state, event.at));
      case "parting":
        return part(state, event);
      case "closed":
        return closed(state, state.course, event);
      case "stop":
        return stop(state);
      case "opened":
      case "welcomed":
      case "turned-away":
      case "caught-up":
        return go(state);
    }
  },
});

type Connected = In<"connecting" | "opening" | "catching-up" | "live">;

/** Something an earlier transport still had to say. */
function isStale(state: Connected, event: { readonly type: string }): boolean {
  return "attempt" in event && event.attempt !== state.course.attempt;
}

function dial(course: Course, at: number): Next {
  const next = { ...course, attempt: course.attempt + 1 };
  const timers = { open: at + course.timing.connectWithin };
  return go(
    { name: "connecting", course: next, timers },
    { type: "dial", attempt: next.attempt, transport: transportOf(next) },
  );
}

/** Leaves the transport for a new one at once: it is known to be dead, or a better one was found. */
function redial(state: Connected, course: Course, at: number): Next {
  const { state: next, effects } = dial(course, at);
  return go(next, hangUp(state), ...effects);
}

/** Gives the transport up and waits a while. */
function lose(state: Connected, course: Course, at: number): Next {
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

function stop(state: Connected): Next {
  return go({ name: "stopped", course: state.course }, hangUp(state));
}

/** A close with one of our codes shows that the transport works, whatever came of it. */
function closed(
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

function part(
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

function turnedAway(
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

function comeOnline(state: In<"waiting">, online: boolean, at: number): Next {
  const course = { ...state.course, online };
  return online && !state.asked ? dial({ ...course, failures: 0 }, at) : go({ ...state, course });
}

function withOnline<State extends Connected>(state: State, online: boolean): State {
  return { ...state, course: { ...state.course, online } };
}

/** While catching up much may be on its way; a silence longer than this is a dead connection. */
function quietFor(state: { readonly heartbeat: number; readonly course: Course }): number {
  return Math.max(state.heartbeat * 2.5, state.course.timing.helloWithin);
}

function goLive(state: In<"catching-up">, at: number): Next {
  const course = succeeded(state.course);
  const { heartbeat } = state;
  const timers = { quiet: at + heartbeat * 1.5, pulse: at + course.timing.pulse };
  return go(climbLater({ name: "live", course, heartbeat, timers }, at, 0));
}

/** `more` counts this look for a better rung as one in vain. */
function climbLater(state: In<"live">, at: number, more = 1): In<"live"> {
  const course = { ...state.course, climbs: state.course.climbs + more };
  const delay = climbDelay(course);
  if (delay === undefined) return { ...state, course: { ...course, climbs: 0 } };
  return { ...state, course, timers: { ...state.timers, climb: at + delay } };
}

/** Pages do not see the server's pings, so silence is first asked about, then believed. */
function heard(state: In<"live">, at: number): In<"live"> {
  const { pulse, climb } = state.timers;
  const timers = { quiet: at + state.heartbeat * 1.5, pulse };
  return { ...state, timers: climb === undefined ? timers : { ...timers, climb } };
}

function probe(state: In<"live">, at: number): Next {
  if (state.timers.probe !== undefined) return go(state);
  const { pulse, climb } = state.timers;
  const timers = { probe: at + state.course.timing.probeWithin, pulse };
  return go(
    { ...state, timers: climb === undefined ? timers : { ...timers, climb } },
    { type: "probe", attempt: state.course.attempt },
  );
}

function timerWhileLive(
  state: In<"live">,
  event: { readonly at: number; readonly timer: "quiet" | "probe" | "pulse" | "climb" },
): Next {
  const { at } = event;
  switch (event.timer) {
    case "quiet":
      return probe(state, at);
    case "probe":
      return redial(state, state.course, at);
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
