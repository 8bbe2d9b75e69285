import { randomBytes } from "node:crypto";
import type { Database } from "./driver.ts";
import { applicationId, migrations, type Migration } from "./schema.ts";

/** The version of the database's schema; 0 for an empty one. Throws if it is not one of ours. */
export function schemaVersion(db: Database): number {
  const objects = Number(db.prepare("SELECT count(*) AS n FROM sqlite_schema").get()?.["n"]);
  if (objects === 0) return 0;
  if (db.prepare("PRAGMA application_id").get()?.["application_id"] !== applicationId) {
    throw new Error("this file is a database, but not one of Elsewhere");
  }
  return Number(db.prepare("SELECT max(version) AS version FROM migration").get()?.["version"] ?? 0);
}

/** Throws, in words for the operator, if the database was written by a newer program. */
export function refuseNewer(version: number, known: readonly Migration[] = migrations): void {
  if (version > known.length) {
    throw new Error(
      `the database has schema ${version}, this program knows schemas up to ${known.length}: ` +
        "start the newer program that wrote it, or restore a backup made before the upgrade",
    );
  }
}

/** Applies what the database has not had yet, each migration in a transaction of its own. */
export function migrate(db: Database, at: number, known: readonly Migration[] = migrations): void {
  const version = schemaVersion(db);
  refuseNewer(version, known);
  if (version === 0) create(db);
  for (const migration of known.slice(version)) apply(db, migration, at);
  db.prepare("INSERT OR IGNORE INTO mark (name, value) VALUES ('epoch', ?)").run(newEpoch());
}

function create(db: Database): void {
  db.exec(`PRAGMA application_id = ${applicationId}`);
  db.exec(
    "CREATE TABLE IF NOT EXISTS migration (version INTEGER PRIMARY KEY, name TEXT NOT NULL, at INTEGER NOT NULL)",
  );
}

function apply(db: Database, migration: Migration, at: number): void {
  db.exec("BEGIN IMMEDIATE");
  try {
    db.exec(migration.sql);
    db.prepare("INSERT INTO migration (version, name, at) VALUES (?, ?, ?)").run(
      migration.version,
      migration.name,
      at,
    );
    db.exec("COMMIT");
  } catch (error) {
    db.exec("ROLLBACK");
    throw error;
  }
}

/** The epoch of the database. */
export function readEpoch(db: Database): string {
  return String(db.prepare("SELECT value FROM mark WHERE name = 'epoch'").get()?.["value"]);
}

/** Makes offsets handed out before meaningless. */
export function writeEpoch(db: Database, epoch: string): void {
  db.prepare("UPDATE mark SET value = ? WHERE name = 'epoch'").run(epoch);
}

export function newEpoch(): string {
  return randomBytes(9).toString("base64url");
}
