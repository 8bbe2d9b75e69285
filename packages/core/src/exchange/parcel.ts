import type { AccountName, ConversationId, DeviceId, NodeName, Time, TopicId } from "../names.ts";
import type { Point } from "../points/point.ts";
import type { Entry } from "../topic/entry.ts";
import type { AlertTold } from "./told.ts";
import type { Presence } from "../presence/presence.ts";

/** What one node tells another. Plain data: it survives JSON. */
export type Parcel =
  /** Durable entries of one topic, in order, for the points of the accounts. */
  | {
      readonly type: "entries";
      readonly topic: TopicId;
      readonly entries: readonly Entry[];
      /** The device whose command made them. */
      readonly from: DeviceId | undefined;
      /** The node that made them; it also does what no node with points does (push to sleepers). */
      readonly origin: NodeName;
    }
  | {
      readonly type: "typing";
      readonly conversation: ConversationId;
      readonly account: AccountName;
      readonly device: DeviceId;
      readonly at: Time;
    }
  /** A sibling node's point of the account came, changed or (`gone`) went. */
  | { readonly type: "point"; readonly point: Point; readonly gone: boolean }
  | { readonly type: "presence"; readonly account: AccountName; readonly presence: Presence }
  /** Who may watch the account changed: watchers ask again. */
  | { readonly type: "recheck"; readonly account: AccountName }
  /** What the node that leads for an account decided for a device of it that is connected elsewhere. */
  | {
      readonly type: "tell";
      readonly account: AccountName;
      readonly device: DeviceId;
      readonly told: AlertTold;
    }
  /** A setting of the house was changed: read them again. */
  | { readonly type: "settings-changed" }
  /** The device must go: it was signed out or revoked. */
  | {
      readonly type: "sign-out";
      readonly account: AccountName;
      /** Empty: all of them. */
      readonly devices: readonly DeviceId[];
      readonly reason: "signed-out" | "disabled" | "replaced" | "token-reused";
    };
