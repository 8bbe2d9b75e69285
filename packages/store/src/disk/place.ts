import { createHash } from "node:crypto";
import { mkdir, open, rename, type FileHandle } from "node:fs/promises";
import { dirname, join } from "node:path";
import { Unavailable, type FileId } from "@elsewhere/core";

/** Enough of the beginning to tell what kind of file it is. */
export const startLength = 4100;
const idPattern = /^[A-Za-z0-9_-]{1,128}$/;

/** An id is a name, never a path. Throws for what is none. */
export function nameOf(id: FileId): string {
  if (!idPattern.test(id)) throw new Error("this is not the id of a file");
  return id;
}

/** Where a file is: two levels deep by a hash of the id, so that no directory grows large. */
export function placeOf(dir: string, id: FileId): string {
  const name = nameOf(id);
  const hash = createHash("sha256").update(name).digest("hex");
  return join(dir, hash.slice(0, 2), hash.slice(2, 4), name);
}

/** Puts a written file at its place in one step, durably. */
export async function settle(draft: string, place: string): Promise<void> {
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

/** Writes a whole chunk; one write may take only a part. `at`: undefined where the file ends. */
export async function writeAll(file: FileHandle, chunk: Uint8Array, at?: number): Promise<void> {
  for (let done = 0; done < chunk.length; ) {
    const position = at === undefined ? null : at + done;
    done += (await file.write(chunk, done, chunk.length - done, position)).bytesWritten;
  }
}

/** What the disk refuses is unavailable. */
export async function available<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw new Unavailable("files", error);
  }
}
