import type {
  AccountName,
  CardId,
  ConversationId,
  DeviceId,
  Duration,
  FileId,
  NodeName,
  Offset,
  Time,
  TopicId,
} from "../names.ts";
import type { Capability, DeviceKind } from "../points/point.ts";
import type { AttachmentKind } from "../conversation/attachment-kinds.ts";
import type { Body, Entry, HouseBody, LinkCard, MessageBody } from "../topic/entry.ts";

/**
 * What is kept for good. Reads see every commit that was answered before they were asked.
 * Every method rejects with `Unavailable` (and nothing else) when the store cannot be reached.
 */
export interface Store {
  /** Changes when history may have been rewritten (a restore): offsets of another epoch mean nothing. */
  readonly epoch: string;

  /**
   * Commits what one command decided, all or nothing, durable when it resolves.
   * Commits are grouped; those of one store are applied in the order of the calls.
   */
  commit(commit: Commit): Promise<CommitResult>;

  /** Heads and keyed entries of topics; a topic nobody wrote to is empty (`head` 0). */
  readTopic(topic: TopicId): Promise<StoredTopic>;
  /** Only the heads; for resuming. Unknown topics have head 0. */
  readHeads(topics: readonly TopicId[]): Promise<readonly Offset[]>;
  /** Entries after `after` in order; messages as they are now. `revised` entries are included. */
  readEntries(topic: TopicId, after: Offset, limit: number): Promise<readonly Entry[]>;
  /** Messages before `before`, newest first, as they are now (deleted ones as tombstones). */
  readHistory(topic: ConversationId, before: Offset, limit: number): Promise<readonly Entry<MessageBody>[]>;
  /** Messages at the given offsets, as they are now; offsets without a message are left out. */
  readMessages(topic: ConversationId, offsets: readonly Offset[]): Promise<readonly StoredMessage[]>;
  /** Messages after `after` not written by `except` and not deleted; counts at most `atMost`. */
  countMessages(topic: ConversationId, after: Offset, except: AccountName, atMost: number): Promise<number>;
  /** Messages of all conversations committed at or after `since`, oldest first; no others than the newest `limit` entries are looked at. */
  readRecent(since: Time, limit: number): Promise<readonly SearchHit[]>;
  /** Messages before `before` on which files of the kind hang, newest first. Pictures of cards are none. */
  readAttachments(
    topic: ConversationId,
    kind: AttachmentKind,
    before: Offset,
    limit: number,
  ): Promise<readonly Entry<MessageBody>[]>;
  /** Newest first. All words must occur; the last may be a beginning. */
  search(query: SearchQuery): Promise<readonly SearchHit[]>;

  readAccount(name: AccountName): Promise<AccountRecord | undefined>;
  listAccounts(): Promise<readonly AccountRecord[]>;
  /** Accounts whose name or display name begins with the text, at most `limit`, by name. */
  findAccounts(text: string, limit: number): Promise<readonly AccountRecord[]>;
  putAccount(account: AccountRecord): Promise<void>;
  /** Removes the account, its devices, its passkeys, its own topic and its plans. Messages in conversations stay. */
  removeAccount(name: AccountName): Promise<void>;

  readDevice(id: DeviceId): Promise<DeviceRecord | undefined>;
  listDevices(account: AccountName): Promise<readonly DeviceRecord[]>;
  /** The device one of whose tokens has this hash. */
  deviceByToken(hash: string): Promise<DeviceRecord | undefined>;
  putDevice(device: DeviceRecord): Promise<void>;
  /** Passing devices not seen since before `before`. */
  passedDevices(before: Time, limit: number): Promise<readonly DeviceRecord[]>;
  /** Only the time it was last seen; unknown devices are ignored. */
  touchDevice(id: DeviceId, seenAt: Time): Promise<void>;
  removeDevice(id: DeviceId): Promise<void>;

  readFile(id: FileId): Promise<FileRecord | undefined>;
  putFile(file: FileRecord): Promise<void>;
  /** Files nobody refers to, made before `before`. */
  unusedFiles(before: Time, limit: number): Promise<readonly FileRecord[]>;
  /** Whether a conversation holds a message with the file, or with a card that shows it. */
  fileInConversation(id: FileId, conversation: ConversationId): Promise<boolean>;
  removeFile(id: FileId): Promise<void>;

