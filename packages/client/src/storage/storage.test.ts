import { applyPage, emptyState, type AccountState } from "@elsewhere/protocol/apply";
import type { Notice } from "@elsewhere/protocol/notices";
import { virtualClock } from "@elsewhere/testkit";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { directoryStorage } from "../node.ts";
import { Keeper } from "./keeper.ts";
import { memoryStorage, webStorage, type Storage } from "./storage.ts";

const text = (topic: string, offset: number): Notice => {
  const message = { offset, at: offset, by: "bob", device: "d2", id: `m${offset}`, text: `${offset}` };
  return { on: "message", topic, offset, at: offset, message };
};
const joined: Notice = {
  on: "joined",
  topic: "a:alice",
  offset: 1,
  at: 1,
  conversation: "d:alice:bob",
  gone: false,
};
const state = applyPage(
  emptyState("alice", "e1"),
  [joined, text("d:alice:bob", 1), text("d:alice:carol", 1)],
  1,
);

function keeperOn(storage: Storage, keepMessages = 50) {
  const clock = virtualClock(1_000);
  const troubles: unknown[] = [];
  return {
    clock,
    troubles,
    keeper: new Keeper({ clock, storage, keepMessages, failed: (error) => troubles.push(error) }),
  };
}

async function kept(storage: Storage, ...states: readonly AccountState[]): Promise<AccountState | undefined> {
  const { keeper } = keeperOn(storage);
  for (const one of states) {
    keeper.keep(one);
    await keeper.flush();
  }
  return keeperOn(storage).keeper.load();
}

describe("keeper", () => {
  it("[CLI17] what was kept is what is loaded", async () => {
    expect(await kept(memoryStorage(), state)).toEqual(state);
  });

  it("[CLI17] only what changed is written, and together", async () => {
    const storage = memoryStorage();
    const written: string[] = [];
    const { clock, keeper } = keeperOn({
      ...storage,
      set: (key, value) => {
        written.push(key);
        return storage.set(key, value);
      },
    });
    keeper.keep(state);
    await clock.advanceSettled(1_000);
    written.length = 0;
    keeper.keep(applyPage(state, [text("d:alice:bob", 2)], 1));
    keeper.keep(applyPage(state, [text("d:alice:bob", 2), text("d:alice:bob", 3)], 1));
    await clock.advanceSettled(1_000);
    expect(written).toEqual(["state/c/d:alice:bob"]);
  });

  it("[CLI18] of a conversation the newest messages are kept, with the position they stand for", async () => {
    const storage = memoryStorage();
    const { keeper } = keeperOn(storage, 2);
    keeper.keep(
      applyPage(
        state,
        [2, 3, 4].map((offset) => text("d:alice:bob", offset)),
        1,
      ),
    );
    await keeper.flush();
    const conversation = (await keeperOn(storage).keeper.load())?.conversations.get("d:alice:bob");
    expect(conversation).toMatchObject({ offset: 4, more: true, unreadBefore: 2 });
    expect(conversation?.messages.map((one) => one.offset)).toEqual([3, 4]);
  });

  it("[CLI18] pieces of an earlier epoch, and conversations that are gone, are not loaded", async () => {
    const later = applyPage(emptyState("alice", "e2"), [joined, text("d:alice:bob", 1)], 1);
    const storage = memoryStorage();
    expect(await kept(storage, state, later)).toEqual(later);
    await storage.set(
      "state/c/d:alice:dave",
      JSON.stringify({ account: "alice", epoch: "e1", conversation: {} }),
    );
    await storage.set("state/c/broken", "{");
    expect(await keeperOn(storage).keeper.load()).toEqual(later);
  });

  it("[CLI19] a storage that fails is told of, and the next write is tried", async () => {
    const storage = memoryStorage();
    let full = true;
    const { troubles, keeper } = keeperOn({
      ...storage,
      set: (key, value) => (full ? Promise.reject(new Error("full")) : storage.set(key, value)),
    });
    keeper.keep(state);
    await keeper.flush();
    expect(troubles).toHaveLength(1);
    full = false;
    keeper.keep(applyPage(state, [text("d:alice:bob", 2)], 1));
    await keeper.flush();
    expect((await keeperOn(storage).keeper.load())?.conversations.size).toBe(2);
  });
});

