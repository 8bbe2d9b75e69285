import { machine, type Machine, type Step } from "@elsewhere/machine";
import type { Duration, Time } from "@elsewhere/core";
import type { CloseReason } from "@elsewhere/protocol";

/**
 * The server's side of a connection, whatever carries it. Requests on a live session do not pass through here:
 * they change nothing of it.
 */
export type SessionState =
  | { readonly name: "awaiting-hello"; readonly timers: { readonly hello: Time } }
  | { readonly name: "greeting" }
  | { readonly name: "live" }
  /** The end was told; the carrier is not gone yet. */
  | { readonly name: "closing" }
  | { readonly name: "gone" };

export type SessionEvent = { readonly at: Time } & (
  | { readonly type: "hello" }
  | { readonly type: "admitted" }
  | { readonly type: "ended"; readonly reason: CloseReason }
  /** The heartbeat looks by. */
  | { readonly type: "beat"; readonly heardAt: Time }
  | { readonly type: "disconnected" }
);

export type SessionEffect =
  | { readonly type: "greet" }
  | { readonly type: "start" }
  | { readonly type: "ping" }
  | { readonly type: "end"; readonly reason: CloseReason }
  /** The point is gone; also undoes an admission that comes too late. */
  | { readonly type: "detach" };

export type SessionMachine = Machine<SessionState, SessionEvent, SessionEffect>;
type To = Step<SessionState, SessionEffect>;

const greeting: SessionState = { name: "greeting" };
const live: SessionState = { name: "live" };
const closing: SessionState = { name: "closing" };
const gone: SessionState = { name: "gone" };
const detach: readonly SessionEffect[] = [{ type: "detach" }];

export function awaitingHello(deadline: Time): SessionState {
  return { name: "awaiting-hello", timers: { hello: deadline } };
}

const stay = (state: SessionState): To => ({ state, effects: [] });
const end = (reason: CloseReason, ...before: readonly SessionEffect[]): To => ({
  state: closing,
  effects: [...before, { type: "end", reason }],
});

/** @param silence after which a connection counts as dead. */
export function createSessionMachine(silence: Duration): SessionMachine {
  const isSilent = (event: { readonly at: Time; readonly heardAt: Time }) =>
    event.at - event.heardAt >= silence;
  return machine<SessionState, SessionEvent, SessionEffect>({
    "awaiting-hello": (state, event) => {
      switch (event.type) {
        case "hello":
          return { state: greeting, effects: [{ type: "greet" }] };
        case "timer":
          return end("hello-missing");
        case "ended":
          return end(event.reason);
        case "disconnected":
          return { state: gone, effects: [] };
        case "admitted":
        case "beat":
          return stay(state);
      }
    },
    greeting: (state, event) => {
      switch (event.type) {
        case "admitted":
          return { state: live, effects: [{ type: "start" }] };
        case "ended":
          return end(event.reason);
        case "disconnected":
          return { state: gone, effects: [] };
        case "hello":
        case "beat":
          return stay(state);
      }
    },
    live: (state, event) => {
      switch (event.type) {
        case "ended":
          return end(event.reason, { type: "detach" });
        case "disconnected":
          return { state: gone, effects: detach };
        case "beat":
          if (isSilent(event)) return end("not-heard", { type: "detach" });
          return { state, effects: [{ type: "ping" }] };
        case "hello":
        case "admitted":
          return stay(state);
      }
    },
    closing: (state, event) => afterTheEnd(state, event),
    gone: (state, event) => afterTheEnd(state, event),
  });
}

function afterTheEnd(state: SessionState, event: SessionEvent): To {
  switch (event.type) {
    case "admitted":
      return { state, effects: detach };
    case "disconnected":
      return { state: gone, effects: [] };
    case "hello":
    case "ended":
    case "beat":
      return stay(state);
  }
}