  readCard(id: CardId): Promise<CardRecord | undefined>;
  putCard(card: CardRecord): Promise<void>;

  readPasskey(id: string): Promise<PasskeyRecord | undefined>;
  /** In the order they were made. */
  listPasskeys(account: AccountName): Promise<readonly PasskeyRecord[]>;
  putPasskey(passkey: PasskeyRecord): Promise<void>;
  /** Notes a use, unless the passkey is gone or its counter is no longer the one that was looked at (then false). */
  usePasskey(id: string, counter: CounterStep, at: Time): Promise<boolean>;
  removePasskey(id: string): Promise<void>;

  /** What attachments take, in all and by account, those with the most first (at most `limit` of them). */
  fileTotals(limit: number): Promise<FileTotals>;

  readPass(hash: string): Promise<PassRecord | undefined>;
  listPasses(): Promise<readonly PassRecord[]>;
  putPass(pass: PassRecord): Promise<void>;
  /** Counts one use and returns the pass as it is then, or undefined if it was used up, expired or absent. */
  usePass(hash: string, at: Time): Promise<PassRecord | undefined>;
  removePass(hash: string): Promise<void>;

  /** Keeps plans for "Why?". Not awaited by deliveries; written with a later commit group. */
  keepPlans(plans: readonly PlanRecord[]): void;
  /** Plans of one datum (`m:<message id>` or `c:<call id>` …), oldest first. */
  readPlans(datum: string, account?: AccountName): Promise<readonly PlanRecord[]>;

  /** Small values of the server itself: keys, marks. */
  readValue(name: string): Promise<string | undefined>;
  putValue(name: string, value: string): Promise<void>;

  /** Writes a consistent copy of everything but the files' bytes while in use. */
  backup(path: string): Promise<void>;
  /** Forgets answered commands, plans and cards (those that wait for their message) older than their ages. */
  prune(
    at: Time,
    ages: { readonly commands: Duration; readonly plans: Duration; readonly cards: Duration },
  ): Promise<void>;
  stats(): Promise<StoreStats>;
  close(): Promise<void>;
}

/** What one command decided. */
export interface Commit {
  readonly at: Time;
  /** Makes the commit idempotent: a second commit with the same name is answered with the first's result. */
  readonly command?: { readonly account: AccountName; readonly id: string };
  /** What the decision was based on; if a key's entry has another offset (0: absent), nothing is written. */
  readonly expect: readonly Expectation[];
  readonly entries: readonly NewEntry<Body | HouseBody>[];
  /** Kept with the command and given again to a repeated one. */
  readonly answer?: unknown;
}

export interface Expectation {
  readonly topic: TopicId;
  readonly key: string;
  readonly offset: Offset;
}

/** A `revised` body also replaces the message it is of, in place. */
export interface NewEntry<B extends Body | HouseBody = Body> {
  readonly topic: TopicId;
  readonly body: B;
}

export type CommitResult =
  | { readonly outcome: "committed"; readonly offsets: readonly Offset[] }
  /** The command was committed before: its offsets and answer. */
  | { readonly outcome: "repeated"; readonly offsets: readonly Offset[]; readonly answer: unknown }
  /** An expectation did not hold: decide again on fresh facts. */
  | { readonly outcome: "stale"; readonly topic: TopicId };

export interface StoredTopic {
  readonly head: Offset;
  /** Keyed entries without `revised:` ones. */
  readonly entries: readonly Entry[];
}

export interface StoredMessage extends Entry<MessageBody> {
  /** Offset of the `revised` entry that changed it last; 0: never. Two changes at once are told apart by it. */
  readonly revision: Offset;
}

export interface SearchQuery {
  readonly text: string;
  readonly conversations: readonly ConversationId[];
  readonly limit: number;
  /** Continue after this many hits. */
  readonly skip: number;
}

