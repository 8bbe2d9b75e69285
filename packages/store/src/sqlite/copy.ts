import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync } from "node:fs";
import { dirname } from "node:path";
import { openAlone, openForReading, type Database } from "./driver.ts";
import { newEpoch, refuseNewer, schemaVersion, writeEpoch } from "./migrate.ts";

/**
 * Writes a consistent, compact copy of the database at `from`, which may be in use, to the new file `to`.
 * A given epoch replaces that of the copy. Throws, leaving nothing at `to`, if it cannot or if `to` exists.
 */
export function copyDatabase(from: string, to: string, epoch: string | undefined): void {
  closeSync(openSync(to, "wx", 0o600));
  try {
    withDatabase(openForReading(from), (db) => db.prepare("VACUUM INTO ?").run(to));
    if (epoch !== undefined) withDatabase(openAlone(to), (db) => writeEpoch(db, epoch));
    sync(to);
  } catch (error) {
    for (const end of ["", "-journal"]) rmSync(to + end, { force: true });
    throw error;
  }
}

/** Throws, in words for the operator, unless `path` is a sound database that this program understands. */
export function checkDatabase(path: string): void {
  if (!existsSync(path)) throw new Error(`there is no file ${path}`);
  withDatabase(openForReading(path), (db) => {
    const [first] = db.prepare("PRAGMA integrity_check(1)").all();
    const verdict = first?.["integrity_check"];
    if (verdict !== "ok") throw new Error(`the database is damaged: ${verdict}`);
    const version = schemaVersion(db);
    if (version === 0) throw new Error("the database is empty");
    refuseNewer(version);
  });
}

/**
 * Puts a backup in the place of the database, which nobody may have open (see `lockDataDir`).
 * What is there is replaced in one step, and the restored one gets a new epoch: devices that saw
 * what came after the backup must not take its offsets for theirs. Throws if `from` is damaged, not ours, or newer.
 */
export function restoreSqlite(from: string, to: string): void {
  checkDatabase(from);
  const beside = `${to}.restoring`;
  for (const end of ["", "-journal"]) rmSync(beside + end, { force: true });
  copyDatabase(from, beside, newEpoch());
  for (const end of ["-wal", "-shm"]) rmSync(to + end, { force: true });
  renameSync(beside, to);
  sync(dirname(to));
}

function withDatabase(db: Database, work: (db: Database) => void): void {
  try {
    work(db);
  } finally {
    db.close();
  }
}

function sync(path: string): void {
  const file = openSync(path, "r");
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}
