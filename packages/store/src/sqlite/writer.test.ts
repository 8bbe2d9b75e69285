import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { AccountName, Body, DeviceId, TopicId } from "@elsewhere/core";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Commands } from "./commands.ts";
import { openForWriting, type Database } from "./driver.ts";
import { migrate } from "./migrate.ts";
import { Topics } from "./topics.ts";
import { encodeCommit } from "./wire.ts";
import { Writer } from "./writer.ts";

const alice = "alice" as AccountName;
const chat = "d:alice:bob" as TopicId;

function message(text: string): Body {
  return { type: "message", by: alice, device: "laptop" as DeviceId, command: "c", text };
}

const said = (text: string) =>
  encodeCommit({ at: 1, expect: [], entries: [{ topic: chat, body: message(text) }] });
const info = (offset: number) =>
  encodeCommit({
    at: 1,
    expect: [{ topic: chat, key: "info", offset }],
    entries: [{ topic: chat, body: { type: "info", kind: "direct", createdBy: alice, createdAt: 1 } }],
  });

let dir: string;
let db: Database;
let writer: Writer;

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), "store-"));
  db = openForWriting(join(dir, "store.db"), "normal");
  migrate(db, 1);
  writer = new Writer(db);
});

afterEach(() => {
  db.close();
  rmSync(dir, { recursive: true });
});

describe("a group that cannot be written", () => {
  it("[STORE27] on a full disk nothing of it is there, and the next begins where it would have", () => {
    expect(writer.run([said("before"), info(0)])).toEqual([[1], [2]]);
    const pages = Number(db.prepare("PRAGMA page_count").get()?.["page_count"]);
    db.exec(`PRAGMA max_page_count = ${pages + 2}`);
    expect(() => writer.run([info(2), said("x".repeat(100_000))])).toThrow("full");
    db.exec(`PRAGMA max_page_count = ${pages + 100}`);
    expect(writer.run([info(2), said("after")])).toEqual([[3], [4]]);
  });

  it("[STORE27] on a disk that cannot be written it fails and works again when it can", () => {
    db.exec("PRAGMA query_only = ON");
    expect(() => writer.run([said("a")])).toThrow("readonly");
    db.exec("PRAGMA query_only = OFF");
    expect(writer.run([said("b")])).toEqual([[1]]);
  });

  it("[STORE29] a write of its own kind fails alone", () => {
    const replies = writer.run([
      said("a"),
      { do: "putDevice", with: [{ id: "laptop" }] },
      { do: "noSuchThing", with: [] },
      { do: "putValue", with: ["name", "value"] },
      said("b"),
    ]);
    const failed = { failed: expect.objectContaining({ message: expect.any(String) as string }) as unknown };
    expect(replies).toEqual([[1], failed, failed, undefined, [2]]);
  });
});

describe("what is known of topics", () => {
  it("[STORE34] is dropped when somebody else wrote", () => {
    expect(writer.run([said("a"), info(0)])).toEqual([[1], [2]]);
    const second = openForWriting(join(dir, "store.db"), "normal");
    expect(new Writer(second).run([info(2), said("b")])).toEqual([[3], [4]]);
    second.close();
    expect(writer.run([info(2), info(3), said("c")])).toEqual([{ stale: chat }, [5], [6]]);
  });

  it("[STORE34] is bounded; a topic in use stays", () => {
    const topics = new Topics(db, 10);
    const inUse = topics.open("in use");
    const unused = topics.open("unused");
    for (let i = 0; i < 100; i++) {
      topics.open(`t${i}`);
      topics.trim();
      expect(topics.peek("in use")).toBe(inUse);
    }
    expect(topics.peek("unused")).toEqual(unused);
    expect(topics.peek("unused")).not.toBe(unused);
  });
});

describe("commands", () => {
  it("[STORE35] two whose short hashes are the same are two", () => {
    const commands = new Commands(db, () => 7);
    const [one, two, three] = ["1", "2", "3"].map((id) => ({ account: alice, id }));
    expect(commands.keep(one!, 1, [1], null)).toBeUndefined();
    expect(commands.keep(two!, 1, [2], '"two"')).toBeUndefined();
    expect(commands.keep(one!, 1, [3], null)).toMatchObject({ repeated: "[1]", answer: null });
    expect(commands.find(two!)).toMatchObject({ repeated: "[2]", answer: '"two"' });
    expect(commands.find(three!)).toBeUndefined();
  });
});
