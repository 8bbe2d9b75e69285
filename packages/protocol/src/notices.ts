import Type, { type Static } from "typebox";
import { closeCodes, type CloseReason } from "./codes.ts";
import {
  Account,
  Capabilities,
  Conversation,
  Device,
  DeviceKind,
  HowValue,
  Label,
  Message,
  MessageValue,
  Offset,
  PersonValue,
  PointValue,
  PresenceValue,
  SettingsValue,
  Slot,
  StatusValue,
  Time,
  Topic,
  words,
} from "./values.ts";

/**
 * Notices: what the server tells a point unasked. Durable ones have a place in a topic and are sent again
 * to whoever missed them; live ones are not kept.
 */

const place = { topic: Topic, offset: Offset, at: Time };

/** Durable notices: `{ on, topic, offset, at, … }`. */
export const durableNotices = {
  message: Type.Object({
    on: Type.Literal("message"),
    ...place,
    message: MessageValue,
    how: Type.Optional(HowValue),
    why: Type.Optional(Type.String({ description: "Word of the reason; ask `why` for the whole plan." })),
  }),
  revised: Type.Object({
    on: Type.Literal("revised"),
    ...place,
    by: Account,
    change: words(["edited", "deleted", "reacted"] as const),
    message: MessageValue,
  }),
  info: Type.Object({
    on: Type.Literal("info"),
    ...place,
    kind: words(["direct", "group"] as const),
    title: Type.Optional(Type.String()),
    about: Type.Optional(Type.String()),
    createdBy: Account,
    createdAt: Time,
  }),
  member: Type.Object({
    on: Type.Literal("member"),
    ...place,
    account: Account,
    role: words(["owner", "member", "gone"] as const),
    by: Account,
  }),
  link: Type.Object({
    on: Type.Literal("link"),
    ...place,
    slot: Slot,
    by: Account,
    note: Type.Optional(Type.String()),
    createdAt: Time,
    expiresAt: Time,
    usesLeft: Type.Integer({ minimum: 0 }),
    used: Type.Integer({ minimum: 0 }),
    gone: Type.Boolean({ description: "An owner took it back." }),
  }),
  receipt: Type.Object({
    on: Type.Literal("receipt"),
    ...place,
    account: Account,
    delivered: Offset,
    read: Offset,
  }),
  profile: Type.Object({
    on: Type.Literal("profile"),
    ...place,
    kind: words(["person", "desk", "bot"] as const),
    displayName: Type.String(),
  }),
  settings: Type.Object({ on: Type.Literal("settings"), ...place, settings: SettingsValue }),
  status: Type.Object({ on: Type.Literal("status"), ...place, status: StatusValue }),
  contact: Type.Object({
    on: Type.Literal("contact"),
    ...place,
    account: Account,
    state: words(["asked", "asking", "mutual", "gone"] as const),
    blocked: Type.Boolean(),
  }),
  joined: Type.Object({
    on: Type.Literal("joined"),
    ...place,
    conversation: Conversation,
    gone: Type.Boolean(),
  }),
  read: Type.Object({ on: Type.Literal("read"), ...place, conversation: Conversation, upTo: Offset }),
  draft: Type.Object({
    on: Type.Literal("draft"),
    ...place,
    conversation: Conversation,
    text: Type.String(),
    device: Device,
  }),
  kept: Type.Object({
    on: Type.Literal("kept"),
    ...place,
    conversation: Conversation,
    alerts: words(["all", "mentions", "none"] as const),
    mutedUntil: Type.Optional(Time),
    pinned: Type.Boolean(),
    rank: Type.Optional(Type.Integer({ description: "Among the pinned ones the smallest stands first." })),
    archived: Type.Boolean(),
    archivedAt: Type.Optional(
      Type.Integer({ minimum: 0, description: "A message after this offset brings it back." }),
    ),
    unread: Type.Optional(Type.Boolean({ description: "Marked to come back to." })),
  }),
  device: Type.Object({
    on: Type.Literal("device"),
    ...place,
    device: Device,
    label: Label,
    kind: DeviceKind,
    capabilities: Capabilities,
    createdAt: Time,
    gone: Type.Boolean(),
  }),
} as const;

/** Live notices. */
export const liveNotices = {
  /** The present state of a topic; it replaces what the client had. Offsets of another epoch mean nothing. */
  snapshot: Type.Object({
    on: Type.Literal("snapshot"),
    topic: Topic,
    offset: Offset,
    entries: Type.Array(Type.Unknown({ description: "Durable notices that are not messages." })),
    messages: Type.Array(MessageValue, { description: "The newest messages, oldest first." }),
    more: Type.Boolean({ description: "There are older messages: ask `history`." }),
    unread: Type.Integer({
      minimum: 0,
      description: "Messages of others after the read mark, at most 1000.",
    }),
  }),
  /** Everything missed has been sent; from now on notices come as they happen. */
  "caught-up": Type.Object({ on: Type.Literal("caught-up") }),
  people: Type.Object({ on: Type.Literal("people"), people: Type.Array(PersonValue) }),
  presence: Type.Object({ on: Type.Literal("presence"), presence: Type.Array(PresenceValue) }),
  points: Type.Object({ on: Type.Literal("points"), points: Type.Array(PointValue) }),
  typing: Type.Object({ on: Type.Literal("typing"), conversation: Conversation, account: Account }),
  /** Alert now for messages that came silently before: the person did not react elsewhere. */
  alert: Type.Object({
    on: Type.Literal("alert"),
    conversation: Conversation,
    message: Message,
    why: Type.String(),
  }),
  /** Take back alerts of the conversation: it was read elsewhere. */
  clear: Type.Object({ on: Type.Literal("clear"), conversation: Conversation, upTo: Offset }),
  /** Fetch a new token over HTTP (`POST /api/v1/session/rotate`). */
  rotate: Type.Object({ on: Type.Literal("rotate") }),
  closing: Type.Object({
    on: Type.Literal("closing"),
    reason: words(Object.keys(closeCodes) as CloseReason[]),
    code: Type.Integer(),
    text: Type.String(),
    comeBackAfter: Type.Optional(
      Type.Integer({ description: "Milliseconds to wait before connecting again." }),
    ),
  }),
} as const;

export type DurableNotices = { [N in keyof typeof durableNotices]: Static<(typeof durableNotices)[N]> };
export type LiveNotices = { [N in keyof typeof liveNotices]: Static<(typeof liveNotices)[N]> };
export type DurableNotice = DurableNotices[keyof DurableNotices];
export type LiveNotice = LiveNotices[keyof LiveNotices];
export type Notice = DurableNotice | LiveNotice;
