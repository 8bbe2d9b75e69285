import type {
  AccountName,
  AccountRecord,
  DeviceId,
  DeviceRecord,
  FileId,
  FileRecord,
  PassRecord,
  Time,
  TopicId,
} from "@elsewhere/core";
import type { Database, Value } from "./driver.ts";
import { withoutAccount, type PlanRow } from "./plans.ts";
import { accountRow, deviceRow, fileRow, passRecord, passRow } from "./records.ts";
import { shortHash } from "./short-hash.ts";

/** The small writes, by name. Each gets its statements once; the text of each is here and nowhere else. */
export function recordWrites(db: Database, forgetTopics: () => void) {
  const put = (table: string, columns: string) => {
    const names = columns.split(" ");
    const marks = names.map(() => "?").join(", ");
    const sets = names.map((name) => `${name} = excluded.${name}`).join(", ");
    const statement = db.prepare(
      `INSERT INTO ${table} (${names.join(", ")}) VALUES (${marks}) ON CONFLICT (${names[0]}) DO UPDATE SET ${sets}`,
    );
    return (row: Value[]) => void statement.run(...row);
  };
  const run = (sql: string) => {
    const statement = db.prepare(sql);
    return (...values: Value[]) => statement.run(...values).changes;
  };

  const putAccount = put("account", "name kind display_name folded admin disabled password_hash created_at");
  const putDevice = put(
    "device",
    "id account label kind capabilities created_at last_seen_at token_hash token_at next_token_hash" +
      " retired_token_hash fixed_token push",
  );
  const putFile = put("file", "id by name type size hash created_at");
  const putPass = put("pass", "hash kind by note expires_at uses_left");
  const putValue = put("value", "name value");
  const removeAccount = run("DELETE FROM account WHERE name = ?");
  const removeDevices = run("DELETE FROM device WHERE account = ?");
  const keepHead = run(
    `UPDATE topic SET floor = max(floor, coalesce((SELECT max(offset) FROM entry WHERE topic = topic.id), 0))
     WHERE name = ?`,
  );
  const removeEntries = run("DELETE FROM entry WHERE topic = (SELECT id FROM topic WHERE name = ?)");
  const touchDevice = run("UPDATE device SET last_seen_at = ? WHERE id = ?");
  const removeDevice = run("DELETE FROM device WHERE id = ?");
  const removeFile = run("DELETE FROM file WHERE id = ?");
  const removePass = run("DELETE FROM pass WHERE hash = ?");
  const use = db.prepare(
    `UPDATE pass SET uses_left = uses_left - 1 WHERE hash = ? AND uses_left > 0 AND expires_at > ? RETURNING *`,
  );
  const addPlan = run("INSERT INTO plan (hash, datum, at, body) VALUES (?, ?, ?, ?)");
  const plansOf = db.prepare(
    "SELECT rid, body FROM plan WHERE rid > ? AND rid <= ? AND instr(body, ?) > 0 ORDER BY rid",
  );
  const lastPlan = db.prepare("SELECT max(rid) AS last FROM plan");
  const removePlan = run("DELETE FROM plan WHERE rid = ?");
  const rewritePlan = run("UPDATE plan SET body = ? WHERE rid = ?");
  // Rows are appended in the order of time, so the oldest are first and no index by time is needed.
  const pruneOldest = (table: string) =>
    run(
      `DELETE FROM ${table} WHERE rid IN (SELECT rid FROM (SELECT rid, at FROM ${table} ORDER BY rid LIMIT ?)
       WHERE at < ?)`,
    );
  const pruneCommands = pruneOldest("command");
  const prunePlans = pruneOldest("plan");

  return {
    putAccount: (account: AccountRecord) => putAccount(accountRow(account)),
    removeAccount(name: AccountName, topic: TopicId) {
      removeAccount(name);
      removeDevices(name);
      keepHead(topic);
      removeEntries(topic);
      forgetTopics();
    },
    putDevice: (device: DeviceRecord) => putDevice(deviceRow(device)),
    touchDevice: (id: DeviceId, seenAt: Time) => void touchDevice(seenAt, id),
    removeDevice: (id: DeviceId) => void removeDevice(id),
    putFile: (file: FileRecord) => putFile(fileRow(file)),
    removeFile: (id: FileId) => void removeFile(id),
    putPass: (pass: PassRecord) => putPass(passRow(pass)),
    usePass(hash: string, at: Time): PassRecord | undefined {
      const row = use.get(hash, at);
      return row && passRecord(row);
    },
    removePass: (hash: string) => void removePass(hash),
    putValue: (name: string, value: string) => putValue([name, value]),
    keepPlans(rows: readonly PlanRow[]) {
      for (const row of rows) addPlan(shortHash(row[0]), ...row);
    },
    /** Takes the account out of up to `rows` plan rows after `after`; the place to go on, or undefined at the end. */
    removePlansOf(account: AccountName, after: number, rows: number): number | undefined {
      const to = after + rows;
      for (const row of plansOf.all(after, to, account)) {
        const rest = withoutAccount(String(row["body"]), account);
        if (rest === undefined) removePlan(Number(row["rid"]));
        else rewritePlan(rest, Number(row["rid"]));
      }
      return to < Number(lastPlan.get()?.["last"] ?? 0) ? to : undefined;
    },
    /** Forgets up to `rows` of the oldest commands made before `before`; how many they were. */
    pruneCommands: (before: Time, rows: number) => pruneCommands(rows, before),
    /** The same for plans. */
    prunePlans: (before: Time, rows: number) => prunePlans(rows, before),
  };
}

export type RecordWrites = ReturnType<typeof recordWrites>;
