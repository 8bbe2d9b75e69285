import type { AccountName, ConversationId, MessageId, Offset, TopicId } from "../names.ts";
import type { Point } from "../points/point.ts";
import type { Entry, MessageBody } from "../topic/entry.ts";
import type { Person, WatchedPresence } from "./ask.ts";

/** What a point is to do with a thing. */
export type How = "show" | "alert" | "ring" | "push" | "silent" | "withhold";

/** The present state of a topic for a device that has nothing of it, or too little. */
export interface Snapshot {
  readonly topic: TopicId;
  readonly offset: Offset;
  /** Keyed entries. */
  readonly entries: readonly Entry[];
  /** The newest messages, oldest first. */
  readonly messages: readonly Entry<MessageBody>[];
  /** There are older messages. */
  readonly more: boolean;
  /** Messages of others after the read mark, counted to 1000. */
  readonly unread: number;
}

/** What a point is told, in the words of the domain; its edge puts it into its own language. */
export type Told =
  | {
      readonly type: "entry";
      readonly topic: TopicId;
      /** The same object for every point, so that an edge encodes it once. */
      readonly entry: Entry;
      /** For messages that are new: what to do, and the word of the reason. */
      readonly how?: How;
      readonly why?: string;
    }
  | { readonly type: "snapshot"; readonly snapshot: Snapshot }
  | { readonly type: "caught-up" }
  | { readonly type: "people"; readonly people: readonly Person[] }
  | { readonly type: "presence"; readonly presence: readonly WatchedPresence[] }
  | { readonly type: "points"; readonly points: readonly Point[] }
  | { readonly type: "typing"; readonly conversation: ConversationId; readonly account: AccountName }
  | AlertTold
  | { readonly type: "rotate" };

export type Goodbye = "signed-out" | "disabled" | "token-reused" | "replaced" | "draining" | "unavailable";

/** An alert for messages that came silently, or the end of one. */
export type AlertTold =
  | {
      readonly type: "alert";
      readonly conversation: ConversationId;
      readonly message: MessageId;
      readonly why: string;
    }
  | { readonly type: "clear"; readonly conversation: ConversationId; readonly upTo: Offset };

/** The edge's side of a connection. */
export interface Sink {
  /** Takes it at once; the edge bounds what it holds and drops a reader that is too slow. */
  tell(told: Told): void;
  /** Ends the connection; `detach` follows from the edge. */
  close(reason: Goodbye): void;
  /** Resolves when what was told has mostly left; undefined when there is room now. Used while catching up. */
  room(): Promise<void> | undefined;
}
