import type {
  AccountName,
  AccountRecord,
  AttachmentKind,
  CardId,
  CardRecord,
  ConversationId,
  DeviceId,
  DeviceRecord,
  FileId,
  FileRecord,
  FileTotals,
  Offset,
  PasskeyRecord,
  PassRecord,
  PlanRecord,
  SearchQuery,
  Time,
  TopicId,
} from "@elsewhere/core";
import type { Database, Row } from "./driver.ts";
import { unpackPlans } from "./plans.ts";
import {
  accountRecord,
  cardRecord,
  deviceRecord,
  fileRecord,
  folded,
  passkeyRecord,
  passRecord,
} from "./records.ts";
import { searchExpression } from "./search-words.ts";
import { shortHash } from "./short-hash.ts";
import { failure, type Order } from "./wire.ts";

/** An entry with its body still in JSON: it is parsed where it is used. */
export type RawEntry = readonly [offset: number, at: number, body: string];

export interface RawMessage {
  readonly entry: RawEntry;
  readonly revision: number;
}

export interface RawTopic {
  readonly head: number;
  readonly entries: readonly RawEntry[];
}

export interface RawHit {
  readonly conversation: ConversationId;
  readonly entry: RawEntry;
}

/** Above every character, so `[text, text + last]` holds what begins with `text`. */
const last = "\u{10ffff}";
const topicId = "(SELECT id FROM topic WHERE name = ?)";

/** Everything that only reads, by name. */
export function reads(db: Database) {
  return {
    ...topicReads(db),
    ...messageReads(db),
    ...recordReads(db),
    ...passkeyReads(db),
    ...fileReads(db),
  };
}

export type Reads = ReturnType<typeof reads>;

function topicReads(db: Database) {
  const findHead = db.prepare(
    `SELECT max(floor, coalesce((SELECT max(offset) FROM entry WHERE topic = topic.id), 0)) AS head
     FROM topic WHERE name = ?`,
  );
  // Two ranges around "revised:", of which there may be as many as messages.
  const keyed = db.prepare(
    `SELECT offset, at, body FROM entry WHERE topic = ${topicId} AND key IS NOT NULL AND key < 'revised:'
     UNION ALL
     SELECT offset, at, body FROM entry WHERE topic = ${topicId} AND key IS NOT NULL AND key >= 'revised;'
     ORDER BY offset`,
  );
  const after = db.prepare(
    `SELECT offset, at, body FROM entry WHERE topic = ${topicId} AND offset > ? ORDER BY offset LIMIT ?`,
  );
  const head = (topic: TopicId) => Number(findHead.get(topic)?.["head"] ?? 0);
  return {
    readTopic: (topic: TopicId): RawTopic => ({
      head: head(topic),
      entries: keyed.all(topic, topic).map(rawEntry),
    }),
    readHeads: (topics: readonly TopicId[]): Offset[] => topics.map(head),
    readEntries: (topic: TopicId, from: Offset, limit: number): RawEntry[] =>
      after.all(topic, from, limit).map(rawEntry),
  };
}

function messageReads(db: Database) {
  const before = db.prepare(
    `SELECT offset, at, body FROM entry WHERE topic = ${topicId} AND offset < ? AND type = 'message'
     ORDER BY offset DESC LIMIT ?`,
  );
  const one = db.prepare(
    `SELECT offset, at, body, coalesce(
       (SELECT offset FROM entry AS change WHERE change.topic = entry.topic AND key = 'revised:' || entry.offset), 0
     ) AS revision
     FROM entry WHERE topic = ${topicId} AND offset = ? AND type = 'message'`,
  );
  const count = db.prepare(
    `SELECT count(*) AS n FROM (SELECT 1 FROM entry
     WHERE topic = ${topicId} AND offset > ? AND type = 'message' AND author <> ?
       AND json_extract(body, '$.deletedAt') IS NULL LIMIT ?)`,
  );
  const topicIds = db.prepare("SELECT id FROM topic WHERE name IN (SELECT value FROM json_each(?))");
  const found = db.prepare(
    `SELECT topic.name AS topic, entry.offset, entry.at, entry.body
     FROM message_text JOIN entry ON entry.rid = message_text.rowid JOIN topic ON topic.id = entry.topic
     WHERE message_text MATCH ? ORDER BY message_text.rowid DESC LIMIT ? OFFSET ?`,
  );
  const recent = db.prepare(
    `SELECT topic.name AS topic, entry.offset, entry.at, entry.body FROM entry JOIN topic ON topic.id = entry.topic
     WHERE entry.rid > (SELECT max(rid) FROM entry) - ? AND entry.type = 'message' AND entry.at >= ? ORDER BY entry.rid`,
  );
  const hit = (row: Row): RawHit => ({ conversation: row["topic"] as ConversationId, entry: rawEntry(row) });
  return {
    readRecent: (since: Time, limit: number): RawHit[] => recent.all(limit, since).map(hit),
    readHistory: (topic: ConversationId, offset: Offset, limit: number): RawEntry[] =>
      before.all(topic, offset, limit).map(rawEntry),
    readMessages: (topic: ConversationId, offsets: readonly Offset[]): RawMessage[] =>
      offsets.flatMap((offset) => one.all(topic, offset).map(rawMessage)),
    countMessages: (topic: ConversationId, offset: Offset, except: AccountName, atMost: number): number =>
      Number(count.get(topic, offset, except, atMost)?.["n"]),
    search({ text, conversations, limit, skip }: SearchQuery): RawHit[] {
      const ids = topicIds.all(JSON.stringify(conversations)).map((row) => Number(row["id"]));
      const expression = ids.length === 0 ? undefined : searchExpression(text, ids);
      if (expression === undefined) return [];
      return found.all(expression, limit, skip).map(hit);
    },
  };
}

