import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { storeContract, type StoreSubject } from "@elsewhere/testkit";
import { describe, expect, it } from "vitest";
import { openSqliteStore } from "./store.ts";

async function makeStore(): Promise<StoreSubject> {
  const dir = await mkdtemp(join(tmpdir(), "store-"));
  const open = () => openSqliteStore({ path: join(dir, "store.db"), now: () => 0, durability: "normal" });
  let store = await open();
  return {
    store,
    async close() {
      await store.close();
      await rm(dir, { recursive: true });
    },
    async reopen() {
      await store.close();
      store = await open();
      return store;
    },
  };
}

describe("SQLite", () => storeContract(makeStore, { describe, it, expect }));
