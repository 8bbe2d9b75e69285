import Type, { type Static, type TProperties, type TSchema } from "typebox";
import { limits } from "./limits.ts";
import {
  Account,
  Activity,
  Address,
  AttachmentKind,
  AttachmentValue,
  AuditValue,
  AuditWord,
  Capabilities,
  CardId,
  CardValue,
  Conversation,
  Device,
  DeviceKind,
  FileId,
  GroupLink,
  Label,
  LimitedText,
  Message,
  MessageValue,
  Offset,
  Password,
  PasskeyAnswer,
  PasskeyOffer,
  PersonValue,
  PlanValue,
  PointValue,
  Positions,
  PresenceValue,
  Secret,
  SettingValue,
  SettingsChange,
  Slot,
  StatusState,
  Time,
  Topic,
  VoiceValue,
  words,
} from "./values.ts";

/**
 * Requests: what a point asks of the server. Each is one row: who may ask, what it takes, what it answers.
 * On the socket `{ id, do, …args }` is answered by `{ re, ok }` or `{ re, error }`; over HTTP the same request is
 * `POST /api/v1/do/<name>`. `id` makes a command idempotent: repeated, it is answered as the first time.
 */
export interface RequestRow<Args extends TSchema = TSchema, Answer extends TSchema = TSchema> {
  /** `socket`: only on a connection. `device`: a signed-in device. `admin`: an administrator. */
  readonly who: "socket" | "device" | "admin";
  readonly about: string;
  readonly args: Args;
  readonly answer: Answer;
}

const row = <const W extends RequestRow["who"], A extends TProperties, R extends TProperties>(
  who: W,
  about: string,
  args: A,
  answer: R,
) => ({ who, about, args: Type.Object(args), answer: Type.Object(answer) });

const page = (max: number) => Type.Optional(Type.Integer({ minimum: 1, maximum: max }));
const done = {};
const AccountValue = Type.Object({
  account: Account,
  displayName: Type.String(),
  kind: words(["person", "desk", "bot"] as const),
  admin: Type.Boolean(),
  disabled: Type.Boolean(),
  createdAt: Time,
});
const DeviceDetail = Type.Object({
  device: Device,
  label: Type.String(),
  kind: DeviceKind,
  capabilities: Capabilities,
  createdAt: Time,
  lastSeenAt: Time,
  connected: Type.Boolean(),
  pushable: Type.Boolean(),
});

/** That the person is there now: one of the two. */
const proof = {
  password: Type.Optional(Password),
  passkey: Type.Optional(PasskeyAnswer),
};
const PasskeyId = Type.String({ minLength: 1, maxLength: 1400, description: "Credential id." });

