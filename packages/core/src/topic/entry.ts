import type { AccountName, ConversationId, DeviceId, Duration, FileId, Offset, Time } from "../names.ts";
import type { Capability, DeviceKind } from "../points/point.ts";
import type { Settings, Status } from "../people/settings.ts";
import type { AuditBody } from "../administration/audit.ts";
import type { SettingBody } from "../administration/house-setting.ts";

/** What was recorded to be listened to, as its recorder measured it. */
export interface Voice {
  /** Milliseconds. */
  readonly duration: Duration;
  /** Loudness over the time, from 0 to 255. */
  readonly waveform: readonly number[];
}

/** A file that hangs on a message: bytes live in the file store under `id`. */
export interface Attachment {
  readonly file: FileId;
  readonly name: string;
  /** Media type as sniffed by the server. */
  readonly type: string;
  readonly size: number;
  readonly width?: number;
  readonly height?: number;
  readonly voice?: Voice;
}

/** What is shown of a page that a message links to: what the server found there when its writer asked. */
export interface LinkCard {
  /** As it was written. */
  readonly url: string;
  readonly title: string;
  readonly description?: string;
  /** What the site calls itself; the host of `url` says whose it is. */
  readonly site?: string;
  /** A copy that this server keeps: nobody who reads asks the page's server for anything. */
  readonly image?: Attachment;
}

export interface MessageBody {
  readonly type: "message";
  readonly by: AccountName;
  readonly device: DeviceId;
  /** The client-made id of the command that sent it: lets the sender's devices recognise it. */
  readonly command: string;
  readonly text: string;
  /** Offset of the message it answers. */
  readonly reply?: Offset;
  readonly mentions?: readonly AccountName[];
  readonly files?: readonly Attachment[];
  readonly cards?: readonly LinkCard[];
  readonly editedAt?: Time;
  readonly deletedAt?: Time;
  /** Emoji to the accounts that chose it, in order of arrival. */
  readonly reactions?: Readonly<Record<string, readonly AccountName[]>>;
}

/** The whole message as it is after an edit, a deletion or a reaction; applying it twice changes nothing. */
export interface RevisedBody {
  readonly type: "revised";
  /** Offset of the message. */
  readonly of: Offset;
  readonly by: AccountName;
  readonly change: "edited" | "deleted" | "reacted";
  /** When the message itself was sent. */
  readonly sentAt: Time;
  readonly message: MessageBody;
}

export interface InfoBody {
  readonly type: "info";
  readonly kind: "direct" | "group";
  readonly title?: string;
  /** What the group is for. */
  readonly about?: string;
  readonly createdBy: AccountName;
  readonly createdAt: Time;
}

export type Role = "owner" | "member";

export interface MemberBody {
  readonly type: "member";
  readonly account: AccountName;
  /** `gone` stays as a tombstone so that devices that were away learn of it. */
  readonly role: Role | "gone";
  readonly by: AccountName;
}

/** A link by which people join a group themselves. There are a few places for them; a dead one's is given again. */
export interface LinkBody {
  readonly type: "link";
  readonly slot: number;
  /** Of the secret the link carries, which is kept nowhere. */
  readonly hash: string;
  readonly by: AccountName;
  readonly note?: string;
  readonly createdAt: Time;
  readonly expiresAt: Time;
  readonly usesLeft: number;
  readonly used: number;
  /** An owner took it back. */
  readonly gone: boolean;
}

/** How far a member's devices have received and the person has read (cumulative). */
export interface ReceiptBody {
  readonly type: "receipt";
  readonly account: AccountName;
  readonly delivered: Offset;
  readonly read: Offset;
}

export interface ProfileBody {
  readonly type: "profile";
  readonly kind: "person" | "desk" | "bot";
  readonly displayName: string;
}

export interface SettingsBody {
  readonly type: "settings";
  readonly settings: Settings;
}

export interface StatusBody {
  readonly type: "status";
  readonly status: Status;
}

/**
 * One side of a relation between two accounts.
 * `asked`: I asked, they have not answered. `asking`: they asked me. `mutual`: both agreed.
 */
export interface ContactBody {
  readonly type: "contact";
  readonly account: AccountName;
  readonly state: "asked" | "asking" | "mutual" | "gone";
  readonly blocked: boolean;
}

export interface JoinedBody {
  readonly type: "joined";
  readonly conversation: ConversationId;
  readonly gone: boolean;
}

export interface ReadBody {
  readonly type: "read";
  readonly conversation: ConversationId;
  readonly upTo: Offset;
}

export interface DraftBody {
  readonly type: "draft";
  readonly conversation: ConversationId;
  /** Empty: there is none. */
  readonly text: string;
  readonly device: DeviceId;
}

export type AlertLevel = "all" | "mentions" | "none";

/** How the person keeps a conversation. */
export interface KeptBody {
  readonly type: "kept";
  readonly conversation: ConversationId;
  readonly alerts: AlertLevel;
  /** Alerts stay silent until then, whatever `alerts` says; `forGood`: until it is taken back. */
  readonly mutedUntil?: Time;
  readonly pinned: boolean;
  /** Among the pinned ones the smallest stands first. */
  readonly rank?: number;
  readonly archived: boolean;
  /** Head of the conversation when it was archived: a newer message brings it back, unless it is muted. */
  readonly archivedAt?: Offset;
  /** The person wants to come back to it, although they have read it. */
  readonly unread?: boolean;
}

export interface DeviceBody {
  readonly type: "device";
  readonly device: DeviceId;
  readonly label: string;
  readonly kind: DeviceKind;
  readonly capabilities: readonly Capability[];
  readonly createdAt: Time;
  readonly gone: boolean;
}

export type ConversationBody = MessageBody | RevisedBody | InfoBody | MemberBody | LinkBody | ReceiptBody;
export type AccountBody =
  | ProfileBody
  | SettingsBody
  | StatusBody
  | ContactBody
  | JoinedBody
  | ReadBody
  | DraftBody
  | KeptBody
  | DeviceBody;
export type Body = ConversationBody | AccountBody;
/** What topics of the house itself hold; never told to points. */
export type HouseBody = AuditBody | SettingBody;

/** A durable fact at its place in a topic. */
export interface Entry<B extends Body | HouseBody = Body> {
  readonly offset: Offset;
  readonly at: Time;
  readonly body: B;
}

/**
 * The key of a body. An entry replaces the entry with the same key, so a topic holds the present state
 * and what led to it is not kept. A message has no key: it stays at its place.
 */
export function keyOf(body: Body | HouseBody): string | undefined {
  switch (body.type) {
    case "message":
    case "audit":
      return undefined;
    case "setting":
      return `setting:${body.name}`;
    case "revised":
      return `revised:${body.of}`;
    case "member":
    case "receipt":
    case "contact":
      return `${body.type}:${body.account}`;
    case "joined":
    case "read":
    case "draft":
    case "kept":
      return `${body.type}:${body.conversation}`;
    case "device":
      return `device:${body.device}`;
    case "link":
      return `link:${body.slot}`;
    case "info":
    case "profile":
    case "settings":
    case "status":
      return body.type;
  }
}
