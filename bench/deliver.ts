// needs: prosody (apt: prosody)
import { relaySystem, startRelay } from "./floor/relay.ts";
import type { Tally } from "./load/ledger.ts";
import type { System } from "./load/line.ts";
import { Traffic, type Phase } from "./load/traffic.ts";
import { inspect } from "./measure/inspector.ts";
import { round } from "./measure/samples.ts";
import { hasProsody, prosodyPackage, startProsody } from "./peer/prosody.ts";
import { prosodySystem } from "./peer/xmpp-line.ts";
import { newDataDir, removeDataDir, startServer, type Server } from "./product/server.ts";
import { seed } from "./product/seed.ts";
import { productSystem } from "./product/system.ts";
import type { Options, Result } from "./result.ts";

interface Run {
  readonly max: Phase;
  readonly half: Phase | undefined;
  readonly tally: Tally;
}

const people = { accounts: 100, devicesEach: 2, contactsEachSide: 0 };

/** Product and floors take turns in slices, so that what else the machine does falls on all of them alike. */
const turns = 4;

/**
 * A message from a device of one user is stored and delivered to three other devices, each acknowledged; 100 users with
 * two devices, each user in conversation with ten others.
 */
export async function deliver(options: Options): Promise<Result> {
  const { product, plain, coalescing } = await runInTurns(options);
  const peer = options.only === "product" || !hasProsody() ? undefined : await runProsody(options);
  const cost = product.max.cpuMicrosPerMessage;
  const ofFloor = round(cost / plain.max.cpuMicrosPerMessage, 2);
  const ofPeer = peer === undefined ? undefined : round(peer.cheapest / cost, 1);
  return {
    bench: "deliver",
    figure: cost,
    unit: "µs of server CPU per message (one in, three deliveries, one answer)",
    ratio: ofFloor,
    targets: [
      { what: "CPU per message, times the plain relay, both at their maximum", value: ofFloor, atMost: 2.5 },
      {
        what: "CPU per message, times the plain relay, at the same rate",
        value: round((product.half?.cpuMicrosPerMessage ?? 0) / (plain.half?.cpuMicrosPerMessage ?? 1), 2),
        atMost: 2.5,
      },
      { what: "times less CPU per message than Prosody", value: ofPeer, atLeast: 10 },
      { what: "p99 at half of the maximum rate, ms", value: product.half?.p99, atMost: 50 },
      { what: "messages lost, doubled or out of order", value: faults(product.tally), atMost: 0 },
    ],
    product,
    floor: { plain, coalescing },
    peer: peer?.runs ?? `not run: needs ${prosodyPackage}`,
    versions: peer === undefined ? {} : { prosody: peer.version },
  };
}

async function runInTurns(options: Options): Promise<Record<"product" | "plain" | "coalescing", Run>> {
  const dir = newDataDir();
  try {
    const devices = await seed(dir, people);
    const server = await startServer(dir);
    const relays = [await startRelay("plain"), await startRelay("coalescing")] as const;
    const product = await started(productSystem(server, devices), 3_000);
    const plain = await started(relaySystem(relays[0], "plain"), 1_500);
    const coalescing = await started(relaySystem(relays[1], "coalescing"), 1_500);
    await takeTurns([product, plain, coalescing], options, server);
    const runs = { product: finished(product), plain: finished(plain), coalescing: finished(coalescing) };
    await Promise.all([server.child.stop(), ...relays.map((relay) => relay.child.stop())]);
    return runs;
  } finally {
    removeDataDir(dir);
  }
}

async function takeTurns(all: readonly Traffic[], options: Options, server: Server): Promise<void> {
  const slice = (options.seconds * 1000) / turns;
  const [product] = all;
  const inspector = options.profile === undefined ? undefined : await inspect(server.child);
  for (let turn = 0; turn < turns; turn += 1)
    for (const traffic of all) {
      const profiled = traffic === product && turn === turns - 1 ? inspector : undefined;
      await profiled?.startProfile();
      await traffic.closedLoop(slice);
      await profiled?.stopProfile(options.profile ?? "");
    }
  inspector?.close();
  const rate = Math.round((product?.closed.perSecond ?? 0) / 2);
  for (let turn = 0; turn < turns; turn += 1) for (const traffic of all) await traffic.atRate(rate, slice);
}

async function started(system: System, warmUp: number): Promise<Traffic> {
  const traffic = new Traffic(system);
  await traffic.open();
  await traffic.begin();
  await traffic.warmUp(warmUp);
  return traffic;
}

function finished(traffic: Traffic): Run {
  return { max: traffic.closed, half: traffic.fixed, tally: traffic.close() };
}

/** Without and with acknowledgements by the devices; the cheaper of both is compared. */
async function runProsody(options: Options) {
  const runs: Record<string, Run> = {};
  let version = "";
  for (const acks of [false, true]) {
    const prosody = await startProsody(people.accounts);
    const system = prosodySystem(prosody, acks);
    const traffic = await started(system, 1_500);
    await traffic.closedLoop(options.seconds * 1000);
    runs[`${system.name}, ${prosody.archive} archive`] = finished(traffic);
    version = prosody.version;
    await prosody.stop();
  }
  const cheapest = Math.min(...Object.values(runs).map((run) => run.max.cpuMicrosPerMessage));
  return { runs, cheapest, version };
}

function faults({ sent, complete, duplicates, strays, errors }: Tally): number {
  return sent - complete + duplicates + strays + errors.length;
}
