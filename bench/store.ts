import { join } from "node:path";
import { DatabaseSync } from "@photostructure/sqlite";
import { directConversation, type Commit, type DeviceId, type Store } from "@elsewhere/core";
import { round } from "./measure/samples.ts";
import { newDataDir, removeDataDir } from "./product/server.ts";
import { nameOf, openStore } from "./product/seed.ts";
import { textOf } from "./load/line.ts";
import type { Options, Result } from "./result.ts";

const groupSizes = [1, 10, 100, 500] as const;
const conversations = 500;

interface Cost {
  readonly group: number;
  readonly perSecond: number;
  /** Of all threads of this process. */
  readonly cpuMicrosPerCommit: number;
}

/** What it costs to write a message durably, by how many are written together. */
export async function store({ seconds }: Options): Promise<Result> {
  const dir = newDataDir();
  try {
    const opened = await openStore(dir);
    const product = await costs(seconds, (group, from) => commitGroup(opened, group, from));
    await opened.close();
    const insert = bareInsert(join(dir, "floor.db"));
    const floor = await costs(seconds, insert);
    const ratios = product.map(({ cpuMicrosPerCommit }, index) =>
      round(cpuMicrosPerCommit / (floor[index]?.cpuMicrosPerCommit ?? 1), 2),
    );
    return {
      bench: "store",
      figure: product[2]?.cpuMicrosPerCommit ?? 0,
      unit: "µs of CPU per commit of one message, in groups of 100",
      ratio: ratios[2],
      targets: [],
      product,
      floor: { "bare insert into one table, one transaction a group": floor },
      ratios,
    };
  } finally {
    removeDataDir(dir);
  }
}

async function costs(
  seconds: number,
  write: (group: number, from: number) => Promise<void>,
): Promise<Cost[]> {
  const found: Cost[] = [];
  let from = 0;
  for (const group of groupSizes) {
    // The first second is not counted.
    for (const counted of [false, true]) {
      const [cpu, start, before] = [process.cpuUsage(), performance.now(), from];
      const until = start + (counted ? seconds * 500 : 1000);
      for (; performance.now() < until; from += group) await write(group, from);
      const { user, system } = process.cpuUsage(cpu);
      const commits = from - before;
      const perSecond = Math.round((commits / (performance.now() - start)) * 1000);
      if (counted) found.push({ group, perSecond, cpuMicrosPerCommit: round((user + system) / commits, 1) });
    }
  }
  return found;
}

async function commitGroup(opened: Store, group: number, from: number): Promise<void> {
  const commits = Array.from({ length: group }, (_, index) => opened.commit(commitOf(from + index)));
  await Promise.all(commits);
}

function commitOf(number: number): Commit {
  const by = nameOf(number % conversations);
  const device = `device-${number % conversations}` as DeviceId;
  const conversation = directConversation(by, nameOf((number + 1) % conversations));
  return {
    at: Date.now(),
    command: { account: by, id: `${device}/${number}` },
    expect: [{ topic: conversation, key: `member:${by}`, offset: 0 }],
    entries: [
      {
        topic: conversation,
        body: { type: "message", by, device, command: `${number}`, text: textOf(number) },
      },
    ],
    answer: { conversation },
  };
}

/** The least that keeps a text durably in SQLite: one table, no index, no other thread. */
function bareInsert(path: string): (group: number, from: number) => Promise<void> {
  const db = new DatabaseSync(path);
  db.exec(
    "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE entry (id INTEGER PRIMARY KEY, body TEXT)",
  );
  const insert = db.prepare("INSERT INTO entry (body) VALUES (?)");
  return async (group, from) => {
    db.exec("BEGIN IMMEDIATE");
    for (let index = 0; index < group; index += 1)
      insert.run(JSON.stringify(commitOf(from + index).entries[0]?.body));
    db.exec("COMMIT");
    // As long as the store's answers take a turn of the event loop.
    await new Promise((resolve) => setImmediate(resolve));
  };
}
