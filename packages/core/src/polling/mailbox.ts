import { go, machine, type Machine } from "@elsewhere/machine";
import type { Duration, Time } from "../names.ts";

/** Ten minutes. */
export const usualMailboxIdle: Duration = 10 * 60_000;

/** What the server keeps in memory for a user who polls. */
export type MailboxState =
  | { readonly name: "held"; readonly timers: { readonly idle: Time } }
  /** The memory was given back; the archive has everything. */
  | { readonly name: "evicted" };

export type MailboxEvent =
  /** A message for the user came. */
  | { readonly type: "received"; readonly at: Time }
  /** The user asked. */
  | { readonly type: "fetched"; readonly at: Time };

/** `evict`: forget what is held in memory. `hold`: begin to hold again. */
export type MailboxEffect = { readonly type: "evict" } | { readonly type: "hold" };

/** The mailbox of somebody who begins to poll. */
export function openMailbox(at: Time, idleAfter: Duration): MailboxState {
  return { name: "held", timers: { idle: at + idleAfter } };
}

/** A mailbox leaves memory when no message was received for `idleAfter`, however often it is asked for. */
export function mailbox(idleAfter: Duration): Machine<MailboxState, MailboxEvent, MailboxEffect> {
  return machine<MailboxState, MailboxEvent, MailboxEffect>({
    held(state, event) {
      switch (event.type) {
        case "received":
          return go(openMailbox(event.at, idleAfter));
        case "fetched":
          return go(state);
        case "timer":
          return go({ name: "evicted" }, { type: "evict" });
      }
    },
    evicted(state, event) {
      switch (event.type) {
        case "received":
          return go(openMailbox(event.at, idleAfter), { type: "hold" });
        case "fetched":
          return go(state);
      }
    },
  });
}
