import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openForWriting, type Database } from "./driver.ts";
import { migrate, readEpoch, schemaVersion } from "./migrate.ts";
import { migrations } from "./schema.ts";

let dir: string;
let db: Database;

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), "store-"));
  db = openForWriting(join(dir, "store.db"), "normal");
});

afterEach(() => {
  db.close();
  rmSync(dir, { recursive: true });
});

const later = [
  ...migrations,
  { version: migrations.length + 1, name: "later", sql: "CREATE TABLE later (a)" },
];

describe("migrations", () => {
  it("[STORE30] are numbered from 1 without gaps", () => {
    expect(migrations.map(({ version }) => version)).toEqual(migrations.map((_, i) => i + 1));
  });

  it("[STORE30] an empty database gets all, an older one what it lacks; the epoch stays", () => {
    expect(schemaVersion(db)).toBe(0);
    migrate(db, 1);
    const epoch = readEpoch(db);
    migrate(db, 2, later);
    expect(schemaVersion(db)).toBe(later.length);
    expect(
      db
        .prepare("SELECT at FROM migration ORDER BY version")
        .all()
        .map((row) => row["at"]),
    ).toEqual([...migrations.map(() => 1), 2]);
    expect(readEpoch(db)).toBe(epoch);
  });

  it("[STORE30] a database of a newer program is refused in words", () => {
    migrate(db, 1, later);
    expect(() => migrate(db, 1)).toThrow(
      `schema ${migrations.length + 1}, this program knows schemas up to ${migrations.length}: start the newer program`,
    );
  });

  it("[STORE30] a database that is not ours is refused and not touched", () => {
    db.exec("CREATE TABLE recipe (name)");
    expect(() => migrate(db, 1)).toThrow("not one of Elsewhere");
    expect(db.prepare("SELECT name FROM sqlite_schema").all()).toHaveLength(1);
  });

  it("[STORE30] one that fails leaves the database as it was", () => {
    migrate(db, 1);
    const broken = [
      ...migrations,
      {
        version: migrations.length + 1,
        name: "broken",
        sql: "CREATE TABLE half (a); CREATE TABLE topic (a)",
      },
    ];
    expect(() => migrate(db, 1, broken)).toThrow("topic");
    expect(schemaVersion(db)).toBe(migrations.length);
    expect(db.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'half'").all()).toEqual([]);
  });
});
