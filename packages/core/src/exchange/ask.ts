import type {
  AccountName,
  CardId,
  ConversationId,
  DeviceId,
  Duration,
  FileId,
  MessagePlace,
  Offset,
  Time,
  TopicId,
} from "../names.ts";
import type { DeliveryRule, SettingsChange, Status } from "../people/settings.ts";
import type { Capability, DeviceKind, Point } from "../points/point.ts";
import type { Presence } from "../presence/presence.ts";
import type { AlertLevel, Entry, LinkCard, MessageBody, Role, Voice } from "../topic/entry.ts";
import type { AuditEvent, AuditFilter } from "../administration/audit.ts";
import type { AdjustableSetting } from "../ports/adjusting.ts";
import type { FileTotals, PlanRecord, PushSubscription, SearchHit } from "../ports/store.ts";
import type { PasskeyOffer, Proof } from "./proofs.ts";
import type { AttachmentKind } from "../conversation/attachment-kinds.ts";
import type { Snapshot } from "./told.ts";

/** Who asks: a signed-in device of an account. */
export interface Asker {
  readonly account: AccountName;
  readonly device: DeviceId;
  readonly admin: boolean;
}

export interface Person {
  readonly account: AccountName;
  readonly displayName: string;
  readonly kind: "person" | "desk" | "bot";
  /** The account was removed. */
  readonly gone?: true;
}

export interface AccountDetail extends Person {
  readonly admin: boolean;
  readonly disabled: boolean;
  readonly createdAt: Time;
}

export interface DeviceDetail {
  readonly device: DeviceId;
  readonly label: string;
  readonly kind: DeviceKind;
  readonly capabilities: readonly Capability[];
  readonly createdAt: Time;
  readonly lastSeenAt: Time;
  readonly connected: boolean;
  readonly pushable: boolean;
}

/** A passkey without its key. */
export interface PasskeyDetail {
  readonly passkey: string;
  readonly label: string;
  readonly createdAt: Time;
  readonly lastUsedAt: Time | undefined;
}

/** What the data takes, and what is left. */
export interface Storage {
  /** Bytes of the database. */
  readonly database: number;
  readonly attachments: FileTotals;
  /** Bytes of the disk; undefined: not known. */
  readonly disk: { readonly free: number; readonly total: number } | undefined;
  readonly lastBackup: { readonly at: Time; readonly bytes: number; readonly path: string } | undefined;
}

/** A link to sign up with, without its secret. */
export interface Invitation {
  /** SHA-256 of the secret: it names the invitation and lets nobody in. */
  readonly id: string;
  readonly by: AccountName | undefined;
  readonly note: string | undefined;
  readonly expiresAt: Time;
  readonly usesLeft: number;
}

/** What somebody who holds a link sees of the group before they join. */
export interface LinkedGroup {
  readonly conversation: ConversationId;
  readonly title: string;
  readonly about: string | undefined;
  readonly members: number;
  /** Who made the link. */
  readonly by: Person;
  readonly expiresAt: Time;
  /** The asker is a member already. */
  readonly joined: boolean;
}

/** A person (their direct conversation) or a conversation. */
export type Target = { readonly account: AccountName } | { readonly conversation: ConversationId };

/** It is done; there is nothing to tell. */
type Nothing = object;
type In = { readonly conversation: ConversationId };
type Of = { readonly account: AccountName };

