import { describe, expect, it } from "vitest";
import { storeContract } from "../contract/store-contract.ts";
import { commitOf, inChat, chat, message, say, textsOf } from "../contract/store-subject.ts";
import { createMemoryDisk } from "./store.ts";

describe("store in memory", () => {
  storeContract(
    () => {
      const disk = createMemoryDisk();
      let store = disk.open();
      return Promise.resolve({
        store,
        close: () => store.close(),
        reopen: async () => {
          await store.close();
          store = disk.open();
          return store;
        },
      });
    },
    { describe, it, expect },
  );
});

describe("its switches", () => {
  it("[MEMORY1] stores on one disk have the same, at once", async () => {
    const disk = createMemoryDisk();
    const [one, other] = [disk.open(), disk.open()];
    await say(one, chat, "a");
    expect(await say(other, chat, "b")).toEqual([2]);
    expect(textsOf(await one.readEntries(chat, 0, 10))).toEqual(["a", "b"]);
  });

  it("[MEMORY2] while it fails every call is refused as unavailable, and nothing is lost", async () => {
    const store = createMemoryDisk().open();
    await say(store, chat, "a");
    store.failing = true;
    await expect(store.readHeads([chat])).rejects.toMatchObject({ name: "Unavailable", dependency: "store" });
    await expect(store.commit(commitOf(inChat(message("b"))))).rejects.toMatchObject({ name: "Unavailable" });
    store.failing = false;
    expect(textsOf(await store.readEntries(chat, 0, 10))).toEqual(["a"]);
  });

  it("[MEMORY3] answers that are held come when they are released, in order; what they answer is done before", async () => {
    const disk = createMemoryDisk();
    const store = disk.open();
    const release = store.holdAnswers();
    const answered: string[] = [];
    const sent = ["a", "b"].map((text) =>
      store.commit(commitOf(inChat(message(text)))).then(() => answered.push(text)),
    );
    expect(textsOf(await disk.open().readEntries(chat, 0, 10))).toEqual(["a", "b"]);
    expect(answered).toEqual([]);
    release();
    await Promise.all(sent);
    expect(answered).toEqual(["a", "b"]);
    expect(await say(store, chat, "c")).toEqual([3]);
  });

  it("[MEMORY4] a new epoch is told by every store on the disk", () => {
    const disk = createMemoryDisk();
    const store = disk.open();
    const before = store.epoch;
    store.newEpoch();
    expect(disk.open().epoch).not.toBe(before);
  });
});