export const requests = {
  hello: row(
    "socket",
    "Opens the session of a connection: who, with what capabilities, and what it has already.",
    {
      token: Type.Optional(Secret),
      epoch: Type.Optional(Type.String({ maxLength: 64 })),
      positions: Type.Optional(Positions),
      capabilities: Type.Optional(Capabilities),
      activity: Type.Optional(Activity),
      open: Type.Optional(Conversation),
      /** Milliseconds since the person last touched the device. */
      idleFor: Type.Optional(Type.Integer({ minimum: 0 })),
    },
    {
      account: Account,
      address: Type.String(),
      device: Device,
      epoch: Type.String(),
      domain: Type.String(),
      node: Type.String(),
      version: Type.String(),
      time: Time,
      heartbeat: Type.Integer({
        description: "Milliseconds; the server pings as often, silence for two and a half of them is death.",
      }),
      pushKey: Type.Optional(Type.String({ description: "VAPID public key." })),
      admin: Type.Boolean(),
    },
  ),
  ack: row(
    "socket",
    "Tells how far each topic has been received. Not answered when sent without id.",
    { positions: Positions },
    done,
  ),
  sense: row(
    "socket",
    "Reports what the device senses of its person.",
    {
      activity: Activity,
      idleFor: Type.Optional(Type.Integer({ minimum: 0 })),
      open: Type.Optional(Type.Union([Conversation, Type.Null()])),
    },
    done,
  ),
  typing: row(
    "socket",
    "Says that the person is writing; shown to others for ten seconds at most.",
    { conversation: Conversation },
    done,
  ),

  "send-message": row(
    "device",
    "Sends a message to a person or a conversation. Answered after it is durable.",
    {
      to: Address,
      text: Type.String({ maxLength: limits.messageText }),
      reply: Type.Optional(Offset),
      mentions: Type.Optional(Type.Array(Account, { maxItems: 100 })),
      files: Type.Optional(Type.Array(FileId, { maxItems: limits.filesPerMessage })),
      voice: Type.Optional(VoiceValue),
      /** Of `preview-link`, of links in the text. What is no longer known or not there is left out. */
      cards: Type.Optional(Type.Array(CardId, { maxItems: limits.cardsPerMessage })),
    },
    { message: Message, conversation: Conversation, offset: Offset },
  ),
  "edit-message": row(
    "device",
    "Replaces the text of one's own message.",
    { message: Message, text: LimitedText(limits.messageText) },
    done,
  ),
  "delete-message": row(
    "device",
    "Deletes one's own message (an owner: any message of the group) for everyone.",
    { message: Message },
    done,
  ),
  react: row(
    "device",
    "Adds or takes back one's reaction to a message.",
    { message: Message, emoji: LimitedText(16), on: Type.Boolean() },
    done,
  ),
  "mark-read": row(
    "device",
    "Everything up to the offset has been read; clears alerts everywhere.",
    { conversation: Conversation, upTo: Offset },
    done,
  ),
  "set-draft": row(
    "device",
    "Keeps what is being written, for all own devices.",
    { conversation: Conversation, text: Type.String({ maxLength: limits.draftText }) },
    done,
  ),
  "keep-conversation": row(
    "device",
    "How the person keeps a conversation: alerts, mute, pin, archive. Absent fields stay.",
    {
      conversation: Conversation,
      alerts: Type.Optional(words(["all", "mentions", "none"] as const)),
      mutedUntil: Type.Optional(
        Type.Union([Time, Type.Null()], {
          description: "8640000000000000: until it is taken back; null: no longer.",
        }),
      ),
      pinned: Type.Optional(Type.Boolean()),
      before: Type.Optional(
        Type.Union([Conversation, Type.Null()], {
          description: "The pinned conversation it is to stand before; null: after all of them.",
        }),
      ),
      archived: Type.Optional(
        Type.Boolean({ description: "A newer message brings it back, unless it is muted." }),
      ),
      unread: Type.Optional(Type.Boolean({ description: "Marked to come back to; reading ends it." })),
    },
    done,
  ),
  "create-group": row(
    "device",
    "Creates a group owned by the asker.",
    { title: LimitedText(limits.title), members: Type.Array(Address, { maxItems: limits.members }) },
    { conversation: Conversation },
  ),
  "rename-group": row(
    "device",
    "Gives a group another title (owners).",
    { conversation: Conversation, title: LimitedText(limits.title) },
    done,
  ),
  "describe-group": row(
    "device",
    "Says what a group is for; empty: nothing (owners).",
    { conversation: Conversation, about: Type.String({ maxLength: limits.about }) },
    done,
  ),
  "make-group-link": row(
    "device",
    "Makes a link by which people join a group themselves (owners). It is told once; the group lists it without its secret.",
    {
      conversation: Conversation,
      note: Type.Optional(Type.String({ maxLength: limits.note })),
      uses: Type.Optional(Type.Integer({ minimum: 1, maximum: limits.members })),
      expiresIn: Type.Optional(Type.Integer({ minimum: 60_000, maximum: 366 * 24 * 3_600_000 })),
    },
    { link: Type.String(), slot: Slot, expiresAt: Time },
  ),
  "revoke-group-link": row(
    "device",
    "Nobody joins by the link any more (owners).",
    { conversation: Conversation, slot: Slot },
    done,
  ),
  "group-link": row(
    "device",
    "What a link leads to. Looking changes nothing.",
    { link: GroupLink },
    {
      conversation: Conversation,
      title: Type.String(),
      about: Type.Optional(Type.String()),
      members: Type.Integer(),
      by: PersonValue,
      expiresAt: Time,
      joined: Type.Boolean({ description: "The asker is a member already." }),
    },
  ),
  "join-group": row(
    "device",
    "Joins the group a link leads to.",
    { link: GroupLink },
    { conversation: Conversation },
  ),
  "add-members": row(
    "device",
    "Adds people to a group (owners).",
    { conversation: Conversation, members: Type.Array(Address, { minItems: 1, maxItems: limits.members }) },
    done,
  ),
  "remove-member": row(
    "device",
    "Removes a person from a group (owners), or oneself: leaves.",
    { conversation: Conversation, account: Account },
    done,
  ),
  "set-role": row(
    "device",
    "Makes a member an owner or an owner a member (owners).",
    { conversation: Conversation, account: Account, role: words(["owner", "member"] as const) },
    done,
  ),

  history: row(
    "device",
    "Messages before an offset, newest first.",
    { conversation: Conversation, before: Type.Optional(Offset), limit: page(limits.page) },
    { messages: Type.Array(MessageValue), more: Type.Boolean() },
  ),
  attachments: row(
    "device",
    "Pictures and films, or other files, of a conversation before an offset, newest first. `limit` counts messages.",
    {
      conversation: Conversation,
      kind: AttachmentKind,
      before: Type.Optional(Offset),
      limit: page(limits.page),
    },
    {
      attachments: Type.Array(Type.Object({ offset: Offset, at: Time, by: Account, file: AttachmentValue })),
      more: Type.Boolean(),
    },
  ),
  "preview-link": row(
    "device",
    "Looks at the page of a link that is being written. What was found goes with a message by its id, for a day.",
    { url: LimitedText(limits.url) },
    { preview: Type.Optional(Type.Object({ id: CardId, card: CardValue })) },
  ),
  resume: row(
    "device",
    "Entries of a topic after an offset: fills a gap. `snapshot` says that too much is missing and what is there now.",
    { topic: Topic, after: Offset },
    {
      notices: Type.Array(Type.Unknown({ description: "Durable notices in order, or one `snapshot`." })),
      more: Type.Boolean(),
    },
  ),
  search: row(
    "device",
    "Finds messages that contain all words, newest first.",
    {
      text: LimitedText(200),
      conversation: Type.Optional(Conversation),
      limit: page(50),
      skip: Type.Optional(Type.Integer({ minimum: 0, maximum: 10_000 })),
    },
    { hits: Type.Array(Type.Object({ conversation: Conversation, message: MessageValue })) },
  ),
  why: row(
    "device",
    "The delivery plans of a message, alert or ring, with reasons: one's own points; an admin and the sender's side see what is theirs.",
    { datum: Type.String({ minLength: 1, maxLength: 170 }) },
    { plans: Type.Array(PlanValue) },
  ),

  deliveries: row(
    "device",
    "What one's own points, or one of them, got of some messages, and why; of messages whose plans are no longer kept, nothing.",
    {
      messages: Type.Array(Message, { minItems: 1, maxItems: limits.deliveries }),
      device: Type.Optional(Device),
    },
    { plans: Type.Array(PlanValue) },
  ),

  "find-people": row(
    "device",
    "People of this server whose name begins with the text.",
    { text: Type.String({ maxLength: 80 }), limit: page(50) },
    { people: Type.Array(PersonValue) },
  ),
  "set-profile": row(
    "device",
    "Changes one's display name.",
    { displayName: LimitedText(limits.displayName) },
    done,
  ),
  "set-settings": row(
    "device",
    "Changes settings; absent fields stay, `quietHours: null` ends them.",
    { settings: SettingsChange },
    done,
  ),
  "set-status": row(
    "device",
    "Says how one is, until a time if given; `auto` lets it be sensed.",
    {
      state: StatusState,
      note: Type.Optional(Type.String({ maxLength: limits.note })),
      until: Type.Optional(Time),
    },
    done,
  ),
  presence: row(
    "device",
    "Presence of people as the asker may see it now.",
    { accounts: Type.Array(Address, { minItems: 1, maxItems: 100 }) },
    { presence: Type.Array(PresenceValue) },
  ),
  points: row("device", "One's own points of presence, in detail.", {}, { points: Type.Array(PointValue) }),

  "ask-contact": row(
    "device",
    "Asks a person to be a contact: both see each other's presence once they agree.",
    { account: Address },
    done,
  ),
  "answer-contact": row(
    "device",
    "Agrees to or declines a person's question.",
    { account: Address, agree: Type.Boolean() },
    done,
  ),
  "remove-contact": row("device", "Ends the relation on both sides.", { account: Address }, done),
  "block-contact": row(
    "device",
    "Takes nothing more from a person, or does again.",
    { account: Address, blocked: Type.Boolean() },
    done,
  ),

  devices: row("device", "One's own devices.", {}, { devices: Type.Array(DeviceDetail) }),
  "rename-device": row("device", "Gives a device another label.", { device: Device, label: Label }, done),
  "sign-out": row(
    "device",
    "Signs out one own device, or all others.",
    { device: Type.Optional(Device), others: Type.Optional(Type.Boolean()) },
    { signedOut: Type.Integer() },
  ),
  "subscribe-push": row(
    "device",
    "This device can be woken by web push (RFC 8030, 8291, 8292).",
    {
      endpoint: Type.String({ maxLength: 2048 }),
      p256dh: Type.String({ maxLength: 200 }),
      auth: Type.String({ maxLength: 100 }),
    },
    done,
  ),
  "unsubscribe-push": row("device", "This device is no longer woken.", {}, done),

  passkeys: row(
    "device",
    "One's own passkeys.",
    {},
    {
      passkeys: Type.Array(
        Type.Object({
          passkey: PasskeyId,
          label: Type.String(),
          createdAt: Time,
          lastUsedAt: Type.Optional(Time),
        }),
      ),
    },
  ),
  "begin-passkey": row(
    "device",
    "What a browser needs to make a passkey (WebAuthn); `add-passkey` takes what it gives. Asks for a proof.",
    proof,
    { attempt: Type.String(), options: Type.Unknown() },
  ),
  "add-passkey": row(
    "device",
    "Keeps a passkey that was made for the attempt.",
    { ...PasskeyAnswer.properties, label: Label },
    { passkey: PasskeyId },
  ),
  "rename-passkey": row(
    "device",
    "Gives a passkey another label.",
    { passkey: PasskeyId, label: Label },
    done,
  ),
  "remove-passkey": row("device", "Nobody comes in by the passkey any more.", { passkey: PasskeyId }, done),
  "begin-proof": row(
    "device",
    "What a browser needs to prove with a passkey that the person is there.",
    {},
    PasskeyOffer.properties,
  ),
  "change-password": row(
    "device",
    "Changes one's password; all other devices are signed out, except those of scripts. Asks for a proof.",
    { newPassword: Type.String({ minLength: 8, maxLength: 1024 }), ...proof },
    done,
  ),
  "remove-own-account": row(
    "device",
    "Removes one's account for good. What one wrote stays with those one wrote to. Asks for a proof.",
    proof,
    done,
  ),

  "invite-sign-up": row(
    "admin",
    "Makes a link with which a person creates their own account.",
    {
      note: Type.Optional(Type.String({ maxLength: limits.note })),
      uses: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000 })),
      expiresIn: Type.Optional(Type.Integer({ minimum: 60_000 })),
    },
    { link: Type.String(), expiresAt: Time },
  ),
  "admin-invitations": row(
    "admin",
    "Invitations that still let somebody in, those that end first first. Their links are not shown again.",
    {},
    {
      invitations: Type.Array(
        Type.Object({
          invitation: Type.String(),
          by: Type.Optional(Account),
          note: Type.Optional(Type.String()),
          expiresAt: Time,
          usesLeft: Type.Integer(),
        }),
      ),
    },
  ),
  "admin-revoke-invitation": row(
    "admin",
    "Nobody comes in by the invitation any more.",
    { invitation: Type.String({ minLength: 1, maxLength: 128 }) },
    done,
  ),
  "admin-accounts": row(
    "admin",
    "Accounts by name: all, or those whose name or display name holds the text; with `limit` in pages.",
    {
      text: Type.Optional(Type.String({ maxLength: 80 })),
      after: Type.Optional(Account),
      limit: page(limits.page),
    },
    { accounts: Type.Array(AccountValue), more: Type.Optional(Type.Boolean()) },
  ),
  "admin-add-account": row(
    "admin",
    "Creates an account.",
    {
      account: Account,
      displayName: Type.Optional(LimitedText(limits.displayName)),
      kind: Type.Optional(words(["person", "desk", "bot"] as const)),
      password: Type.Optional(Password),
      admin: Type.Optional(Type.Boolean()),
    },
    { account: Account, address: Type.String() },
  ),
  "admin-change-account": row(
    "admin",
    "Changes the password, disables or enables, gives or takes the administrator's rights. Absent fields stay.",
    {
      account: Account,
      password: Type.Optional(Password),
      disabled: Type.Optional(Type.Boolean()),
      admin: Type.Optional(Type.Boolean()),
    },
    done,
  ),
  "admin-remove-account": row(
    "admin",
    "Removes an account, its devices and its settings.",
    { account: Account },
    done,
  ),
  "admin-export-account": row(
    "admin",
    "Everything that belongs to an account, as data.",
    { account: Account },
    { export: Type.Unknown() },
  ),
  "admin-devices": row(
    "admin",
    "Devices of an account.",
    { account: Account },
    { devices: Type.Array(DeviceDetail) },
  ),
  "admin-sign-out": row(
    "admin",
    "Signs out a device of an account, or all of them with `everywhere`.",
    { account: Account, device: Type.Optional(Device), everywhere: Type.Optional(Type.Boolean()) },
    done,
  ),
  "admin-create-token": row(
    "admin",
    "Makes a device with a lasting token, for scripts and bots. The token is shown once.",
    { account: Account, label: Label },
    { device: Device, token: Type.String() },
  ),
  "admin-why": row(
    "admin",
    "All delivery plans of a datum.",
    { datum: Type.String({ minLength: 1, maxLength: 170 }) },
    { plans: Type.Array(PlanValue) },
  ),
  "admin-backup": row(
    "admin",
    "Writes a consistent copy of the data on the server's disk while it runs.",
    { path: Type.String({ minLength: 1, maxLength: 1024 }) },
    { path: Type.String(), bytes: Type.Integer() },
  ),
  "admin-back-up": row(
    "admin",
    "Writes database and attachments into a new archive beside the data, while the server runs.",
    {},
    { path: Type.String(), bytes: Type.Integer() },
  ),
  "admin-password-link": row(
    "admin",
    "Makes a link with which a person gives their account a new password. It holds a day, and once.",
    { account: Account },
    { link: Type.String(), expiresAt: Time },
  ),
  "admin-audit": row(
    "admin",
    "The audit log, newest first. `next` is the `before` of the page after this one.",
    {
      before: Type.Optional(Offset),
      limit: page(limits.page),
      what: Type.Optional(AuditWord),
      account: Type.Optional(Account),
    },
    { events: Type.Array(AuditValue), next: Type.Optional(Offset) },
  ),
  "admin-settings": row(
    "admin",
    "The settings that may change while the server runs, as they are now.",
    {},
    { settings: Type.Array(SettingValue) },
  ),
  "admin-set-setting": row(
    "admin",
    "Changes a setting on all nodes at once; without `value` it is as configured again.",
    { name: Type.String({ maxLength: 40 }), value: Type.Optional(Type.String({ maxLength: 1000 })) },
    done,
  ),
  "admin-storage": row(
    "admin",
    "What database and attachments take, who has most of them, what is left, and the last backup.",
    {},
    {
      database: Type.Integer(),
      attachments: Type.Object({ files: Type.Integer(), bytes: Type.Integer() }),
      accounts: Type.Array(Type.Object({ account: Account, files: Type.Integer(), bytes: Type.Integer() })),
      disk: Type.Optional(Type.Object({ free: Type.Integer(), total: Type.Integer() })),
      lastBackup: Type.Optional(Type.Object({ at: Time, bytes: Type.Integer(), path: Type.String() })),
    },
  ),
  "admin-stats": row(
    "admin",
    "Numbers of the running server.",
    {},
    { stats: Type.Record(Type.String(), Type.Number()) },
  ),
} as const;

export type RequestName = keyof typeof requests;
export type Args<N extends RequestName> = Static<(typeof requests)[N]["args"]>;
export type Answer<N extends RequestName> = Static<(typeof requests)[N]["answer"]>;
export type Request = { [N in RequestName]: { readonly id?: string; readonly do: N } & Args<N> }[RequestName];
