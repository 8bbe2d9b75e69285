import { directConversation, type AccountName, type ConversationId, type NewEntry } from "@elsewhere/core";
import { round } from "./measure/samples.ts";
import { cpuMicros, memoryOf, pause, settled } from "./measure/use.ts";
import { connect, type Connection, type Frame } from "./product/line.ts";
import { newDataDir, removeDataDir, startServer } from "./product/server.ts";
import { nameOf, openStore, seed, type SeededDevice } from "./product/seed.ts";
import { inGroups, sequenceOf, textOf } from "./load/line.ts";
import type { Options, Result } from "./result.ts";

const usually = 2_000;
const missed = 20;

/** A device with what it has. */
interface Away {
  readonly device: SeededDevice;
  positions: Record<string, number>;
  epoch: string;
  /** How often each of the missed messages arrived. */
  readonly arrived: Uint8Array;
}

/** All devices come back at once after a restart, each having missed twenty messages. */
export async function resume(options: Options): Promise<Result> {
  const devices = options.connections ?? usually;
  const dir = newDataDir();
  try {
    const seeded = await seed(dir, { accounts: devices / 2, devicesEach: 2, contactsEachSide: 0 });
    await write(dir, devices / 2, -1, 1);
    const away = seeded.flat().map((device): Away => {
      return { device, positions: {}, epoch: "", arrived: new Uint8Array(missed) };
    });
    await visit(dir, away);
    await write(dir, devices / 2, 0, missed);
    return await comeBack(dir, away);
  } finally {
    removeDataDir(dir);
  }
}

/** Accounts talk in pairs. Messages are written by both in turn while no server runs; the first opens the conversation. */
async function write(dir: string, accounts: number, from: number, count: number): Promise<void> {
  const store = await openStore(dir);
  const pairs = Array.from(
    { length: accounts / 2 },
    (_, pair) => [nameOf(pair * 2), nameOf(pair * 2 + 1)] as const,
  );
  for (let index = from; index < from + count; index += 1)
    await Promise.all(
      pairs.map(([one, other]) => {
        const entries = [...(index < 0 ? opening(one, other) : []), message(one, other, index)];
        return store.commit({ at: Date.now(), expect: [], entries });
      }),
    );
  await store.close();
}

function opening(one: AccountName, other: AccountName): NewEntry[] {
  const conversation = directConversation(one, other);
  const info = { type: "info", kind: "direct", createdBy: one, createdAt: Date.now() } as const;
  return [
    { topic: conversation, body: info },
    ...[one, other].flatMap((account): NewEntry[] => [
      { topic: conversation, body: { type: "member", account, role: "member", by: one } },
      { topic: `a:${account}` as ConversationId, body: { type: "joined", conversation, gone: false } },
    ]),
  ];
}

function message(one: AccountName, other: AccountName, index: number): NewEntry {
  const by = index % 2 === 0 ? one : other;
  const text = index < 0 ? "hello" : textOf(index);
  const device = "another" as SeededDevice["device"];
  return {
    topic: directConversation(one, other),
    body: { type: "message", by, device, command: `c${index}`, text },
  };
}

/** Every device connects once and keeps its positions. */
async function visit(dir: string, away: readonly Away[]): Promise<void> {
  const server = await startServer(dir);
  await inGroups(away, 100, async (one) => {
    const connection = await open(server.url, one);
    connection.cut();
  });
  await server.child.stop();
}

function open(url: string, one: Away): Promise<Connection> {
  const hello =
    one.epoch === ""
      ? { activity: "idle" as const }
      : { activity: "idle" as const, epoch: one.epoch, positions: one.positions };
  const opened = connect(url, one.device, hello, (frame) => take(one, frame));
  return opened.then((connection) => {
    one.epoch = connection.epoch;
    return connection;
  });
}

function take(one: Away, { on, topic, offset, message }: Frame): void {
  if (topic === undefined || offset === undefined) return;
  one.positions[topic] = offset;
  const index = on === "message" && message !== undefined ? sequenceOf(message.text) : undefined;
  if (index !== undefined) one.arrived[index] = (one.arrived[index] ?? 0) + 1;
}

async function comeBack(dir: string, away: readonly Away[]): Promise<Result> {
  const server = await startServer(dir);
  await settled(server.pid, 5_000);
  const [cpu, from] = [cpuMicros(server.pid), performance.now()];
  await Promise.all(away.map((one) => open(server.url, one)));
  const seconds = (performance.now() - from) / 1000;
  const micros = cpuMicros(server.pid) - cpu;
  await pause(1_000);
  const { rss } = memoryOf(server.pid);
  await server.child.stop();
  const times = away.flatMap((one) => [...one.arrived]);
  const wrong = times.filter((count) => count !== 1).length;
  return {
    bench: "resume",
    figure: round(seconds, 2),
    unit: `s until ${away.length} devices that came back at once had their ${missed} missed messages each`,
    ratio: undefined,
    targets: [{ what: "messages missing or there twice", value: wrong, atMost: 0 }],
    devices: away.length,
    missed: times.filter((count) => count === 0).length,
    twice: times.filter((count) => count > 1).length,
    cpuSeconds: round(micros / 1e6, 2),
    cpuMicrosPerDevice: Math.round(micros / away.length),
    rssMB: round(rss / 2 ** 20, 1),
  };
}
