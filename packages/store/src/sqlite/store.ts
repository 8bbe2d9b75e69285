import {
  accountTopic,
  type Body,
  type CommitResult,
  type Entry,
  type MessageBody,
  type PlanRecord,
  type SearchHit,
  type Store,
} from "@elsewhere/core";
import type { Durability } from "./driver.ts";
import { IndexKeeper } from "./index-keeper.ts";
import { PlanKeeper } from "./plan-keeper.ts";
import { GroupQueue } from "./queue.ts";
import type { RawEntry, Reads } from "./reader.ts";
import { defaultWorkerUrl, Thread } from "./thread.ts";
import { decodeReply, encodeCommit, type CommitReply, type Order } from "./wire.ts";
import type { WriterWrites } from "./writer.ts";

export interface SqliteOptions {
  /** The database file; made with its directory if it is not there. */
  readonly path: string;
  readonly now: () => number;
  /** `full` (default): what is answered survives power loss; `normal`: a crash of the process. */
  readonly durability?: Durability;
  /** The bundle of `sqlite/worker.ts`; by default `store-worker.mjs` beside the program. */
  readonly workerUrl?: URL;
  /** Called once if a thread dies; from then on every call is refused. */
  readonly onFailure?: (cause: unknown) => void;
  /** Least time between the starts of two groups of commits, milliseconds. */
  readonly gather?: number;
}

/** Rows per step of long work, so that commits come between the steps. */
const step = 1000;

/** Opens the store of one node. Rejects with `Unavailable`; its cause tells the operator what is wrong. */
export async function openSqliteStore(options: SqliteOptions): Promise<Store> {
  const url = options.workerUrl ?? defaultWorkerUrl();
  let told = false;
  const onDeath = (cause: unknown) => {
    if (!told) options.onFailure?.(cause);
    told = true;
  };
  const { path, durability = "full", gather = 2 } = options;
  const writer = new Thread(url, { do: "write", path, durability, at: options.now() }, onDeath);
  const reader = new Thread(url, { do: "read", path }, onDeath);
  try {
    const epoch = String(await writer.start());
    await reader.start();
    return sqliteStore(epoch, writer, reader, gather, (to) => copyTo(url, path, to));
  } catch (error) {
    await Promise.allSettled([writer.close(), reader.close()]);
    throw error;
  }
}

/** A copy takes as long as the database is large, so it has a thread of its own. */
async function copyTo(url: URL, path: string, to: string): Promise<void> {
  const thread = new Thread(url, { do: "copy", path, to }, () => undefined);
  try {
    await thread.start();
  } finally {
    await thread.close();
  }
}

function sqliteStore(
  epoch: string,
  writer: Thread,
  reader: Thread,
  gather: number,
  backup: (to: string) => Promise<void>,
): Store {
  const writes = new GroupQueue((group) => writer.ask(group), { gather, oneByOne: true, most: 1000 });
  const reads = new GroupQueue((group) => reader.ask(group), { gather: 0, oneByOne: false, most: 1000 });
  const read =
    <N extends keyof Reads>(name: N) =>
    (...given: Parameters<Reads[N]>) =>
      reads.add<ReturnType<Reads[N]>>({ do: name, with: given } satisfies Order);
  const write =
    <N extends keyof WriterWrites>(name: N) =>
    (...given: Parameters<WriterWrites[N]>) =>
      writes.add<ReturnType<WriterWrites[N]>>({ do: name, with: given } satisfies Order);

  const plans = new PlanKeeper(write("keepPlans"));
  const advance = write("advanceIndex");
  const index = new IndexKeeper(() => advance(step));
  const [rawTopic, rawEntries, rawHistory] = [read("readTopic"), read("readEntries"), read("readHistory")];
  const [rawMessages, rawSearch, rawPlans] = [read("readMessages"), read("search"), read("readPlans")];
  const [removeAccount, removePlansOf] = [write("removeAccount"), write("removePlansOf")];
  const [pruneCommands, prunePlans] = [write("pruneCommands"), write("prunePlans")];
  const countRows = read("countRows");
  let commits = 0;

  return {
    epoch,
    async commit(commit): Promise<CommitResult> {
      const reply = await writes.add<CommitReply>(encodeCommit(commit));
      commits++;
      index.committed();
      return decodeReply(reply);
    },
    async readTopic(topic) {
      const { head, entries } = await rawTopic(topic);
      return { head, entries: entries.map((raw) => entry(raw)) };
    },
    readHeads: read("readHeads"),
    readEntries: async (...given) => (await rawEntries(...given)).map((raw) => entry(raw)),
    readHistory: async (...given) => (await rawHistory(...given)).map((raw) => entry<MessageBody>(raw)),
    async readMessages(...given) {
      const found = await rawMessages(...given);
      return found.map(({ entry: raw, revision }) => ({ ...entry<MessageBody>(raw), revision }));
    },
    countMessages: read("countMessages"),
    async search(query): Promise<SearchHit[]> {
      await index.catchUp();
      const hits = await rawSearch(query);
      return hits.map(({ conversation, entry: raw }) => ({ conversation, entry: entry<MessageBody>(raw) }));
    },

    readAccount: read("readAccount"),
    listAccounts: read("listAccounts"),
    findAccounts: read("findAccounts"),
    putAccount: write("putAccount"),
    async removeAccount(name) {
      await plans.flush();
      await removeAccount(name, accountTopic(name));
      for (let from: number | undefined = 0; from !== undefined; )
        from = await removePlansOf(name, from, step);
    },
    readDevice: read("readDevice"),
    listDevices: read("listDevices"),
    deviceByToken: read("deviceByToken"),
    putDevice: write("putDevice"),
    touchDevice: write("touchDevice"),
    removeDevice: write("removeDevice"),
    readFile: read("readFile"),
    putFile: write("putFile"),
    unusedFiles: read("unusedFiles"),
    fileInConversation: read("fileInConversation"),
    removeFile: write("removeFile"),
    readPass: read("readPass"),
    listPasses: read("listPasses"),
    putPass: write("putPass"),
    usePass: write("usePass"),
    removePass: write("removePass"),

    keepPlans: (kept: readonly PlanRecord[]) => plans.keep(kept),
    async readPlans(...given) {
      await plans.flush();
      return rawPlans(...given);
    },
    readValue: read("readValue"),
    putValue: write("putValue"),

    async backup(path) {
      await plans.flush();
      await backup(path);
    },
    async prune(at, ages) {
      while ((await pruneCommands(at - ages.commands, step)) === step);
      while ((await prunePlans(at - ages.plans, step)) === step);
    },
    stats: async () => ({ ...(await countRows()), groups: writes.groups, commits, queued: writes.length }),
    async close() {
      index.stop();
      await plans.flush().catch(() => undefined);
      await writes.drained();
      await reads.drained();
      await Promise.allSettled([reader.close(), writer.close()]);
    },
  };
}

function entry<B extends Body = Body>([offset, at, body]: RawEntry): Entry<B> {
  return { offset, at, body: JSON.parse(body) as B };
}
