import { createHash } from "node:crypto";
import { mkdtemp, readdir, rename, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { AccountName, FileId, Files, Part, Parts } from "@elsewhere/core";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openFiles } from "./files.ts";
import { openParts } from "./parts.ts";

let dir: string;
let files: Files;
let parts: Parts;

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), "parts-"));
  files = openFiles(dir);
  parts = openParts(dir);
});
afterEach(() => rm(dir, { recursive: true }));

const alice = "alice" as AccountName;
const one = "one" as FileId;
const hashOf = (text: string) => createHash("sha256").update(text).digest("hex");
const begin = (more: Partial<Part> = {}) =>
  parts.begin({ id: one, by: alice, name: "a.txt", size: 10, hash: undefined, ...more });

async function* chunks(...texts: readonly (string | Error)[]): AsyncIterable<Uint8Array> {
  for (const text of texts) {
    if (text instanceof Error) throw text;
    yield Buffer.from(text);
  }
}

async function everything(): Promise<string[]> {
  const found = await readdir(dir, { recursive: true, withFileTypes: true });
  return found.filter((entry) => entry.isFile()).map((entry) => entry.name);
}

async function whole(): Promise<Part> {
  const part = await parts.read(alice, one);
  if (part === undefined) throw new Error("it is not there");
  return part;
}

async function textOf(id: FileId): Promise<string> {
  const read: Uint8Array[] = [];
  for await (const chunk of files.read(id, 0, 99)) read.push(chunk);
  return Buffer.concat(read).toString();
}

describe("parts", () => {
  it("[PART1] grow piece by piece, in order only, and become a file with hash and beginning", async () => {
    await begin({ hash: hashOf("0123456789") });
    expect(await parts.append(alice, one, 0, chunks("01", "23"))).toMatchObject({ offset: 4 });
    expect(await parts.append(alice, one, 3, chunks("x"))).toBe("elsewhere");
    expect(await parts.append(alice, one, 4, chunks("456789"))).toMatchObject({ offset: 10 });
    const done = await parts.complete(await whole());
    expect(done).toMatchObject({ hash: hashOf("0123456789") });
    expect(done !== "damaged" && Buffer.from(done.start).toString()).toBe("0123456789");
    expect(await textOf(one)).toBe("0123456789");
  });

  it("[PART1] pieces that come at once are written one after the other", async () => {
    await begin();
    const both = [parts.append(alice, one, 0, chunks("01", "2")), parts.append(alice, one, 0, chunks("9"))];
    expect(await Promise.all(both)).toMatchObject([{ offset: 3 }, "elsewhere"]);
  });

  it("[PART2] what came before a stream broke off is kept, also over a restart", async () => {
    await begin();
    const broken = parts.append(alice, one, 0, chunks("0123", new Error("connection lost")));
    await expect(broken).rejects.toMatchObject({ dependency: "files" });
    parts = openParts(dir);
    expect(await parts.read(alice, one)).toMatchObject({ name: "a.txt", size: 10, offset: 4 });
  });

  it("[PART2] a process that ended while a part became a file loses nothing", async () => {
    await begin();
    await parts.append(alice, one, 0, chunks("0123456789"));
    await parts.complete(await whole());
    expect(await parts.read(alice, one)).toMatchObject({ offset: 10 });
    expect(await parts.complete(await whole())).toMatchObject({ hash: hashOf("0123456789") });
    await parts.remove(alice, one);
    expect(await parts.read(alice, one)).toBeUndefined();
    expect(await textOf(one)).toBe("0123456789");
  });

  it("[PART3] more than announced is dropped, and wrong bytes are gone altogether", async () => {
    await begin({ hash: hashOf("others") });
    expect(await parts.append(alice, one, 0, chunks("012345", "6789x"))).toBe("too-large");
    expect((await whole()).offset).toBe(10);
    expect(await parts.complete(await whole())).toBe("damaged");
    expect(await everything()).toEqual([]);
  });

  it("[PART4] are their account's alone, the longest untouched first", async () => {
    await begin();
    await begin({ id: "two" as FileId });
    const [home = ""] = await readdir(join(dir, "incoming", "parts"));
    await utimes(join(dir, "incoming", "parts", home, "two.bytes"), 1, 1);
    expect((await parts.list(alice)).map(({ id }) => id)).toEqual(["two", "one"]);
    expect(await parts.read("bob" as AccountName, one)).toBeUndefined();
    expect(await parts.append("bob" as AccountName, one, 0, chunks("x"))).toBeUndefined();
    expect(await parts.list("bob" as AccountName)).toEqual([]);
  });

  it("[PART5] what nobody touched for long goes; what is being sent stays", async () => {
    await begin();
    await begin({ id: "two" as FileId });
    const [home = ""] = await readdir(join(dir, "incoming", "parts"));
    const old = join(dir, "incoming", "parts", home);
    await utimes(join(old, "two.bytes"), 1, 1);
    expect(await parts.expire(2000)).toBe(1);
    expect((await everything()).toSorted()).toEqual(["one.bytes", "one.json"]);
    // A record that was cut off by the end of the process is no part.
    await writeFile(join(old, "cut.json"), "{");
    expect((await parts.list(alice)).map(({ id }) => id)).toEqual(["one"]);
    await rename(join(old, "one.bytes"), join(old, "gone"));
    expect(await parts.read(alice, one)).toBeUndefined();
  });

  it("[PART6] an id is no path, and what cannot be written is unavailable", async () => {
    const strange = { id: "../x" as FileId };
    await expect(begin(strange)).rejects.toMatchObject({ name: "Unavailable" });
    await expect(parts.read(alice, strange.id)).rejects.toMatchObject({ name: "Unavailable" });
    await begin();
    await expect(begin()).rejects.toMatchObject({ dependency: "files", cause: { code: "EEXIST" } });
    expect((await everything()).toSorted()).toEqual(["one.bytes", "one.json"]);
  });
});
