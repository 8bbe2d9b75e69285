import type {
  AccountName,
  AccountRecord,
  CardRecord,
  DeviceId,
  DeviceRecord,
  FileId,
  FileRecord,
  CounterStep,
  PasskeyRecord,
  PassRecord,
  Time,
  TopicId,
} from "@elsewhere/core";
import type { Database, Value } from "./driver.ts";
import { withoutAccount, type PlanRow } from "./plans.ts";
import { accountRow, deviceRow, fileRow, passkeyRow, passRecord, passRow } from "./records.ts";
import { shortHash } from "./short-hash.ts";

/** The small writes, by name. The text of each is here and nowhere else. */
export function recordWrites(db: Database, forgetTopics: () => void) {
  return {
    ...accountWrites(db, forgetTopics),
    ...deviceWrites(db),
    ...fileAndValueWrites(db),
    ...passWrites(db),
    ...passkeyWrites(db),
    ...planWrites(db),
  };
}

export type RecordWrites = ReturnType<typeof recordWrites>;

function accountWrites(db: Database, forgetTopics: () => void) {
  const put = putting(db, "account", "name kind display_name folded admin disabled password_hash created_at");
  const remove = running(db, "DELETE FROM account WHERE name = ?");
  const removeDevices = running(db, "DELETE FROM device WHERE account = ?");
  const removePasskeys = running(db, "DELETE FROM passkey WHERE account = ?");
  const keepHead = running(
    db,
    `UPDATE topic SET floor = max(floor, coalesce((SELECT max(offset) FROM entry WHERE topic = topic.id), 0))
     WHERE name = ?`,
  );
  const removeEntries = running(db, "DELETE FROM entry WHERE topic = (SELECT id FROM topic WHERE name = ?)");
  return {
    putAccount: (account: AccountRecord) => put(accountRow(account)),
    removeAccount(name: AccountName, topic: TopicId) {
      remove(name);
      removeDevices(name);
      removePasskeys(name);
      keepHead(topic);
      removeEntries(topic);
      forgetTopics();
    },
  };
}

function deviceWrites(db: Database) {
  const put = putting(
    db,
    "device",
    "id account label kind capabilities created_at last_seen_at token_hash token_at next_token_hash" +
      " retired_token_hash tenure push",
  );
  const touch = running(db, "UPDATE device SET last_seen_at = ? WHERE id = ?");
  const remove = running(db, "DELETE FROM device WHERE id = ?");
  return {
    putDevice: (device: DeviceRecord) => put(deviceRow(device)),
    touchDevice: (id: DeviceId, seenAt: Time) => void touch(seenAt, id),
    removeDevice: (id: DeviceId) => void remove(id),
  };
}

function fileAndValueWrites(db: Database) {
  const putFile = putting(db, "file", "id by name type size hash created_at width height");
  const removeFile = running(db, "DELETE FROM file WHERE id = ?");
  const putValue = putting(db, "value", "name value");
  const putCard = running(db, "INSERT INTO card (id, by, at, body) VALUES (?, ?, ?, ?)");
  const pruneCards = pruning(db, "card");
  return {
    putCard: ({ id, by, at, card }: CardRecord) => void putCard(id, by, at, JSON.stringify(card)),
    /** Forgets those made before `before` among the `rows` oldest; how many they were. */
    pruneCards: (before: Time, rows: number) => pruneCards(rows, before),
    putFile: (file: FileRecord) => putFile(fileRow(file)),
    removeFile: (id: FileId) => void removeFile(id),
    putValue: (name: string, value: string) => putValue([name, value]),
  };
}

function passWrites(db: Database) {
  const put = putting(db, "pass", "hash kind by note expires_at uses_left account");
  const remove = running(db, "DELETE FROM pass WHERE hash = ?");
  const use = db.prepare(
    `UPDATE pass SET uses_left = uses_left - 1 WHERE hash = ? AND uses_left > 0 AND expires_at > ? RETURNING *`,
  );
  return {
    putPass: (pass: PassRecord) => put(passRow(pass)),
    usePass(hash: string, at: Time): PassRecord | undefined {
      const row = use.get(hash, at);
      return row && passRecord(row);
    },
    removePass: (hash: string) => void remove(hash),
  };
}

function passkeyWrites(db: Database) {
  const columns = "id account handle label public_key counter transports created_at last_used_at";
  const put = putting(db, "passkey", columns);
  const use = running(db, "UPDATE passkey SET counter = ?, last_used_at = ? WHERE id = ? AND counter = ?");
  const remove = running(db, "DELETE FROM passkey WHERE id = ?");
  return {
    putPasskey: (passkey: PasskeyRecord) => put(passkeyRow(passkey)),
    usePasskey: (id: string, { from, to }: CounterStep, at: Time): boolean => use(to, at, id, from) > 0,
    removePasskey: (id: string) => void remove(id),
  };
}

function planWrites(db: Database) {
  const add = running(db, "INSERT INTO plan (hash, datum, at, body) VALUES (?, ?, ?, ?)");
  const among = db.prepare(
    "SELECT rid, body FROM plan WHERE rid > ? AND rid <= ? AND instr(body, ?) > 0 ORDER BY rid",
  );
  const last = db.prepare("SELECT max(rid) AS last FROM plan");
  const remove = running(db, "DELETE FROM plan WHERE rid = ?");
  const rewrite = running(db, "UPDATE plan SET body = ? WHERE rid = ?");
  const [pruneCommands, prunePlans] = [pruning(db, "command"), pruning(db, "plan")];
  return {
    keepPlans(rows: readonly PlanRow[]) {
      for (const row of rows) add(shortHash(row[0]), ...row);
    },
    /** Takes the account out of up to `rows` plan rows after `after`; the place to go on, or undefined at the end. */
    removePlansOf(account: AccountName, after: number, rows: number): number | undefined {
      const to = after + rows;
      for (const row of among.all(after, to, account)) {
        const rest = withoutAccount(String(row["body"]), account);
        if (rest === undefined) remove(Number(row["rid"]));
        else rewrite(rest, Number(row["rid"]));
      }
      return to < Number(last.get()?.["last"] ?? 0) ? to : undefined;
    },
    /** Forgets those made before `before` among the `rows` oldest commands; how many they were. */
    pruneCommands: (before: Time, rows: number) => pruneCommands(rows, before),
    /** The same for plans. */
    prunePlans: (before: Time, rows: number) => prunePlans(rows, before),
  };
}

/** Writes a whole row, new or in the place of the one with the same first column. */
function putting(db: Database, table: string, columns: string): (row: Value[]) => void {
  const names = columns.split(" ");
  const marks = names.map(() => "?").join(", ");
  const sets = names.map((name) => `${name} = excluded.${name}`).join(", ");
  const statement = db.prepare(
    `INSERT INTO ${table} (${names.join(", ")}) VALUES (${marks}) ON CONFLICT (${names[0]}) DO UPDATE SET ${sets}`,
  );
  return (row) => void statement.run(...row);
}

/** Runs a statement; how many rows it changed. */
function running(db: Database, sql: string): (...values: Value[]) => number {
  const statement = db.prepare(sql);
  return (...values) => statement.run(...values).changes;
}

/** Rows are appended about in the order of time, so the oldest are first and no index by time is needed. */
function pruning(db: Database, table: string): (...values: Value[]) => number {
  return running(
    db,
    `DELETE FROM ${table} WHERE rid IN (SELECT rid FROM (SELECT rid, at FROM ${table} ORDER BY rid LIMIT ?)
     WHERE at < ?)`,
  );
}
