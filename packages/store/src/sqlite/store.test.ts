import { mkdtemp, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { Unavailable, type AccountName, type ConversationId, type DeviceId } from "@elsewhere/core";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openSqliteStore } from "./store.ts";

const chat = "d:alice:bob" as ConversationId;
const hello = {
  at: 1,
  expect: [],
  entries: [
    {
      topic: chat,
      body: {
        type: "message" as const,
        by: "alice" as AccountName,
        device: "laptop" as DeviceId,
        command: "c",
        text: "hello",
      },
    },
  ],
};

let dir: string;
beforeEach(async () => (dir = await mkdtemp(join(tmpdir(), "store-"))));
afterEach(() => rm(dir, { recursive: true }));

const modeOf = async (path: string) => (await stat(path)).mode & 0o777;

describe("opening", () => {
  it("[STORE36] runs its threads from source", async () => {
    const store = await openSqliteStore({ path: join(dir, "store.db"), now: () => 1 });
    expect(await store.commit(hello)).toEqual({ outcome: "committed", offsets: [1] });
    await store.close();
  });

  it("[STORE31] makes what only the owner can read", async () => {
    const path = join(dir, "new", "store.db");
    const store = await openSqliteStore({ path, now: () => 1 });
    await store.commit(hello);
    expect(await modeOf(join(dir, "new"))).toBe(0o700);
    for (const end of ["", "-wal", "-shm"]) expect(await modeOf(path + end)).toBe(0o600);
    await store.backup(join(dir, "backup.db"));
    expect(await modeOf(join(dir, "backup.db"))).toBe(0o600);
    await store.close();
  });

  it("[STORE30] a file that is no database is refused and left alone", async () => {
    const path = join(dir, "store.db");
    await writeFile(path, "this is not a database, it is a letter".repeat(100));
    await expect(openSqliteStore({ path, now: () => 1 })).rejects.toMatchObject({
      dependency: "store",
      cause: { message: expect.stringContaining("not a database") as string },
    });
    expect((await stat(path)).size).toBe(3800);
  });
});

describe("a thread that dies", () => {
  /** A thread's program that says it is ready, answers so many groups and breaks. */
  async function fragile(answers: number): Promise<URL> {
    const path = join(dir, "fragile.mjs");
    await writeFile(
      path,
      `import { parentPort, workerData } from "node:worker_threads";
       let answers = ${answers};
       parentPort.on("message", (group) => {
         if (group === "start") return parentPort.postMessage("epoch");
         if (workerData.do === "write" && answers-- === 0) throw new Error("broken");
         if (group === null) return process.exit();
         parentPort.postMessage(group.map(() => [1]));
       });`,
    );
    return pathToFileURL(path);
  }

  it("[STORE28] everything waiting and everything later is refused, the owner is told once", async () => {
    const told: unknown[] = [];
    const workerUrl = await fragile(1);
    const onFailure = (cause: unknown) => told.push(cause);
    const store = await openSqliteStore({ path: "unused", now: () => 1, workerUrl, onFailure });
    expect(await store.commit(hello)).toEqual({ outcome: "committed", offsets: [1] });
    const waiting = await Promise.allSettled([store.commit(hello), store.commit(hello)]);
    expect(
      waiting.map((result) => result.status === "rejected" && result.reason instanceof Unavailable),
    ).toEqual([true, true]);
    await expect(store.putValue("a", "b")).rejects.toMatchObject({ cause: { message: "broken" } });
    expect(told).toEqual([expect.objectContaining({ message: "broken" })]);
    await store.close();
  });

  it("[STORE28] a program that is not there is unavailable", async () => {
    const workerUrl = pathToFileURL(join(dir, "nowhere.mjs"));
    await expect(openSqliteStore({ path: "unused", now: () => 1, workerUrl })).rejects.toBeInstanceOf(
      Unavailable,
    );
  });
});

describe("a backup", () => {
  it("[STORE32] is whole while commits go on; a second one to the same place is refused", async () => {
    const store = await openSqliteStore({ path: join(dir, "store.db"), now: () => 1, durability: "normal" });
    const target = join(dir, "backup.db");
    await store.commit(hello);
    const [, ...commits] = await Promise.all([
      store.backup(target),
      ...Array.from({ length: 200 }, () => store.commit(hello)),
    ]);
    expect(commits.every(({ outcome }) => outcome === "committed")).toBe(true);
    const { size } = await stat(target);
    await expect(store.backup(target)).rejects.toBeInstanceOf(Unavailable);
    expect((await stat(target)).size).toBe(size);
    await store.close();

    const copy = await openSqliteStore({ path: target, now: () => 1 });
    const [head = 0] = await copy.readHeads([chat]);
    expect(head).toBeGreaterThanOrEqual(1);
    expect(await copy.readHistory(chat, 1000, 1000)).toHaveLength(head);
    await copy.close();
  });
});
