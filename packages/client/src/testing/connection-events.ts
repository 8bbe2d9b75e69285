import { newCourse, usualTiming } from "../connection/course.ts";
import type { ConnectionEvent, ConnectionState } from "../connection/states.ts";

/** A connection with two rungs, to be explored. */
export function firstState(): ConnectionState {
  return { name: "stopped", course: newCourse(["ws", "poll"], usualTiming, 1) };
}

/** States that differ in counters only are one, so that there are finitely many. */
export function stateKey(state: ConnectionState): string {
  const { rung, online, proven } = state.course;
  const timers = Object.keys("timers" in state ? state.timers : {}).toSorted();
  return JSON.stringify({ ...state, course: { rung, online, proven }, timers });
}

/** Everything that can happen to a connection in its present attempt, and a word of an earlier one. */
export function possibleEvents(attempt: number): readonly ConnectionEvent[] {
  const mine = { at: 10, attempt };
  return [
    { type: "start", at: 10 },
    { type: "stop", at: 10 },
    { type: "roused", at: 10 },
    { type: "online", online: false, at: 10 },
    { type: "online", online: true, at: 10 },
    { type: "opened", ...mine },
    { type: "closed", code: undefined, ...mine },
    { type: "closed", code: 4000, ...mine },
    { type: "closed", code: 4502, ...mine },
    { type: "closed", code: 4502, at: 10, attempt: attempt - 1 },
    { type: "heard", ...mine },
    { type: "welcomed", heartbeat: 30_000, ...mine },
    { type: "turned-away", error: "not-signed-in", temporary: false, retryAfter: undefined, ...mine },
    { type: "turned-away", error: "unavailable", temporary: true, retryAfter: 500, ...mine },
    { type: "caught-up", ...mine },
    { type: "parting", code: 4000, comeBackAfter: 100, ...mine },
    { type: "parting", code: 4501, comeBackAfter: undefined, ...mine },
    { type: "scouted", found: true, ...mine },
    { type: "scouted", found: false, ...mine },
  ];
}
