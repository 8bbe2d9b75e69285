import Type, { type Static } from "typebox";
import {
  activities,
  auditWords,
  capabilities,
  deviceKinds,
  presenceStates,
  rejectionCodes,
  type RejectionCode,
} from "@elsewhere/core";
import { limits } from "./limits.ts";

/** Schemas of the values that requests, answers and notices are made of. */

const words = <const W extends string>(list: readonly W[], description?: string) =>
  Type.Unsafe<W>({ type: "string", enum: [...list], ...(description === undefined ? {} : { description }) });

export const Account = Type.String({
  minLength: 1,
  maxLength: 64,
  description: "Account name: the local part of the address.",
});
export const Address = Type.String({
  minLength: 1,
  maxLength: 320,
  description: "`name` or `name@domain`, or the id of a conversation where one is allowed.",
});
export const Conversation = Type.String({ minLength: 3, maxLength: 140, description: "Conversation id." });
export const Message = Type.String({
  minLength: 5,
  maxLength: 160,
  description: "Message id: `<conversation>.<offset>`.",
});
export const Device = Type.String({ minLength: 1, maxLength: 64, description: "Device id." });
export const Topic = Type.String({
  minLength: 3,
  maxLength: 140,
  description: "Conversation id or `a:<account>`.",
});
export const Offset = Type.Integer({ minimum: 0, description: "Place in a topic." });
export const Time = Type.Integer({
  minimum: 0,
  description: "Milliseconds since 1970 on the server's clock.",
});
export const Label = Type.String({ minLength: 1, maxLength: limits.label });
export const FileId = Type.String({ minLength: 1, maxLength: 64, description: "Id of an uploaded file." });
export const GroupLink = Type.String({
  minLength: 12,
  maxLength: 240,
  description: "What stands behind the # of a link into a group: `<conversation>.<secret>`.",
});
export const Slot = Type.Integer({ minimum: 1, maximum: 20, description: "Place of a link in its group." });
export const Capability = words(capabilities);
export const Capabilities = Type.Array(Capability, { maxItems: 20 });
export const Activity = words(activities);
export const DeviceKind = words(deviceKinds);
export const ErrorCode = words(Object.keys(rejectionCodes) as RejectionCode[]);
export const Positions = Type.Record(Type.String({ maxLength: 140 }), Offset, {
  maxProperties: limits.positions,
  description: "Topic to the offset of the last entry applied.",
});

/** `media` is looked at, `files` is everything else. */
export const AttachmentKind = words(["media", "files"] as const);

export const VoiceValue = Type.Object({
  duration: Type.Integer({ minimum: 1, maximum: limits.voiceDuration, description: "Milliseconds." }),
  waveform: Type.Array(Type.Integer({ minimum: 0, maximum: 255 }), {
    maxItems: limits.waveform,
    description: "Loudness over the time.",
  }),
});
export type VoiceValue = Static<typeof VoiceValue>;

export const AttachmentValue = Type.Object({
  file: FileId,
  name: Type.String({ maxLength: 255 }),
  type: Type.String({ maxLength: 127, description: "Media type as sniffed by the server." }),
  size: Type.Integer({ minimum: 0 }),
  width: Type.Optional(Type.Integer({ minimum: 1 })),
  height: Type.Optional(Type.Integer({ minimum: 1 })),
  voice: Type.Optional(VoiceValue),
});

export const CardId = Type.String({ minLength: 1, maxLength: 64, description: "Id of a preview." });
/** What the server found at the address of a link. */
export const CardValue = Type.Object({
  url: Type.String({ maxLength: limits.url, description: "As it stands in the text." }),
  title: Type.String({ maxLength: limits.cardTitle }),
  description: Type.Optional(Type.String({ maxLength: limits.cardText })),
  site: Type.Optional(
    Type.String({ maxLength: limits.cardTitle, description: "What the site calls itself." }),
  ),
  image: Type.Optional(AttachmentValue),
});
export type CardValue = Static<typeof CardValue>;

export const MessageValue = Type.Object({
  offset: Offset,
  at: Time,
  by: Account,
  device: Device,
  id: Type.String({
    description: "The id of the request that sent it; the sender's devices recognise it by this.",
  }),
  text: Type.String(),
  reply: Type.Optional(Offset),
  mentions: Type.Optional(Type.Array(Account)),
  files: Type.Optional(Type.Array(AttachmentValue)),
  cards: Type.Optional(Type.Array(CardValue)),
  editedAt: Type.Optional(Time),
  deletedAt: Type.Optional(Time),
  reactions: Type.Optional(Type.Record(Type.String(), Type.Array(Account))),
});
export type MessageValue = Static<typeof MessageValue>;

export const StatusState = words([
  "auto",
  "available",
  "away",
  "busy",
  "do-not-disturb",
  "invisible",
] as const);
export const StatusValue = Type.Object({
  state: StatusState,
  note: Type.Optional(Type.String({ maxLength: limits.note })),
  until: Type.Optional(Time),
});

const HoursValue = Type.Object({
  from: Type.Integer({ minimum: 0, maximum: 1439, description: "Minutes after midnight." }),
  to: Type.Integer({ minimum: 0, maximum: 1439 }),
  days: Type.Array(Type.Integer({ minimum: 0, maximum: 6 }), {
    maxItems: 7,
    description: "0 is Sunday; empty: every day.",
  }),
});

