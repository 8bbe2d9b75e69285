import { createHash } from "node:crypto";
import { createReadStream, mkdirSync } from "node:fs";
import { mkdir, open, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { AccountName, FileId, NewPart, Part, Parts } from "@elsewhere/core";
import { available, nameOf, placeOf, settle, startLength, writeAll } from "./place.ts";

/**
 * Uploads that go on where they broke off, in the directory of the files: for each account a folder, in it two files for
 * each part, its bytes and what is known of it. How far it came is the length of the bytes, so no crash makes it wrong.
 * Throws if the directory cannot be made.
 */
export function openParts(dir: string): Parts {
  const incoming = join(dir, "incoming", "parts");
  mkdirSync(incoming, { recursive: true, mode: 0o700 });
  const inTurn = createTurns();
  const homeOf = (by: AccountName) => join(incoming, createHash("sha256").update(by).digest("hex"));
  const bytesOf = (by: AccountName, id: FileId) => join(homeOf(by), `${nameOf(id)}.bytes`);
  const recordOf = (by: AccountName, id: FileId) => join(homeOf(by), `${nameOf(id)}.json`);

  async function read(by: AccountName, id: FileId): Promise<Part | undefined> {
    const known = await readRecord(recordOf(by, id));
    if (known === undefined) return undefined;
    // A part that became a file a moment before the process ended is at its place.
    const bytes = (await statOf(bytesOf(by, id))) ?? (await statOf(placeOf(dir, id)));
    return bytes && { ...known, id, by, offset: bytes.size, touchedAt: Math.floor(bytes.mtimeMs) };
  }

  async function list(by: AccountName): Promise<readonly Part[]> {
    const parts = await Promise.all((await idsIn(homeOf(by))).map((id) => read(by, id)));
    return parts
      .filter((part) => part !== undefined)
      .toSorted((one, other) => one.touchedAt - other.touchedAt);
  }

  async function remove(by: AccountName, id: FileId): Promise<void> {
    await rm(recordOf(by, id), { force: true });
    await rm(bytesOf(by, id), { force: true });
  }

  return {
    read: (by, id) => available(() => read(by, id)),
    list: (by) => available(() => list(by)),
    remove: (by, id) => available(() => remove(by, id)),
    begin: (part) =>
      available(async () => {
        await mkdir(homeOf(part.by), { recursive: true, mode: 0o700 });
        await writeFile(bytesOf(part.by, part.id), "", { flag: "wx", mode: 0o600 });
        await writeFile(recordOf(part.by, part.id), recordText(part), { flag: "wx", mode: 0o600 });
        return { ...part, offset: 0, touchedAt: (await stat(bytesOf(part.by, part.id))).mtimeMs };
      }),
    append: (by, id, offset, bytes) =>
      inTurn(id, () =>
        available(async () => {
          const part = await read(by, id);
          if (part === undefined) return undefined;
          if (part.offset !== offset) return "elsewhere";
          const fits = await pour(bytes, bytesOf(by, id), part);
          return fits ? await read(by, id) : "too-large";
        }),
      ),
    complete: ({ by, id, hash }) =>
      inTurn(id, () =>
        available(async () => {
          const bytes = bytesOf(by, id);
          const isSettled = (await statOf(bytes)) === undefined;
          const whole = await digest(isSettled ? placeOf(dir, id) : bytes);
          if (hash !== undefined && whole.hash !== hash) {
            await remove(by, id);
            return "damaged";
          }
          if (!isSettled) await settle(bytes, placeOf(dir, id));
          return whole;
        }),
      ),
    expire: (before) =>
      available(async () => {
        let gone = 0;
        for (const home of await readdir(incoming)) gone += await expireIn(join(incoming, home), before);
        return gone;
      }),
  };
}

/** Work on one part happens one after the other. */
function createTurns() {
  const last = new Map<FileId, Promise<unknown>>();
  return <T>(id: FileId, work: () => Promise<T>): Promise<T> => {
    const now = (last.get(id) ?? Promise.resolve()).then(work, work);
    last.set(id, now);
    const isOver = () => void (last.get(id) === now && last.delete(id));
    void now.finally(isOver).catch(() => undefined);
    return now;
  };
}

type Known = Pick<Part, "name" | "size" | "hash">;

function recordText({ name, size, hash }: NewPart): string {
  return JSON.stringify({ name, size, hash });
}

/** What is known of a part; undefined if it is not there, or was cut when the process ended. */
async function readRecord(path: string): Promise<Known | undefined> {
  const text = await readFile(path, "utf8").catch(absent);
  try {
    const { name, size, hash } = JSON.parse(text ?? "") as Known;
    return { name, size, hash };
  } catch {
    return undefined;
  }
}

function absent(error: NodeJS.ErrnoException): undefined {
  if (error.code !== "ENOENT") throw error;
}

function statOf(path: string) {
  return stat(path).catch(absent);
}

async function idsIn(home: string): Promise<FileId[]> {
  const names = (await readdir(home).catch(absent)) ?? [];
  return names.filter((name) => name.endsWith(".json")).map((name) => name.slice(0, -5) as FileId);
}

/** Whether the stream fitted; what came is in the file in either case, up to the announced size. */
async function pour(
  bytes: AsyncIterable<Uint8Array>,
  path: string,
  { offset, size }: Part,
): Promise<boolean> {
  const file = await open(path, "r+");
  try {
    let at = offset;
    for await (const chunk of bytes) {
      await writeAll(file, chunk.subarray(0, size - at), at);
      if (at + chunk.length > size) return false;
      at += chunk.length;
    }
    return true;
  } finally {
    await file.close();
  }
}

async function digest(path: string): Promise<{ readonly hash: string; readonly start: Uint8Array }> {
  const hash = createHash("sha256");
  const start: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of createReadStream(path) as AsyncIterable<Uint8Array>) {
    if (size < startLength) start.push(chunk.slice(0, startLength - size));
    size += chunk.length;
    hash.update(chunk);
  }
  const file = await open(path, "r+");
  try {
    await file.sync();
  } finally {
    await file.close();
  }
  return { hash: hash.digest("hex"), start: new Uint8Array(Buffer.concat(start)) };
}

async function expireIn(home: string, before: number): Promise<number> {
  let gone = 0;
  const names = new Set((await readdir(home)).map((name) => name.replace(/\.\w+$/, "")));
  for (const name of names) {
    const [bytes, record] = [join(home, `${name}.bytes`), join(home, `${name}.json`)];
    const touched = (await statOf(bytes)) ?? (await statOf(record));
    if (touched === undefined || touched.mtimeMs >= before) continue;
    await rm(record, { force: true });
    await rm(bytes, { force: true });
    gone += 1;
  }
  return gone;
}
