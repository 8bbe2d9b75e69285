import { createHash } from "node:crypto";
import { mkdtemp, readdir, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Unavailable, type FileId, type Files } from "@elsewhere/core";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openFiles } from "./files.ts";

let dir: string;
let files: Files;

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), "files-"));
  files = openFiles(join(dir, "files"));
});
afterEach(() => rm(dir, { recursive: true }));

const id = (text: string) => text as FileId;

async function* chunks(...texts: readonly (string | Error)[]): AsyncIterable<Uint8Array> {
  for (const text of texts) {
    if (text instanceof Error) throw text;
    yield Buffer.from(text);
  }
}

async function read(name: string, from: number, to: number): Promise<string> {
  const parts: Uint8Array[] = [];
  for await (const part of files.read(id(name), from, to)) parts.push(part);
  return Buffer.concat(parts).toString();
}

async function everything(): Promise<string[]> {
  const found = await readdir(dir, { recursive: true, withFileTypes: true });
  return found.filter((entry) => entry.isFile()).map((entry) => entry.name);
}

describe("files", () => {
  it("[FILE1] what was written is read back, whole and in ranges", async () => {
    const written = await files.write(id("one"), chunks("hello ", "", "world"), 11);
    expect(written).toMatchObject({
      size: 11,
      hash: createHash("sha256").update("hello world").digest("hex"),
    });
    expect(await read("one", 0, 10)).toBe("hello world");
    expect(await read("one", 6, 6)).toBe("w");
    expect(await read("one", 6, 100)).toBe("world");
    expect(await read("one", 3, 2)).toBe("");
  });

  it("[FILE1] the beginning is enough to tell the type, and no more", async () => {
    const written = await files.write(id("long"), chunks("a".repeat(4000), "b".repeat(4000)), 10_000);
    expect(written !== "too-large" && Buffer.from(written.start).toString()).toBe(
      "a".repeat(4000) + "b".repeat(100),
    );
    const empty = await files.write(id("empty"), chunks(), 0);
    expect(empty).toMatchObject({ size: 0, start: new Uint8Array() });
    expect(await read("empty", 0, 0)).toBe("");
  });

  it("[FILE1] is in directories that stay small, for the owner only", async () => {
    await files.write(id("one"), chunks("x"), 1);
    const [place = ""] = (await readdir(dir, { recursive: true })).filter((path) => path.endsWith("one"));
    expect(place).toMatch(/^files\/[0-9a-f]{2}\/[0-9a-f]{2}\/one$/);
    expect((await stat(join(dir, place))).mode & 0o777).toBe(0o600);
  });

  it("[FILE2] what passes the limit leaves nothing, and does not replace what was there", async () => {
    expect(await files.write(id("one"), chunks("12345", "6"), 5)).toBe("too-large");
    expect(await everything()).toEqual([]);
    await files.write(id("one"), chunks("12345"), 5);
    expect(await files.write(id("one"), chunks("123456"), 5)).toBe("too-large");
    expect(await read("one", 0, 9)).toBe("12345");
  });

  it("[FILE2] what breaks off leaves nothing", async () => {
    const broken = files.write(id("one"), chunks("12345", new Error("connection lost")), 100);
    await expect(broken).rejects.toMatchObject({
      dependency: "files",
      cause: { message: "connection lost" },
    });
    expect(await everything()).toEqual([]);
  });

  it.each(["../escape", "a/b", "", ".", "..", "a\0b", "x".repeat(129), "C:\\x"])(
    "[FILE3] %j is not taken for a path",
    async (name) => {
      await expect(files.write(id(name), chunks("x"), 10)).rejects.toBeInstanceOf(Unavailable);
      await expect(read(name, 0, 1)).rejects.toBeInstanceOf(Unavailable);
      await expect(files.remove(id(name))).rejects.toBeInstanceOf(Unavailable);
      expect(await everything()).toEqual([]);
    },
  );

  it("[FILE4] what is not there cannot be read; removing it is no error", async () => {
    await files.write(id("one"), chunks("x"), 1);
    await files.remove(id("one"));
    await files.remove(id("one"));
    await expect(read("one", 0, 1)).rejects.toMatchObject({ dependency: "files", cause: { code: "ENOENT" } });
    expect(await everything()).toEqual([]);
  });
});
