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
import type { RawEntry, RawHit, Reads } from "./reader.ts";
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

/**
 * What is committed within this time goes together, milliseconds. Under load that makes a commit half as much work, and what
 * is delivered after it leaves together, too; a commit after a pause does not wait.
 */
const longestGather = 10;
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
  const { path, durability = "full", gather = longestGather } = options;
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

/** Reads and writes by name, each the next order of its queue. */
function ordering(writes: GroupQueue, reads: GroupQueue) {
  return {
    read:
      <N extends keyof Reads>(name: N) =>
      (...given: Parameters<Reads[N]>) =>
        reads.add<ReturnType<Reads[N]>>({ do: name, with: given } satisfies Order),
    write:
      <N extends keyof WriterWrites>(name: N) =>
      (...given: Parameters<WriterWrites[N]>) =>
        writes.add<ReturnType<WriterWrites[N]>>({ do: name, with: given } satisfies Order),
  };
}

type Ordering = ReturnType<typeof ordering>;

function sqliteStore(
  epoch: string,
  writer: Thread,
  reader: Thread,
  gather: number,
  copy: (to: string) => Promise<void>,
): Store {
  const writes = new GroupQueue((group) => writer.ask(group), { gather, oneByOne: true, most: 1000 });
  const reads = new GroupQueue((group) => reader.ask(group), { gather: 0, oneByOne: false, most: 1000 });
  const orders = ordering(writes, reads);
  const plans = new PlanKeeper(orders.write("keepPlans"));
  const advance = orders.write("advanceIndex");
  const index = new IndexKeeper(() => advance(step));
  const countRows = orders.read("countRows");
  let commits = 0;
  return {
    epoch,
    async commit(commit): Promise<CommitResult> {
      const reply = await writes.add<CommitReply>(encodeCommit(commit));
      commits++;
      index.committed();
      return decodeReply(reply);
    },
    ...topicPart(orders),
    search: searching(orders, index),
    ...recordPart(orders),
    ...planPart(orders, plans),
    async backup(path) {
      await plans.flush();
      await copy(path);
    },
    stats: async () => ({
      ...(await countRows()),
      groups: writes.groups,
      groupTime: writes.time,
      commits,
      queued: writes.length,
    }),
    async close() {
      index.stop();
      await plans.flush().catch(() => undefined);
      await writes.drained();
      await reads.drained();
      await Promise.allSettled([reader.close(), writer.close()]);
    },
  };
}

function topicPart({ read }: Ordering) {
  const [topic, entries, history] = [read("readTopic"), read("readEntries"), read("readHistory")];
  const messages = read("readMessages");
  const recent = read("readRecent");
  const attachments = read("readAttachments");
  return {
    readAttachments: async (...given) => (await attachments(...given)).map((raw) => entry<MessageBody>(raw)),
    async readTopic(name) {
      const raw = await topic(name);
      return { head: raw.head, entries: raw.entries.map((one) => entry(one)) };
    },
    readHeads: read("readHeads"),
    readEntries: async (...given) => (await entries(...given)).map((raw) => entry(raw)),
    readHistory: async (...given) => (await history(...given)).map((raw) => entry<MessageBody>(raw)),
    async readMessages(...given) {
      const found = await messages(...given);
      return found.map(({ entry: raw, revision }) => ({ ...entry<MessageBody>(raw), revision }));
    },
    countMessages: read("countMessages"),
    readRecent: async (...given) => (await recent(...given)).map((hit) => found(hit)),
  } satisfies Partial<Store>;
}

function searching({ read }: Ordering, index: IndexKeeper): Store["search"] {
  const search = read("search");
  return async (query) => {
    await index.catchUp();
    const hits = await search(query);
    return hits.map((hit) => found(hit));
  };
}

function recordPart({ read, write }: Ordering) {
  return {
    readAccount: read("readAccount"),
    listAccounts: read("listAccounts"),
    findAccounts: read("findAccounts"),
    putAccount: write("putAccount"),
    readDevice: read("readDevice"),
    listDevices: read("listDevices"),
    deviceByToken: read("deviceByToken"),
    passedDevices: read("passedDevices"),
    putDevice: write("putDevice"),
    touchDevice: write("touchDevice"),
    removeDevice: write("removeDevice"),
    readFile: read("readFile"),
    putFile: write("putFile"),
    unusedFiles: read("unusedFiles"),
    fileInConversation: read("fileInConversation"),
    removeFile: write("removeFile"),
    readCard: read("readCard"),
    putCard: write("putCard"),
    fileTotals: read("fileTotals"),
    readPasskey: read("readPasskey"),
    listPasskeys: read("listPasskeys"),
    putPasskey: write("putPasskey"),
    usePasskey: write("usePasskey"),
    removePasskey: write("removePasskey"),
    readPass: read("readPass"),
    listPasses: read("listPasses"),
    putPass: write("putPass"),
    usePass: write("usePass"),
    removePass: write("removePass"),
    readValue: read("readValue"),
    putValue: write("putValue"),
  } satisfies Partial<Store>;
}

/** Plans, and the long work that is done in steps. */
function planPart({ read, write }: Ordering, plans: PlanKeeper) {
  const readPlans = read("readPlans");
  const [removeAccount, removePlansOf] = [write("removeAccount"), write("removePlansOf")];
  const [pruneCommands, prunePlans] = [write("pruneCommands"), write("prunePlans")];
  const pruneCards = write("pruneCards");
  return {
    keepPlans: (kept: readonly PlanRecord[]) => plans.keep(kept),
    async readPlans(...given) {
      await plans.flush();
      return readPlans(...given);
    },
    async removeAccount(name) {
      await plans.flush();
      await removeAccount(name, accountTopic(name));
      for (let from: number | undefined = 0; from !== undefined; )
        from = await removePlansOf(name, from, step);
    },
    async prune(at, ages) {
      while ((await pruneCommands(at - ages.commands, step)) === step);
      while ((await prunePlans(at - ages.plans, step)) === step);
      while ((await pruneCards(at - ages.cards, step)) === step);
    },
  } satisfies Partial<Store>;
}

function found({ conversation, entry: raw }: RawHit): SearchHit {
  return { conversation, entry: entry<MessageBody>(raw) };
}

function entry<B extends Body = Body>([offset, at, body]: RawEntry): Entry<B> {
  return { offset, at, body: JSON.parse(body) as B };
}
