import { closeReason } from "@elsewhere/protocol/codes";
import type { AccountState } from "@elsewhere/protocol/apply";
import type { DurableNotices, LiveNotices, Notice } from "@elsewhere/protocol/notices";
import type { TransportName } from "./connection/course.ts";
import type { ConnectionState, Refusal } from "./connection/states.ts";
import { ConnectionClosed } from "./errors.ts";
import type { Sending } from "./outbox/outbox.ts";

/** How it stands with the connection. */
export type ConnectionStatus =
  | { readonly name: "stopped" }
  /** It does not come back by itself; call `connect` with another token. */
  | { readonly name: "refused"; readonly refusal: Refusal }
  | { readonly name: "waiting"; readonly until: number }
  | { readonly name: "connecting" | "opening" | "catching-up" | "live"; readonly transport: TransportName };

/** What `Client.on` can be told of: every notice by its own name, and the client's own events. */
export type ClientEvents = DurableNotices &
  LiveNotices & {
    /** Any notice, after it was applied. */
    readonly notice: Notice;
    /** The state changed; once for all that came together. */
    readonly state: AccountState;
    readonly connection: ConnectionStatus;
    /** Messages on their way out changed. */
    readonly outbox: readonly Sending[];
    /** A new token: whoever keeps the token keeps this one from now on. */
    readonly token: string;
    /** Something went wrong that the client lives with, such as a full storage. */
    readonly trouble: unknown;
  };

export function statusOf(state: ConnectionState, ladder: readonly TransportName[]): ConnectionStatus {
  switch (state.name) {
    case "stopped":
      return { name: "stopped" };
    case "refused":
      return { name: "refused", refusal: state.refusal };
    case "waiting":
      return { name: "waiting", until: state.timers.wait };
    case "connecting":
    case "opening":
    case "catching-up":
    case "live":
      return { name: state.name, transport: ladder[state.course.rung] ?? "ws" };
  }
}

/** The word of a refusal. */
export function wordOf(refusal: Refusal): string {
  return refusal.by === "hello" ? refusal.error : (closeReason(refusal.code) ?? `close ${refusal.code}`);
}

/** What `untilLive` looks at; a `Client` is one. */
export interface Watched {
  readonly connection: ConnectionStatus;
  readonly closed: boolean;
  on(name: "connection", listener: (status: ConnectionStatus) => void): () => void;
}

/** Resolves once the connection is live; rejects with `ConnectionClosed` if that will not happen by itself. */
export function untilLive(client: Watched): Promise<void> {
  return new Promise((resolve, reject) => {
    const look = (status: ConnectionStatus) => {
      if (status.name === "live") settle(resolve);
      else if (status.name === "refused") fail(wordOf(status.refusal));
      else if (client.closed) fail("closed");
    };
    const fail = (reason: string) => settle(() => reject(new ConnectionClosed(reason)));
    const settle = (how: () => void) => {
      off();
      how();
    };
    const off = client.on("connection", look);
    look(client.connection);
  });
}