describe("what only this device has", () => {
  /** A storage that tells what it was given, and takes it when the test says so. */
  function slowStorage() {
    const given: string[] = [];
    const takes: (() => void)[] = [];
    const set = (key: string, value: string) => {
      given.push(`${key} ${value}`);
      return new Promise<void>((resolve) => takes.push(resolve));
    };
    return { given, takes, storage: { ...memoryStorage(), set } };
  }

  it("[CLI37] it is handed over in the turn in which it came", () => {
    const { given, storage } = slowStorage();
    const { keeper } = keeperOn(storage);
    keeper.loaded();
    keeper.write("outbox", ["one"]);
    expect(given).toEqual(['outbox ["one"]']);
  });

  it("[CLI37] of what comes while a value is written the latest follows, other keys beside it", async () => {
    const { given, takes, storage } = slowStorage();
    const { keeper } = keeperOn(storage);
    keeper.loaded();
    for (const value of [1, 2, 3]) keeper.write("outbox", value);
    keeper.write("marks", 4);
    expect(given).toEqual(["outbox 1", "marks 4"]);
    const flushed = keeper.flush();
    takes[1]?.();
    takes[0]?.();
    await expect.poll(() => given).toEqual(["outbox 1", "marks 4", "outbox 3"]);
    takes[2]?.();
    await flushed;
    expect(given).toHaveLength(3);
  });

  it("[CLI37] nothing takes the place of what an earlier run kept before that was read", async () => {
    const storage = memoryStorage();
    await storage.set("outbox", '["kept"]');
    const { keeper } = keeperOn(storage);
    keeper.write("outbox", ["new"]);
    expect(await keeper.read("outbox")).toEqual(["kept"]);
    keeper.loaded();
    await keeper.flush();
    expect(await keeper.read("outbox")).toEqual(["new"]);
  });

  it("[CLI19] a value that is not taken is told of, and the next is tried", async () => {
    const storage = memoryStorage();
    const full = { ...storage, set: () => Promise.reject(new Error("full")) };
    const { troubles, keeper } = keeperOn(full);
    keeper.loaded();
    keeper.write("outbox", ["one"]);
    await keeper.flush();
    expect(troubles).toHaveLength(1);
    Object.assign(full, { set: storage.set.bind(storage) });
    keeper.write("outbox", ["two"]);
    await keeper.flush();
    expect(await keeper.read("outbox")).toEqual(["two"]);
  });
});

describe.each(["memory", "web", "directory"] as const)("%s storage", (kind) => {
  it("[CLI20] values are set, read, listed and removed", async () => {
    const directory = await mkdtemp(join(tmpdir(), "elsewhere-storage-"));
    const storage = storageOf(kind, join(directory, "kept"));
    expect([await storage.get("a"), await storage.keys()]).toEqual([undefined, []]);
    for (const key of ["state/c/d:alice:bob", "../up.new", "token"]) await storage.set(key, `of ${key}`);
    await storage.set("token", "another");
    expect((await storage.keys()).toSorted((one, other) => one.localeCompare(other))).toHaveLength(3);
    expect(await storage.get("../up.new")).toBe("of ../up.new");
    expect(await storage.get("token")).toBe("another");
    await storage.remove("token");
    await storage.remove("never there");
    expect(await storage.get("token")).toBeUndefined();
    expect((await storage.keys()).includes("state/c/d:alice:bob")).toBe(true);
    expect(await readdir(directory)).toEqual(kind === "directory" ? ["kept"] : []);
    await rm(directory, { recursive: true });
  });
});

function storageOf(kind: "memory" | "web" | "directory", directory: string): Storage {
  if (kind === "memory") return memoryStorage();
  if (kind === "directory") return directoryStorage(directory);
  const values = new Map<string, string>([["somebody else's", "x"]]);
  const web = {
    get length() {
      return values.size;
    },
    key: (index: number) => [...values.keys()][index] ?? null,
    getItem: (key: string) => values.get(key) ?? null,
    setItem: (key: string, value: string) => void values.set(key, value),
    removeItem: (key: string) => void values.delete(key),
  };
  return webStorage(web, "elsewhere/");
}