export const RuleValue = Type.Object({
  id: Type.String({ minLength: 1, maxLength: 40 }),
  device: Type.Optional(Device),
  conversation: Type.Optional(Conversation),
  hours: Type.Optional(HoursValue),
  whileActiveOn: Type.Optional(Device),
  data: words(["messages", "alerts", "rings"] as const),
  how: words(["never", "silent", "always"] as const),
});

export const SettingsValue = Type.Object({
  watchers: words(["contacts", "everyone", "chosen", "nobody"] as const),
  shownTo: Type.Optional(
    Type.Array(Account, {
      maxItems: 1000,
      description: "Who sees the presence when `watchers` is `chosen`.",
    }),
  ),
  messagesFrom: words(["everyone", "contacts"] as const),
  lastActiveShown: Type.Boolean(),
  receiptsSent: Type.Boolean(),
  typingSent: Type.Boolean(),
  utcOffsetMinutes: Type.Integer({ minimum: -840, maximum: 840 }),
  quietHours: Type.Optional(HoursValue),
  rules: Type.Array(RuleValue, { maxItems: limits.rules }),
  hiddenFrom: Type.Array(Account, { maxItems: 1000 }),
});

/** What is to change of them; without quiet hours is `null`. */
export const SettingsChange = Type.Partial(
  Type.Object({ ...SettingsValue.properties, quietHours: Type.Union([HoursValue, Type.Null()]) }),
);

export const PresenceValue = Type.Object({
  account: Account,
  state: words(presenceStates),
  note: Type.Optional(Type.String()),
  until: Type.Optional(Time),
  lastActiveAt: Type.Optional(Time),
  can: Capabilities,
});
export type PresenceValue = Static<typeof PresenceValue>;

export const PersonValue = Type.Object({
  account: Account,
  displayName: Type.String(),
  kind: words(["person", "desk", "bot"] as const),
  gone: Type.Optional(
    Type.Boolean({ description: "The account was removed; its messages are still there." }),
  ),
});
export type PersonValue = Static<typeof PersonValue>;

/** A point of presence as its own account sees it. */
export const PointValue = Type.Object({
  device: Device,
  label: Type.String(),
  kind: DeviceKind,
  capabilities: Capabilities,
  connected: Type.Boolean(),
  pushable: Type.Boolean(),
  activity: Activity,
  lastActiveAt: Time,
  node: Type.Optional(Type.String()),
  open: Type.Optional(Conversation),
  inCall: Type.Boolean(),
});
export type PointValue = Static<typeof PointValue>;

export const HowValue = words(
  ["show", "alert", "ring", "push", "silent", "withhold"] as const,
  "What this point is to do with it.",
);

export const PlanEntryValue = Type.Object({
  device: Device,
  label: Type.String(),
  how: HowValue,
  as: Type.Optional(Type.String({ description: "What it was turned into for this point." })),
  reason: Type.String({ description: "Word from the list of reasons." }),
  rule: Type.String({ description: "The rule that decided." }),
  facts: Type.Optional(
    Type.Object(
      {
        place: Type.Optional(Type.String({ description: "What the other device is called." })),
        at: Type.Optional(Time),
        until: Type.Optional(Time),
        needs: Type.Optional(Type.String({ description: "The capability it lacks." })),
        rule: Type.Optional(Type.String({ description: "Id of the person's own rule." })),
      },
      { description: "What belongs to the reason, so that it can be said in any language." },
    ),
  ),
  later: Type.Optional(
    Type.Object(
      {
        after: Type.Integer({ minimum: 0, description: "Milliseconds after the plan." }),
        how: words(["push", "alert"] as const),
        unless: words(["read", "answered"] as const),
      },
      { description: "What happens if the person does not react." },
    ),
  ),
  text: Type.String({ description: "The reason as a sentence, in English." }),
});

export const PlanValue = Type.Object({
  datum: Type.String(),
  account: Account,
  at: Time,
  node: Type.String(),
  entries: Type.Array(PlanEntryValue),
});
export type PlanValue = Static<typeof PlanValue>;

export const Secret = Type.String({ minLength: 1, maxLength: 200 });
export const Password = Type.String({ minLength: 1, maxLength: 1024 });
export const LimitedText = (maxLength: number) => Type.String({ minLength: 1, maxLength });
export { words };

export const PasskeyOffer = Type.Object({
  attempt: Type.String({ description: "Comes back with the answer; nothing else belongs to it." }),
  options: Type.Unknown({ description: "What `navigator.credentials` takes, in its JSON form." }),
});
export const PasskeyAnswer = Type.Object({
  attempt: Type.String({ minLength: 1, maxLength: 256 }),
  response: Type.Unknown({ description: "What `navigator.credentials` gave, in its JSON form." }),
});

export const AuditWord = words(auditWords);
export const AuditValue = Type.Object({
  offset: Offset,
  at: Time,
  what: AuditWord,
  by: Type.Optional(Account),
  device: Type.Optional(Device),
  label: Type.Optional(Type.String({ description: "What the device was called then." })),
  on: Type.Optional(Account),
  address: Type.Optional(Type.String({ description: "Where it came from, as far as it may be kept." })),
  detail: Type.Optional(Type.String()),
});

export const SettingValue = Type.Object({
  name: Type.String(),
  about: Type.String(),
  env: Type.String({ description: "How it is called in the environment." }),
  value: Type.String(),
  usual: Type.String(),
  fixed: Type.Boolean({ description: "Set in the environment or the file: it cannot be changed here." }),
  changed: Type.Boolean({ description: "Changed here; otherwise as configured or usual." }),
  form: words(["text", "count", "size", "duration", "choice"] as const),
  choices: Type.Array(Type.String()),
});