/** Everything that can be asked: arguments and answer by name. */
export interface Asks {
  readonly "send-message": {
    args: {
      readonly to: Target;
      readonly text: string;
      readonly reply?: Offset;
      readonly mentions?: readonly AccountName[];
      readonly files?: readonly FileId[];
      /** The one file is a voice message. */
      readonly voice?: Voice;
      readonly cards?: readonly CardId[];
    };
    answer: MessagePlace;
  };
  readonly "edit-message": { args: { readonly place: MessagePlace; readonly text: string }; answer: Nothing };
  readonly "delete-message": { args: { readonly place: MessagePlace }; answer: Nothing };
  readonly react: {
    args: { readonly place: MessagePlace; readonly emoji: string; readonly on: boolean };
    answer: Nothing;
  };
  readonly "mark-read": { args: In & { readonly upTo: Offset }; answer: Nothing };
  readonly "set-draft": { args: In & { readonly text: string }; answer: Nothing };
  readonly "keep-conversation": {
    args: In & {
      readonly alerts?: AlertLevel;
      /** null: no longer muted. */
      readonly mutedUntil?: Time | null;
      readonly pinned?: boolean;
      /** The pinned conversation it is to stand before; null: after all of them. */
      readonly before?: ConversationId | null;
      readonly archived?: boolean;
      readonly unread?: boolean;
    };
    answer: Nothing;
  };
  readonly "create-group": {
    args: { readonly title: string; readonly members: readonly AccountName[] };
    answer: In;
  };
  readonly "rename-group": { args: In & { readonly title: string }; answer: Nothing };
  readonly "describe-group": { args: In & { readonly about: string }; answer: Nothing };
  readonly "make-group-link": {
    args: In & { readonly note: string | undefined; readonly uses: number; readonly expiresIn: Duration };
    answer: In & { readonly secret: string; readonly slot: number; readonly expiresAt: Time };
  };
  readonly "revoke-group-link": { args: In & { readonly slot: number }; answer: Nothing };
  /** What a link leads to, for somebody who is not there yet. */
  readonly "group-link": { args: In & { readonly secret: string }; answer: LinkedGroup };
  readonly "join-group": { args: In & { readonly secret: string }; answer: In };
  readonly "add-members": { args: In & { readonly members: readonly AccountName[] }; answer: Nothing };
  readonly "remove-member": { args: In & Of; answer: Nothing };
  readonly "set-role": { args: In & Of & { readonly role: Role }; answer: Nothing };
  readonly history: {
    args: In & { readonly before: Offset | undefined; readonly limit: number };
    answer: { readonly messages: readonly Entry<MessageBody>[]; readonly more: boolean };
  };
  /** Messages with files of the kind, newest first. */
  readonly attachments: {
    args: In & {
      readonly kind: AttachmentKind;
      readonly before: Offset | undefined;
      readonly limit: number;
    };
    answer: {
      readonly messages: readonly Entry<MessageBody>[];
      readonly more: boolean;
    };
  };
  /** What can be shown of a page that is linked to, to go with a message of the asker. */
  readonly "preview-link": {
    args: { readonly url: string };
    answer: { readonly preview: { readonly id: CardId; readonly card: LinkCard } | undefined };
  };
  readonly resume: {
    args: { readonly topic: TopicId; readonly after: Offset };
    answer: { readonly entries: readonly Entry[]; readonly more: boolean } | { readonly snapshot: Snapshot };
  };
  readonly search: {
    args: {
      readonly text: string;
      readonly conversation: ConversationId | undefined;
      readonly limit: number;
      readonly skip: number;
    };
    answer: { readonly hits: readonly SearchHit[] };
  };
  /** Whether the asker is in a conversation with a message that holds the file. */
  readonly file: { args: { readonly file: FileId }; answer: Nothing };
  /** An admin asking with `all` sees every account's plans; others their own. */
  readonly why: {
    args: { readonly datum: string; readonly all: boolean };
    answer: { readonly plans: readonly PlanRecord[]; readonly labels: ReadonlyMap<string, string> };
  };
  /** What the asker's points got of some messages, or one of them. */
  readonly deliveries: {
    args: { readonly messages: readonly MessagePlace[]; readonly device: DeviceId | undefined };
    answer: { readonly plans: readonly PlanRecord[]; readonly labels: ReadonlyMap<string, string> };
  };
  readonly "find-people": {
    args: { readonly text: string; readonly limit: number };
    answer: { readonly people: readonly Person[] };
  };
  readonly "set-profile": { args: { readonly displayName: string }; answer: Nothing };
  readonly "set-settings": { args: { readonly settings: SettingsChange }; answer: Nothing };
  readonly "set-status": { args: { readonly status: Status }; answer: Nothing };
  readonly presence: {
    args: { readonly accounts: readonly AccountName[] };
    answer: { readonly presence: readonly WatchedPresence[] };
  };
  readonly points: { args: Nothing; answer: { readonly points: readonly Point[] } };
  readonly "ask-contact": { args: Of; answer: Nothing };
  readonly "answer-contact": { args: Of & { readonly agree: boolean }; answer: Nothing };
  readonly "remove-contact": { args: Of; answer: Nothing };
  readonly "block-contact": { args: Of & { readonly blocked: boolean }; answer: Nothing };
  /** Devices of the asker, or of `account` for an admin. */
  readonly devices: {
    args: { readonly account: AccountName | undefined };
    answer: { readonly devices: readonly DeviceDetail[] };
  };
  readonly "rename-device": { args: { readonly device: DeviceId; readonly label: string }; answer: Nothing };
  readonly "sign-out": {
    args: { readonly account: AccountName | undefined; readonly devices: readonly DeviceId[] | "others" };
    answer: { readonly signedOut: number };
  };
  readonly "subscribe-push": {
    args: { readonly subscription: PushSubscription | undefined };
    answer: Nothing;
  };
  readonly "invite-sign-up": {
    args: { readonly note: string | undefined; readonly uses: number; readonly expiresIn: Duration };
    answer: { readonly secret: string; readonly expiresAt: Time };
  };
  /** Those that still let somebody in. */
  readonly "list-invitations": { args: Nothing; answer: { readonly invitations: readonly Invitation[] } };
  readonly "revoke-invitation": { args: { readonly invitation: string }; answer: Nothing };
  /** Those whose name or display name holds the text, by name, behind `after`. */
  readonly "list-accounts": {
    args: {
      readonly text?: string;
      readonly after?: AccountName;
      readonly limit?: number;
    };
    answer: { readonly accounts: readonly AccountDetail[]; readonly more: boolean };
  };
  /** A link with which the person gives the account a new password. */
  readonly "password-link": { args: Of; answer: { readonly secret: string; readonly expiresAt: Time } };
  readonly "audit-log": {
    args: AuditFilter & { readonly before: Offset | undefined; readonly limit: number };
    answer: { readonly events: readonly AuditEvent[]; readonly next: Offset | undefined };
  };
  readonly "house-settings": { args: Nothing; answer: { readonly settings: readonly AdjustableSetting[] } };
  readonly "change-house-setting": {
    /** null: as configured again. */
    args: { readonly name: string; readonly value: string | null };
    answer: Nothing;
  };
  readonly storage: { args: Nothing; answer: { readonly storage: Storage } };
  readonly "back-up": { args: Nothing; answer: { readonly path: string; readonly bytes: number } };
  readonly passkeys: { args: Nothing; answer: { readonly passkeys: readonly PasskeyDetail[] } };
  /** What a browser needs to make a passkey; answered by `add-passkey`. */
  readonly "begin-passkey": { args: { readonly proof: Proof }; answer: PasskeyOffer };
  readonly "add-passkey": {
    args: { readonly attempt: string; readonly response: unknown; readonly label: string };
    answer: { readonly passkey: string };
  };
  readonly "rename-passkey": {
    args: { readonly passkey: string; readonly label: string };
    answer: Nothing;
  };
  readonly "remove-passkey": { args: { readonly passkey: string }; answer: Nothing };
  /** What a browser needs to prove with a passkey that the person is there. */
  readonly "begin-proof": { args: Nothing; answer: PasskeyOffer };
  /** All other devices are signed out, except those of scripts. */
  readonly "change-password": {
    args: { readonly password: string; readonly proof: Proof };
    answer: Nothing;
  };
  readonly "remove-own-account": { args: { readonly proof: Proof }; answer: Nothing };
  readonly "add-account": {
    args: Of & {
      readonly displayName: string | undefined;
      readonly kind: Person["kind"];
      readonly password: string | undefined;
      readonly admin: boolean;
    };
    answer: Of;
  };
  readonly "change-account": {
    args: Of & { readonly password?: string; readonly disabled?: boolean; readonly admin?: boolean };
    answer: Nothing;
  };
  readonly "remove-account": { args: Of; answer: Nothing };
  readonly "export-account": { args: Of; answer: { readonly export: unknown } };
  readonly "create-token": {
    args: Of & { readonly label: string };
    answer: { readonly device: DeviceId; readonly token: string };
  };
  readonly backup: {
    args: { readonly path: string };
    answer: { readonly path: string; readonly bytes: number };
  };
  readonly stats: { args: Nothing; answer: { readonly stats: Readonly<Record<string, number>> } };
}

export type AskName = keyof Asks;
export type AskOf<N extends AskName> = { readonly type: N } & Asks[N]["args"];
export type Ask = { [N in AskName]: AskOf<N> }[AskName];
export type AnswerOf<N extends AskName> = Asks[N]["answer"];

export interface WatchedPresence {
  readonly account: AccountName;
  readonly presence: Presence;
}

export type { DeliveryRule };
