import { createHash, randomBytes } from "node:crypto";
import { createReadStream, mkdirSync } from "node:fs";
import { open, rm, type FileHandle } from "node:fs/promises";
import { join } from "node:path";
import { Unavailable, type FileId, type Files } from "@elsewhere/core";
import { available, placeOf, settle, startLength, writeAll } from "./place.ts";

/**
 * Files in a directory. What is being written is in `incoming` and takes its place in one step. Throws if the directory
 * cannot be made.
 */
export function openFiles(dir: string): Files {
  const incoming = join(dir, "incoming");
  mkdirSync(incoming, { recursive: true, mode: 0o700 });
  return {
    async write(id, bytes, limit) {
      return available(async () => {
        const place = placeOf(dir, id);
        const draft = join(incoming, randomBytes(12).toString("hex"));
        try {
          const written = await writeDraft(draft, bytes, limit);
          if (written !== "too-large") await settle(draft, place);
          return written;
        } finally {
          await rm(draft, { force: true });
        }
      });
    },
    read: (id, from, to) => readRange(dir, id, from, to),
    remove: (id) => available(() => rm(placeOf(dir, id), { force: true })),
  };
}

async function writeDraft(draft: string, bytes: AsyncIterable<Uint8Array>, limit: number) {
  const file = await open(draft, "wx", 0o600);
  try {
    return await pour(bytes, file, limit);
  } finally {
    await file.close();
  }
}

async function pour(bytes: AsyncIterable<Uint8Array>, file: FileHandle, limit: number) {
  const hash = createHash("sha256");
  const start: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of bytes) {
    if (size + chunk.length > limit) return "too-large";
    if (size < startLength) start.push(chunk.slice(0, startLength - size));
    size += chunk.length;
    hash.update(chunk);
    await writeAll(file, chunk);
  }
  await file.sync();
  return { size, hash: hash.digest("hex"), start: new Uint8Array(Buffer.concat(start)) };
}

async function* readRange(dir: string, id: FileId, from: number, to: number): AsyncIterable<Uint8Array> {
  if (to < from) return;
  try {
    yield* createReadStream(placeOf(dir, id), { start: from, end: to }) as AsyncIterable<Uint8Array>;
  } catch (error) {
    throw new Unavailable("files", error);
  }
}
