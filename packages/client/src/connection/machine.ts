import { go, machine } from "@elsewhere/machine";
import { failed } from "./course.ts";
import {
  climbLater,
  closed,
  comeOnline,
  dial,
  goLive,
  heard,
  isStale,
  lose,
  part,
  probe,
  quietFor,
  redial,
  stop,
  timerWhileLive,
  turnedAway,
  withOnline,
} from "./moves.ts";
import type { ConnectionEffect, ConnectionEvent, ConnectionState } from "./states.ts";

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
