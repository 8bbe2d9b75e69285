import { closeSync, mkdirSync, openSync } from "node:fs";
import { dirname } from "node:path";
import { DatabaseSync } from "@photostructure/sqlite";

/** A row as it comes out: column names to values. */
export type Row = Readonly<Record<string, string | number | null>>;
export type Value = string | number | null;

export interface Statement {
  run(...values: Value[]): { readonly changes: number; readonly lastInsertRowid: number | bigint };
  get(...values: Value[]): Row | undefined;
  all(...values: Value[]): Row[];
}

/** The little of a SQLite library that this package uses; another one is put in here and nowhere else. */
export interface Database {
  exec(sql: string): void;
  prepare(sql: string): Statement;
  /** Makes a function of one text usable in statements. */
  define(name: string, of: (text: string) => string): void;
  close(): void;
}

type Library = InstanceType<typeof DatabaseSync>;

/** `full`: an answered commit survives power loss. `normal`: it survives a crash of the process only. */
export type Durability = "full" | "normal";

/**
 * The library closes a database of which only statements are still referenced, so whoever holds the
 * returned object holds the connection.
 */
class Connection implements Database {
  readonly #db: Library;
  readonly #atClose: string;

  constructor(db: Library, atClose = "") {
    this.#db = db;
    this.#atClose = atClose;
  }

  exec(sql: string): void {
    this.#db.exec(sql);
  }

  prepare(sql: string): Statement {
    return this.#db.prepare(sql);
  }

  define(name: string, of: (text: string) => string): void {
    this.#db.function(name, { deterministic: true }, of);
  }

  /**
   * SQLite would empty the write-ahead log by itself, but the library keeps the connection half open until
   * the statements are collected as garbage.
   */
  close(): void {
    try {
      this.#db.exec(this.#atClose);
    } finally {
      this.#db.close();
    }
  }
}

/** Opens for writing, creating file (0600) and directory (0700) if need be. Throws SQLite's error. */
export function openForWriting(path: string, durability: Durability): Database {
  createPrivate(path);
  const library = new DatabaseSync(path, { timeout: 5000, enableForeignKeyConstraints: false });
  const db = new Connection(library, "PRAGMA wal_checkpoint(TRUNCATE)");
  db.exec("PRAGMA journal_mode = WAL");
  db.exec(`PRAGMA synchronous = ${durability === "full" ? "FULL" : "NORMAL"}`);
  // Pages that are written often (index tails) are then copied into the database once per many commits.
  db.exec("PRAGMA wal_autocheckpoint = 4000");
  db.exec("PRAGMA journal_size_limit = 67108864");
  db.exec("PRAGMA cache_size = -32000");
  db.exec("PRAGMA temp_store = MEMORY");
  // What is deleted is overwritten where that costs no further write.
  db.exec("PRAGMA secure_delete = FAST");
  return db;
}

/** Opens for a change to a file that nobody else uses; no side files are left when it is closed. */
export function openAlone(path: string): Database {
  const db = new Connection(new DatabaseSync(path, { enableForeignKeyConstraints: false }));
  db.exec("PRAGMA journal_mode = DELETE");
  return db;
}

/** Opens an existing database for reading; never creates one. */
export function openForReading(path: string): Database {
  const db = new Connection(new DatabaseSync(path, { timeout: 5000, readOnly: true }));
  db.exec("PRAGMA cache_size = -32000");
  db.exec("PRAGMA temp_store = MEMORY");
  return db;
}

/** SQLite gives its side files the mode of the database, so that is set before it opens it. */
function createPrivate(path: string): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  closeSync(openSync(path, "a", 0o600));
}
