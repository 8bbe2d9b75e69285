import {
  accountTopic,
  type AccountName,
  type AccountRecord,
  type Attachment,
  type Commit,
  type ConversationId,
  type DeviceId,
  type DeviceRecord,
  type Entry,
  type FileId,
  type FileRecord,
  type MemberBody,
  type MessageBody,
  type NewEntry,
  type NodeName,
  type Offset,
  type PlanRecord,
  type ReceiptBody,
  type Store,
} from "@elsewhere/core";
import type { describe, expect, it } from "vitest";

/** A store to be tried. `reopen` closes it and opens what it kept; where that has no meaning, it is left out. */
export interface StoreSubject {
  readonly store: Store;
  readonly close: () => Promise<void>;
  readonly reopen?: () => Promise<Store>;
}

export type MakeStore = () => Promise<StoreSubject>;

/** The functions of the test runner, handed in so that this package needs none. */
export interface Runner {
  readonly describe: typeof describe;
  readonly it: typeof it;
  readonly expect: typeof expect;
}

/** A test body that is given a fresh store, closed afterwards. */
export function withStore(makeStore: MakeStore) {
  return (test: (store: Store, subject: StoreSubject) => Promise<void>) => async () => {
    const subject = await makeStore();
    try {
      await test(subject.store, subject);
    } finally {
      await subject.close();
    }
  };
}

export type Fresh = ReturnType<typeof withStore>;

export const alice = "alice" as AccountName;
export const bob = "bob" as AccountName;
export const carol = "carol" as AccountName;
export const chat = "d:alice:bob" as ConversationId;
export const other = "d:alice:carol" as ConversationId;
export const laptop = "laptop" as DeviceId;
export const noon = 1_750_000_000_000;

export function message(text: string, by = alice, files?: readonly Attachment[]): MessageBody {
  const body: MessageBody = { type: "message", by, device: laptop, command: `c-${text}`, text };
  return files === undefined ? body : { ...body, files };
}

export function member(account: AccountName, role: MemberBody["role"] = "member"): MemberBody {
  return { type: "member", account, role, by: alice };
}

export function receipt(account: AccountName, read: Offset): ReceiptBody {
  return { type: "receipt", account, delivered: read, read };
}

export function revised(of: Offset, change: "edited" | "deleted" | "reacted", now: MessageBody) {
  return { type: "revised" as const, of, by: now.by, change, sentAt: noon, message: now };
}

/** A commit that expects nothing. */
export function commitOf(...entries: readonly NewEntry[]): Commit {
  return { at: noon, expect: [], entries };
}

export function inChat(body: NewEntry["body"]): NewEntry {
  return { topic: chat, body };
}

/** Commits the texts as messages one after the other; their offsets. */
export async function say(store: Store, topic: ConversationId, ...texts: string[]): Promise<Offset[]> {
  const results = await Promise.all(
    texts.map((text) => store.commit(commitOf({ topic, body: message(text) }))),
  );
  return results.flatMap((result) => (result.outcome === "committed" ? result.offsets : []));
}

export function textsOf(entries: readonly Entry[]): string[] {
  return entries.flatMap(({ body }) => (body.type === "message" ? [body.text] : []));
}

export function account(name: AccountName, displayName: string = name): AccountRecord {
  return { name, kind: "person", displayName, admin: false, disabled: false, createdAt: noon };
}

export function device(id: string, owner = alice): DeviceRecord {
  return {
    id: id as DeviceId,
    account: owner,
    label: `${id} of ${owner}`,
    kind: "browser",
    capabilities: ["text", "image"],
    createdAt: noon,
    lastSeenAt: noon,
    tokenHash: `token-of-${id}`,
    tokenAt: noon,
    tenure: "lasting",
  };
}

export function file(id: string, createdAt = noon): FileRecord {
  return {
    id: id as FileId,
    by: alice,
    name: `${id}.png`,
    type: "image/png",
    size: 3,
    hash: "ab".repeat(32),
    createdAt,
  };
}

export function attachment(id: string): Attachment {
  return { file: id as FileId, name: `${id}.png`, type: "image/png", size: 3 };
}

export function plan(datum: string, owner: AccountName, at = noon): PlanRecord {
  return {
    datum,
    account: owner,
    at,
    node: "one" as NodeName,
    entries: `[{"point":"${owner}'s","how":"show"}]`,
  };
}

export const aliceTopic = accountTopic(alice);
