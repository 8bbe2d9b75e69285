import { execFile, spawn } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import type { AccountName, ConversationId } from "@elsewhere/core";
import { storeContract, type StoreSubject } from "@elsewhere/testkit";
import { rolldown } from "rolldown";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openSqliteStore } from "./store.ts";

/** Inside the repository, where a bundle finds the npm packages it leaves outside. */
const cache = fileURLToPath(new URL("../../../../.cache", import.meta.url));
const here = (name: string) => fileURLToPath(new URL(name, import.meta.url));
const alice = "alice" as AccountName;
let built: string;

beforeAll(async () => {
  await mkdir(cache, { recursive: true });
  built = await mkdtemp(join(cache, "store-test-"));
  await build({ "store-worker": here("worker.ts"), main: here("../index.ts") });
});

afterAll(() => rm(built, { recursive: true, force: true }));

async function build(input: Record<string, string>): Promise<void> {
  const external = (id: string) => !/^[./]/.test(id) && !id.startsWith("@elsewhere/");
  const bundle = await rolldown({ input, platform: "node", external });
  await bundle.write({ dir: built, format: "esm", entryFileNames: "[name].mjs" });
  await bundle.close();
}

async function makeStore(): Promise<StoreSubject> {
  const dir = await mkdtemp(join(tmpdir(), "store-"));
  const workerUrl = new URL(`file://${built}/store-worker.mjs`);
  const open = () =>
    openSqliteStore({ path: join(dir, "store.db"), now: () => 0, durability: "normal", workerUrl });
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

describe("a bundle", () => {
  it("[STORE36] finds the program of its threads beside itself", async () => {
    const program = join(built, "try.mjs");
    await writeFile(
      program,
      `import { openSqliteStore } from "./main.mjs";
       const store = await openSqliteStore({ path: "${built}/try/store.db", now: Date.now });
       await store.putValue("said", "hello");
       console.log(await store.readValue("said"));
       await store.close();`,
    );
    const { stdout } = await promisify(execFile)(process.execPath, [program]);
    expect(stdout).toBe("hello\n");
  });
});

/** More of them with `ELSEWHERE_KILL_ROUNDS`; another course with `ELSEWHERE_KILL_SEED`. */
const rounds = Number(process.env["ELSEWHERE_KILL_ROUNDS"] ?? 4);
const seed = Number(process.env["ELSEWHERE_KILL_SEED"] ?? 1);

/** Commits numbered commands to three topics, many at once, and prints each one that was answered. */
const committer = `
  import { writeSync } from "node:fs";
  import { openSqliteStore } from "./main.mjs";
  const [path, start] = process.argv.slice(2);
  const store = await openSqliteStore({ path, now: Date.now });
  let next = Number(start);
  const commitNext = async () => {
    for (;;) {
      const n = next++;
      const topic = "g:topicnumber" + (n % 3);
      const body = { type: "message", by: "alice", device: "laptop", command: String(n), text: String(n) };
      const command = { account: "alice", id: String(n) };
      const { offsets } = await store.commit({ at: n, command, expect: [], entries: [{ topic, body }] });
      writeSync(1, n + " " + offsets[0] + "\\n");
    }
  };
  for (let i = 0; i < 17; i++) void commitNext();`;

/** Runs the committer until it has answered so many commands, then kills it; what it answered: number to offset. */
async function killAfter(answers: number, path: string, start: number): Promise<Map<number, number>> {
  const child = spawn(process.execPath, [join(built, "committer.mjs"), path, String(start)]);
  let text = "";
  for await (const chunk of child.stdout as AsyncIterable<Buffer>) {
    text += chunk.toString();
    if (text.split("\n").length > answers) child.kill("SIGKILL");
  }
  const lines = text.slice(0, text.lastIndexOf("\n")).split("\n");
  return new Map(lines.map((line) => line.split(" ").map(Number) as [number, number]));
}

describe("a process that is killed", () => {
  const topicOf = (n: number) => `g:topicnumber${n % 3}` as ConversationId;

  it("[STORE26] loses nothing that was answered, has nothing twice and leaves no gap", {
    timeout: rounds * 10_000,
  }, async () => {
    await writeFile(join(built, "committer.mjs"), committer);
    const path = join(built, "killed", "store.db");
    const answered = new Map<number, number>();
    let random = seed;
    for (let round = 0; round < rounds; round++) {
      random = (random * 48_271) % 2_147_483_647;
      // Numbers begin at those of the last round that nobody saw answered: as a client that tries again.
      const start = Math.max(-1, ...answered.keys()) + 1;
      for (const [n, offset] of await killAfter(1 + (random % 400), path, start)) answered.set(n, offset);
      await expectWhole(path, answered);
    }
  });

  async function expectWhole(path: string, answered: ReadonlyMap<number, number>): Promise<void> {
    const store = await openSqliteStore({
      path,
      now: () => 0,
      workerUrl: new URL(`file://${built}/store-worker.mjs`),
    });
    const seen = new Set<string>();
    for (const topic of [0, 1, 2].map(topicOf)) {
      const entries = await store.readEntries(topic, 0, 1_000_000);
      expect(entries.map(({ offset }) => offset)).toEqual(entries.map((_, i) => i + 1));
      for (const { body } of entries) if (body.type === "message") seen.add(body.text);
      const [head = 0] = await store.readHeads([topic]);
      expect(entries).toHaveLength(head);
    }
    const total = (await store.stats()).entries;
    expect(seen.size).toBe(total);
    const numbers = [...answered.keys()];
    const again = (n: number) =>
      store.commit({ at: n, command: { account: alice, id: String(n) }, expect: [], entries: [] });
    expect(await Promise.all(numbers.map(again))).toEqual(
      numbers.map((n) => ({ outcome: "repeated", offsets: [answered.get(n)], answer: undefined })),
    );
    const found = await Promise.all(
      numbers.map((n) => store.readMessages(topicOf(n), [answered.get(n) ?? 0])),
    );
    expect(found.map(([message]) => message?.body.text)).toEqual(numbers.map(String));
    await store.close();
  }
});