function recordReads(db: Database) {
  const account = db.prepare("SELECT * FROM account WHERE name = ?");
  const accounts = db.prepare("SELECT * FROM account ORDER BY name");
  const beginning = db.prepare(
    `SELECT * FROM account WHERE name >= ?1 AND name < ?2
     UNION SELECT * FROM account WHERE folded >= ?1 AND folded < ?2 ORDER BY name LIMIT ?3`,
  );
  const device = db.prepare("SELECT * FROM device WHERE id = ?");
  const devices = db.prepare("SELECT * FROM device WHERE account = ? ORDER BY created_at, id");
  const byToken = db.prepare(
    "SELECT * FROM device WHERE token_hash = ?1 OR next_token_hash = ?1 OR retired_token_hash = ?1 LIMIT 1",
  );
  const passed = db.prepare(
    "SELECT * FROM device WHERE tenure = 'passing' AND last_seen_at < ? ORDER BY last_seen_at, id LIMIT ?",
  );
  const pass = db.prepare("SELECT * FROM pass WHERE hash = ?");
  const passes = db.prepare("SELECT * FROM pass ORDER BY expires_at, hash");
  const value = db.prepare("SELECT value FROM value WHERE name = ?");
  const plans = db.prepare("SELECT body FROM plan WHERE hash = ? AND datum = ? ORDER BY rid");
  return {
    readAccount: (name: AccountName): AccountRecord | undefined => optional(account.get(name), accountRecord),
    listAccounts: (): AccountRecord[] => accounts.all().map(accountRecord),
    findAccounts(text: string, limit: number): AccountRecord[] {
      const start = folded(text);
      return beginning.all(start, start + last, limit).map(accountRecord);
    },
    readDevice: (id: DeviceId): DeviceRecord | undefined => optional(device.get(id), deviceRecord),
    listDevices: (name: AccountName): DeviceRecord[] => devices.all(name).map(deviceRecord),
    deviceByToken: (hash: string): DeviceRecord | undefined => optional(byToken.get(hash), deviceRecord),
    passedDevices: (before: Time, limit: number): DeviceRecord[] =>
      passed.all(before, limit).map(deviceRecord),
    readPass: (hash: string): PassRecord | undefined => optional(pass.get(hash), passRecord),
    listPasses: (): PassRecord[] => passes.all().map(passRecord),
    readValue: (name: string): string | undefined => optional(value.get(name), (row) => String(row["value"])),
    readPlans(datum: string, name?: AccountName): PlanRecord[] {
      const all = plans
        .all(shortHash(datum), datum)
        .flatMap((row) => unpackPlans(datum, String(row["body"])));
      return name === undefined ? all : all.filter((plan) => plan.account === name);
    },
    countRows: rowCounter(db),
  };
}

function passkeyReads(db: Database) {
  const one = db.prepare("SELECT * FROM passkey WHERE id = ?");
  const all = db.prepare("SELECT * FROM passkey WHERE account = ? ORDER BY created_at, id");
  return {
    readPasskey: (id: string): PasskeyRecord | undefined => optional(one.get(id), passkeyRecord),
    listPasskeys: (name: AccountName): PasskeyRecord[] => all.all(name).map(passkeyRecord),
  };
}

