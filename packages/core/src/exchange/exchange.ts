import type { ConversationId, DeviceId, Duration, NodeName, Offset, Time, TopicId } from "../names.ts";
import type { AccountName } from "../names.ts";
import type { Activity, Capability } from "../points/point.ts";
import type { Rejection } from "../rejection.ts";
import type { AnswerOf, Asker, AskName, AskOf } from "./ask.ts";
import type { ExportPart } from "./export.ts";
import type { PasskeyOffer } from "./proofs.ts";
import type { Sink } from "./told.ts";

/** What a device says when it arrives. */
export interface Arrival {
  readonly epoch: string | undefined;
  /** Offsets of the last entries it has; they also acknowledge. */
  readonly positions: ReadonlyMap<TopicId, Offset>;
  /** Undefined: those kept with the device. */
  readonly capabilities: readonly Capability[] | undefined;
  readonly activity: Activity;
  readonly idleFor: Duration;
  readonly open: ConversationId | undefined;
}

export interface Sensed {
  readonly activity: Activity;
  /** Since the person last touched the device. */
  readonly idleFor: Duration;
  /** Undefined: as before. null: none. */
  readonly open?: ConversationId | null;
}

/** A connected point, as its edge holds it. */
export interface Attached {
  readonly asker: Asker;
  readonly epoch: string;
  readonly node: NodeName;
  readonly time: Time;
  /** Sends what was missed, then goes live. Call after the answer to `hello` has been written. */
  start(): void;
  /** Something was heard of the device (any frame, a pong). */
  heard(): void;
  sense(sensed: Sensed): void;
  /** How far topics have been received. */
  ack(positions: ReadonlyMap<TopicId, Offset>): void;
  typing(conversation: ConversationId): void;
  /** The connection is gone. */
  detach(): void;
}

/** The heart of a node: facts come in from the edges, decisions go out to points, store and other nodes. */
export interface Exchange {
  /** A signed-in device connects. Rejects only with `Unavailable`. */
  attach(asker: Asker, arrival: Arrival, sink: Sink): Promise<Attached | Rejection>;
  /**
   * Asks for something. `command` makes what is written to topics idempotent: repeated by the same device, on any node, it is
   * answered as the first time. Changes of accounts, devices and passes are done as often as they are asked.
   * Rejects only with `Unavailable`.
   */
  ask<N extends AskName>(
    asker: Asker,
    ask: AskOf<N>,
    command: string | undefined,
  ): Promise<AnswerOf<N> | Rejection>;
  /**
   * After a start, when devices had time to come back: sees to it that people are told of messages committed since `since` of which
   * they were not. Tells how often. Rejects with `Unavailable`.
   */
  recover(since: Time): Promise<number>;
  /** Puts in force the settings that were changed earlier. Rejects with `Unavailable`. */
  readSettings(): Promise<void>;
  /** Everything of an account, bit by bit; the reading rejects with `Unavailable`. Others' only for administrators. */
  exportAccount(asker: Asker, account: AccountName): Promise<AsyncIterable<ExportPart> | Rejection>;
  /** Removes devices of public terminals not seen since before `before`. Rejects with `Unavailable`. */
  tidy(before: Time): Promise<number>;
  /** Numbers for metrics. */
  counts(): ExchangeCounts;
  /** Tells every connection to come back elsewhere. */
  drain(): void;
  close(): Promise<void>;
}

export interface ExchangeCounts {
  readonly points: number;
  readonly accounts: number;
  readonly cachedTopics: number;
  readonly openAlerts: number;
  readonly watched: number;
}

/** What a sign-in gives: the device and its token. */
export interface Admission {
  readonly asker: Asker;
  readonly token: string;
}

export interface NewDevice {
  readonly label: string;
  readonly kind: "browser" | "phone" | "app" | "sip" | "script";
  readonly capabilities: readonly Capability[];
  /** On a public terminal: the device goes with its connection. */
  readonly passing?: boolean;
  /** Where it comes from, for the audit log. */
  readonly address?: string;
}

/** What somebody who has a pass may know of it. */
export interface PassInfo {
  readonly kind: "setup" | "sign-up" | "password";
  /** Whose password it changes. */
  readonly account: AccountName | undefined;
  /** The display name of who invites. */
  readonly from: string | undefined;
  readonly note: string | undefined;
  readonly expiresAt: Time;
}

/** Lets people in. Rejects only with `Unavailable`. */
export interface Gate {
  signIn(account: string, password: string, device: NewDevice): Promise<Admission | Rejection>;
  /** What a browser needs to sign in with a passkey. */
  offerPasskey(): Promise<PasskeyOffer>;
  signInWithPasskey(attempt: string, response: unknown, device: NewDevice): Promise<Admission | Rejection>;
  /** With a pass for it: gives its account a new password, signs its devices out and this one in. */
  setPassword(pass: string, password: string, device: NewDevice): Promise<Admission | Rejection>;
  /** With a pass: the first administrator, or an invited person. */
  signUp(
    pass: string,
    person: { readonly account: string; readonly displayName: string; readonly password: string },
    device: NewDevice,
  ): Promise<Admission | Rejection>;
  /** Who shows this token. A retired token signs its device out. */
  authenticate(token: string): Promise<(Asker & { readonly rotate: boolean }) | Rejection>;
  /** A new token for the device; the old one holds until the new one is first used. */
  rotate(asker: Asker): Promise<string | Rejection>;
  /** What a pass is for, without using it. */
  inspectPass(pass: string): Promise<PassInfo | Rejection>;
  /** Makes the one-time pass for the first administrator if there is none yet; undefined if one exists. */
  setupPass(): Promise<string | undefined>;
  /** A device with a lasting token. */
  createToken(
    account: AccountName,
    label: string,
  ): Promise<{ readonly device: DeviceId; readonly token: string } | Rejection>;
}
