import type { AccountName, ConversationId, DeviceId, NodeName, Time } from "../names.ts";

/** What a point can do. Rich text is the safe formatting subset of `conversation/text.ts`. */
export const capabilities = [
  "text",
  "rich-text",
  "image",
  "file",
  "audio",
  "video",
  "screen",
  "dtmf",
  "data-channel",
  "push",
] as const;
export type Capability = (typeof capabilities)[number];

/** Sensed from the person's interaction with the device. */
export const activities = ["active", "idle", "asleep"] as const;
export type Activity = (typeof activities)[number];

export const deviceKinds = ["browser", "phone", "app", "sip", "script"] as const;
export type DeviceKind = (typeof deviceKinds)[number];

/**
 * A device while it is connected or push-reachable, as its node knows it.
 * All times are stamped by the server, so a wrong clock on a device has no effect.
 */
export interface Point {
  readonly device: DeviceId;
  readonly account: AccountName;
  /** Where it is connected; undefined when it is only reachable by push. */
  readonly node: NodeName | undefined;
  readonly label: string;
  readonly kind: DeviceKind;
  readonly capabilities: readonly Capability[];
  readonly activity: Activity;
  /** When the person last touched it. */
  readonly lastActiveAt: Time;
  /** When the device was last heard of at all. A point not heard of for long is as good as gone. */
  readonly heardAt: Time;
  /** The conversation in front of the person, if its window is visible. */
  readonly open: ConversationId | undefined;
  readonly inCall: boolean;
  /** A push subscription is on file. */
  readonly pushable: boolean;
}