function fileReads(db: Database) {
  const file = db.prepare("SELECT * FROM file WHERE id = ?");
  const unused = db.prepare(
    `SELECT * FROM file WHERE created_at < ? AND NOT EXISTS (SELECT 1 FROM file_use WHERE file_use.file = file.id)
     ORDER BY created_at LIMIT ?`,
  );
  const card = db.prepare("SELECT * FROM card WHERE id = ?");
  const inTopic = db.prepare(`SELECT 1 FROM file_use WHERE file = ? AND topic = ${topicId} LIMIT 1`);
  const total = db.prepare("SELECT count(*) AS files, coalesce(sum(size), 0) AS bytes FROM file");
  const byAccount = db.prepare(
    `SELECT by AS account, count(*) AS files, sum(size) AS bytes FROM file
     GROUP BY by ORDER BY bytes DESC, account LIMIT ?`,
  );
  const sums = (row: Row | undefined) => ({
    files: Number(row?.["files"] ?? 0),
    bytes: Number(row?.["bytes"] ?? 0),
  });
  return {
    readCard: (id: CardId): CardRecord | undefined => optional(card.get(id), cardRecord),
    readAttachments: attachmentReader(db),
    fileTotals: (limit: number): FileTotals => ({
      ...sums(total.get()),
      accounts: byAccount.all(limit).map((row) => ({ account: row["account"] as AccountName, ...sums(row) })),
    }),
    readFile: (id: FileId): FileRecord | undefined => optional(file.get(id), fileRecord),
    unusedFiles: (before: Time, limit: number): FileRecord[] => unused.all(before, limit).map(fileRecord),
    fileInConversation: (id: FileId, conversation: ConversationId): boolean =>
      inTopic.get(id, conversation) !== undefined,
  };
}

/** Places of messages grow with their rows, so rows are walked from the newest on. */
function attachmentReader(db: Database) {
  const page = db.prepare(
    `SELECT entry.offset, entry.at, entry.body FROM file_use JOIN entry ON entry.rid = file_use.rid
     WHERE file_use.topic = ${topicId} AND file_use.kind = ? AND entry.offset < ?
     GROUP BY file_use.rid ORDER BY file_use.rid DESC LIMIT ?`,
  );
  return (topic: ConversationId, kind: AttachmentKind, before: Offset, limit: number): RawEntry[] =>
    page.all(topic, kind, before, limit).map(rawEntry);
}

export interface RowCounts {
  readonly accounts: number;
  readonly devices: number;
  readonly topics: number;
  readonly entries: number;
  readonly bytes: number;
}

/** Counting rows reads a whole index, so what is large is estimated: entries are hardly ever removed. */
const countedUpTo = 100_000;

function rowCounter(db: Database): () => RowCounts {
  const number = (sql: string) => {
    const statement = db.prepare(`SELECT (${sql}) AS n`);
    return () => Number(statement.get()?.["n"] ?? 0);
  };
  const rows = (table: string) => {
    const [highest, exact] = [
      number(`SELECT max(rowid) FROM ${table}`),
      number(`SELECT count(*) FROM ${table}`),
    ];
    return () => {
      const estimate = highest();
      return estimate > countedUpTo ? estimate : exact();
    };
  };
  const accounts = number("SELECT count(*) FROM account");
  const [devices, topics, entries] = [rows("device"), rows("topic"), rows("entry")];
  const bytes = number("SELECT page_count * page_size FROM pragma_page_count, pragma_page_size");
  return () => ({
    accounts: accounts(),
    devices: devices(),
    topics: topics(),
    entries: entries(),
    bytes: bytes(),
  });
}

function rawEntry(row: Row): RawEntry {
  return [Number(row["offset"]), Number(row["at"]), String(row["body"])];
}

function rawMessage(row: Row): RawMessage {
  return { entry: rawEntry(row), revision: Number(row["revision"]) };
}

function optional<T>(row: Row | undefined, read: (row: Row) => T): T | undefined {
  return row === undefined ? undefined : read(row);
}

/** A group of reads sees one state of the database. */
export class Reader {
  readonly #db: Database;
  readonly #reads: Reads;

  constructor(db: Database) {
    this.#db = db;
    this.#reads = reads(db);
  }

  /** One reply for each order; what fails, fails alone. */
  run(orders: readonly Order[]): unknown[] {
    this.#db.exec("BEGIN");
    try {
      return orders.map((order) => this.#one(order));
    } finally {
      this.#db.exec("COMMIT");
    }
  }

  close(): void {
    this.#db.close();
  }

  #one(order: Order): unknown {
    try {
      const read = this.#reads[order.do as keyof Reads] as (...given: readonly unknown[]) => unknown;
      return read(...order.with);
    } catch (error) {
      return failure(error);
    }
  }
}
