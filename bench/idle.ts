// needs: prosody (apt: prosody)
import { connectToRelay, startRelay } from "./floor/relay.ts";
import { inGroups } from "./load/line.ts";
import { inspect, type Inspector } from "./measure/inspector.ts";
import { round } from "./measure/samples.ts";
import { memoryOf, pause, settled } from "./measure/use.ts";
import { hasProsody, prosodyPackage, startProsody } from "./peer/prosody.ts";
import { connectXmpp } from "./peer/xmpp-line.ts";
import { connect } from "./product/line.ts";
import { newDataDir, removeDataDir, startServer } from "./product/server.ts";
import { nameOf, seed } from "./product/seed.ts";
import type { Options, Result } from "./result.ts";

const usually = 5_000;
const ofPeer = 1_000;
/** Connections that come and go first, so that what is allocated once is not counted. */
const first = 200;

interface Idle {
  readonly connections: number;
  /** Resident memory of the process beyond what it was before, KB for each connection. */
  readonly rss: number;
  /** Resident and private to the process. */
  readonly uss: number;
  /** Resident memory of the server without connections, MB. */
  readonly empty: number;
}

/** Connections that say hello and then nothing: each an account with one device. */
export async function idle(options: Options): Promise<Result> {
  const connections = options.connections ?? usually;
  const product = await runProduct(connections, options);
  const floor = await runRelay(connections);
  const peer = options.only === "product" || !hasProsody() ? undefined : await runProsody();
  return {
    bench: "idle",
    figure: product.rss,
    unit: "KB of resident server memory per idle connection, beyond the empty server",
    ratio: round(product.rss / floor.rss, 2),
    targets: [{ what: "KB per idle connection", value: product.rss, atMost: 12 }],
    product,
    floor: { "bare ws": floor },
    peer: peer?.idle ?? `not run: needs ${prosodyPackage}`,
    versions: peer === undefined ? {} : { prosody: peer.version },
  };
}

async function runProduct(connections: number, { profile }: Options): Promise<Idle & { uncollected: Idle }> {
  const dir = newDataDir();
  try {
    const devices = await seed(dir, { accounts: connections + first, devicesEach: 1, contactsEachSide: 0 });
    const server = await startServer(dir);
    const inspector = await inspect(server.child);
    const open = (account: number) => {
      const device = devices[account]?.[0];
      if (device === undefined) throw new Error("no such account");
      return connect(server.url, device, { activity: "idle" }, () => undefined);
    };
    await warm(first, async (index) => {
      const connection = await open(connections + index);
      return () => connection.cut();
    });
    const measured = await measure(server.pid, connections, inspector, profile, async (index) => {
      await open(index);
    });
    inspector.close();
    await server.child.stop();
    return measured;
  } finally {
    removeDataDir(dir);
  }
}

/** Memory before and after so many connections, after a full collection of garbage both times; and as it is by itself. */
async function measure(
  pid: number,
  connections: number,
  inspector: Inspector | undefined,
  profile: string | undefined,
  open: (index: number) => Promise<void>,
): Promise<Idle & { uncollected: Idle }> {
  const collect = async () => {
    await settled(pid, 10_000);
    await inspector?.collect();
    await settled(pid, 5_000);
    return memoryOf(pid);
  };
  await settled(pid, 10_000);
  const untouched = memoryOf(pid);
  const empty = await collect();
  if (profile !== undefined) await inspector?.snapshot(`${profile}.before.heapsnapshot`);
  await inGroups(
    Array.from({ length: connections }, (_, index) => index),
    100,
    open,
  );
  await settled(pid, 15_000);
  const asIs = memoryOf(pid);
  const collected = await collect();
  if (profile !== undefined) await inspector?.snapshot(`${profile}.after.heapsnapshot`);
  const between = (before: typeof empty, after: typeof empty): Idle => ({
    connections,
    rss: round((after.rss - before.rss) / connections / 1024, 1),
    uss: round((after.uss - before.uss) / connections / 1024, 1),
    empty: round(before.rss / 2 ** 20, 1),
  });
  return { ...between(empty, collected), uncollected: between(untouched, asIs) };
}

async function warm(count: number, open: (index: number) => Promise<() => void>): Promise<void> {
  const close: (() => void)[] = [];
  await inGroups(
    Array.from({ length: count }, (_, index) => index),
    50,
    async (index) => {
      close.push(await open(index));
    },
  );
  for (const one of close) one();
  await pause(500);
}

async function runRelay(connections: number): Promise<Idle> {
  const relay = await startRelay("plain");
  const inspector = await inspect(relay.child);
  const open = (name: string) => connectToRelay(relay.url, { user: name }, () => undefined);
  await warm(first, async (index) => {
    const socket = await open(`first${index}`);
    return () => socket.terminate();
  });
  const measured = await measure(relay.pid, connections, inspector, undefined, async (index) => {
    await open(nameOf(index));
  });
  inspector.close();
  await relay.child.stop();
  return measured;
}

async function runProsody(): Promise<{ idle: Idle; version: string }> {
  const prosody = await startProsody(ofPeer + first);
  const ears = { arrived: () => undefined, answered: () => undefined, wrong: () => undefined };
  const open = (user: number) => connectXmpp(prosody.port, { user, index: 0 }, ears, true);
  await warm(first, async (index) => {
    const line = await open(ofPeer + index);
    return () => line.close();
  });
  const measured = await measure(prosody.pid, ofPeer, undefined, undefined, async (index) => {
    await open(index);
  });
  await prosody.stop();
  return { idle: measured, version: prosody.version };
}