/** A message and where it is. */
export interface SearchHit {
  readonly conversation: ConversationId;
  readonly entry: Entry<MessageBody>;
}

export interface AccountRecord {
  readonly name: AccountName;
  readonly kind: "person" | "desk" | "bot";
  readonly displayName: string;
  readonly admin: boolean;
  readonly disabled: boolean;
  /** Argon2id in PHC form; undefined: no sign-in by password. */
  readonly passwordHash?: string;
  readonly createdAt: Time;
}

export interface PushSubscription {
  readonly endpoint: string;
  readonly p256dh: string;
  readonly auth: string;
}

export interface DeviceRecord {
  readonly id: DeviceId;
  readonly account: AccountName;
  readonly label: string;
  readonly kind: DeviceKind;
  readonly capabilities: readonly Capability[];
  readonly createdAt: Time;
  readonly lastSeenAt: Time;
  /** SHA-256 of the token in use. */
  readonly tokenHash: string;
  readonly tokenAt: Time;
  /** A newer token that was handed out and not yet used; the first use retires `tokenHash`. */
  readonly nextTokenHash?: string;
  /** The retired one: whoever shows it has a stolen copy, and the device is signed out. */
  readonly retiredTokenHash?: string;
  /**
   * `lasting`: its token is exchanged from time to time. `fixed`: it never is (scripts and bots).
   * `passing`: a public terminal; the device goes with its connection.
   */
  readonly tenure: "lasting" | "fixed" | "passing";
  readonly push?: PushSubscription;
}

export interface FileRecord {
  readonly id: FileId;
  readonly by: AccountName;
  readonly name: string;
  readonly type: string;
  readonly size: number;
  /** SHA-256 of the bytes, lower-case hexadecimal. */
  readonly hash: string;
  readonly createdAt: Time;
  /** Pixels, of images. */
  readonly width?: number;
  readonly height?: number;
}

/** What was found of a page for somebody who may send it with a message. */
export interface CardRecord {
  readonly id: CardId;
  readonly by: AccountName;
  readonly at: Time;
  readonly card: LinkCard;
}

export interface FileTotals {
  readonly files: number;
  readonly bytes: number;
  readonly accounts: readonly {
    readonly account: AccountName;
    readonly files: number;
    readonly bytes: number;
  }[];
}

/** A key pair whose private half an authenticator keeps (WebAuthn). */
export interface PasskeyRecord {
  /** Credential id, base64url. */
  readonly id: string;
  readonly account: AccountName;
  /** The account's user handle, which tells an authenticator nothing about the person. */
  readonly handle: string;
  readonly label: string;
  /** COSE key, base64url. */
  readonly publicKey: string;
  /** Of signatures; authenticators that do not count say 0. */
  readonly counter: number;
  /** How the authenticator is reached, as browsers call it. */
  readonly transports: readonly string[];
  readonly createdAt: Time;
  readonly lastUsedAt?: Time;
}

export interface CounterStep {
  readonly from: number;
  readonly to: number;
}

/**
 * A secret that is good for one thing: `setup` makes the first administrator, `sign-up` an account,
 * `password` gives `account` a new one; a `challenge` is answered by a passkey.
 */
export interface PassRecord {
  readonly hash: string;
  readonly kind: "setup" | "sign-up" | "password" | "challenge";
  readonly account?: AccountName;
  readonly by?: AccountName;
  readonly note?: string;
  readonly expiresAt: Time;
  readonly usesLeft: number;
}

/** What every point of one account was to get of one datum, and why. */
export interface PlanRecord {
  readonly datum: string;
  readonly account: AccountName;
  readonly at: Time;
  readonly node: NodeName;
  /** JSON of the plan's entries (delivery/plan.ts). */
  readonly entries: string;
}

export interface StoreStats {
  readonly accounts: number;
  readonly devices: number;
  readonly topics: number;
  readonly entries: number;
  readonly bytes: number;
  /** Commits per group since the start; sums for metrics. */
  readonly groups: number;
  /** Milliseconds from asking for groups to their being durable, summed. */
  readonly groupTime: number;
  readonly commits: number;
  readonly queued: number;
}
