import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { copyDatabase, restoreSqlite } from "./copy.ts";
import { openForReading, openForWriting, type Database } from "./driver.ts";
import { migrate, readEpoch } from "./migrate.ts";
import { migrations } from "./schema.ts";

let dir: string;
const at = (name: string) => join(dir, name);

beforeEach(() => (dir = mkdtempSync(join(tmpdir(), "store-"))));
afterEach(() => rmSync(dir, { recursive: true }));

function make(name: string, said: string): void {
  using(
    (db) => db.prepare("INSERT INTO value VALUES ('said', ?)").run(said),
    openForWriting(at(name), "normal"),
  );
}

function using<T>(work: (db: Database) => T, db: Database): T {
  try {
    migrate(db, 1);
    return work(db);
  } finally {
    db.close();
  }
}

function read(name: string): { said: unknown; epoch: string } {
  const db = openForReading(at(name));
  try {
    return {
      said: db.prepare("SELECT value FROM value WHERE name = 'said'").get()?.["value"],
      epoch: readEpoch(db),
    };
  } finally {
    db.close();
  }
}

describe("a copy", () => {
  it("[STORE32] is what was committed, also if that is still beside the database", () => {
    const db = openForWriting(at("store.db"), "normal");
    migrate(db, 1);
    db.exec("INSERT INTO value VALUES ('said', 'hello')");
    copyDatabase(at("store.db"), at("copy.db"), undefined);
    db.close();
    expect(read("copy.db")).toEqual(read("store.db"));
    expect(read("copy.db").said).toBe("hello");
  });

  it("[STORE32] that cannot be made leaves nothing behind", () => {
    expect(() => copyDatabase(at("none.db"), at("copy.db"), undefined)).toThrow();
    expect(existsSync(at("copy.db"))).toBe(false);
  });
});

describe("restoring", () => {
  it("[STORE33] replaces the database and changes its epoch, whatever is beside it", () => {
    make("backup.db", "then");
    make("store.db", "now");
    writeFileSync(at("store.db-wal"), "left by a crash");
    restoreSqlite(at("backup.db"), at("store.db"));
    expect(read("store.db").said).toBe("then");
    expect(read("store.db").epoch).not.toBe(read("backup.db").epoch);
    expect(existsSync(at("store.db.restoring"))).toBe(false);
  });

  it("[STORE33] works where there was none", () => {
    make("backup.db", "then");
    restoreSqlite(at("backup.db"), at("store.db"));
    expect(read("store.db").said).toBe("then");
  });

  it("[STORE33] a missing, strange, damaged or newer backup is refused in words and changes nothing", () => {
    make("store.db", "now");
    writeFileSync(at("letter.db"), "dear bob, ".repeat(1000));
    using(() => undefined, openForWriting(at("newer.db"), "normal"));
    const newer = openForWriting(at("newer.db"), "normal");
    migrate(newer, 1, [
      ...migrations,
      { version: migrations.length + 1, name: "later", sql: "CREATE TABLE later (a)" },
    ]);
    newer.close();
    make("damaged.db", "x".repeat(50_000));
    const bytes = readFileSync(at("damaged.db"));
    bytes.fill(0xff, 8192, bytes.length - 4096);
    writeFileSync(at("damaged.db"), bytes);
    copyFileSync(at("store.db"), at("before.db"));

    const restoring = (name: string) => () => restoreSqlite(at(name), at("store.db"));
    expect(restoring("missing.db")).toThrow("there is no file");
    expect(restoring("letter.db")).toThrow("not a database");
    expect(restoring("newer.db")).toThrow("newer program");
    expect(restoring("damaged.db")).toThrow(/damaged|malformed/);
    expect(readFileSync(at("store.db")).equals(readFileSync(at("before.db")))).toBe(true);
  });
});
