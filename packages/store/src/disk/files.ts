import { createHash, randomBytes } from "node:crypto";
import { createReadStream, mkdirSync } from "node:fs";
import { mkdir, open, rename, rm, type FileHandle } from "node:fs/promises";
import { dirname, join } from "node:path";
import { Unavailable, type FileId, type Files } from "@elsewhere/core";

/** Enough of the beginning to tell what kind of file it is. */
const startLength = 4100;
const idPattern = /^[A-Za-z0-9_-]{1,128}$/;

/**
 * Files in a directory, two levels deep by a hash of the id so that no directory grows large. What is being written
 * is in `incoming` and takes its place in one step. Throws if the directory cannot be made.
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

/** An id is a name, never a path. */
function placeOf(dir: string, id: FileId): string {
  if (!idPattern.test(id)) throw new Error("this is not the id of a file");
  const hash = createHash("sha256").update(id).digest("hex");
  return join(dir, hash.slice(0, 2), hash.slice(2, 4), id);
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

/** One write may take only a part. */
async function writeAll(file: FileHandle, chunk: Uint8Array): Promise<void> {
  for (let done = 0; done < chunk.length; ) done += (await file.write(chunk, done)).bytesWritten;
}

async function settle(draft: string, place: string): Promise<void> {
  await mkdir(dirname(place), { recursive: true, mode: 0o700 });
  await rename(draft, place);
  for (const dir of [dirname(place), dirname(dirname(place))]) await syncDirectory(dir);
}

/** The name of a file is durable only when its directory is. */
async function syncDirectory(path: string): Promise<void> {
  const directory = await open(path, "r");
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
}

async function* readRange(dir: string, id: FileId, from: number, to: number): AsyncIterable<Uint8Array> {
  if (to < from) return;
  try {
    yield* createReadStream(placeOf(dir, id), { start: from, end: to }) as AsyncIterable<Uint8Array>;
  } catch (error) {
    throw new Unavailable("files", error);
  }
}

async function available<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw new Unavailable("files", error);
  }
}
