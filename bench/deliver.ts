// needs: prosody (apt: prosody)
import { relaySystem, startRelay } from "./floor/relay.ts";
import type { Tally } from "./load/ledger.ts";
import type { System } from "./load/line.ts";
import { Traffic, type Phase } from "./load/traffic.ts";
import { inspect } from "./measure/inspector.ts";
import { round } from "./measure/samples.ts";
import { hasProsody, prosodyPackage, startProsody } from "./peer/prosody.ts";
import { prosodySystem } from "./peer/xmpp-line.ts";
import { newDataDir, removeDataDir, startServer } from "./product/server.ts";
import { seed } from "./product/seed.ts";
import { productSystem } from "./product/system.ts";
import type { Options, Result } from "./result.ts";

interface Run {
  readonly max: Phase;
  readonly half: Phase | undefined;
  readonly tally: Tally;
}

const people = { accounts: 100, devicesEach: 2, contactsEachSide: 0 };

/**
 * A message from a device of one user is stored and delivered to three other devices, each acknowledged; 100 users with
 * two devices, each user in conversation with ten others.
 */
export async function deliver(options: Options): Promise<Result> {
  const product = await runProduct(options);
  const rate = product.half?.perSecond ?? 0;
  const plain = await runRelay("plain", options, rate);
  const coalescing = await runRelay("coalescing", options, rate);
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

async function runProduct(options: Options): Promise<Run> {
  const dir = newDataDir();
  try {
    const devices = await seed(dir, people);
    const server = await startServer(dir);
    const inspector = options.profile === undefined ? undefined : await inspect(server.child);
    const traffic = new Traffic(productSystem(server, devices));
    await traffic.open();
    await traffic.begin();
    await traffic.closedLoop(3_000);
    await inspector?.startProfile();
    const max = await traffic.closedLoop(options.seconds * 1000);
    if (options.profile !== undefined) await inspector?.stopProfile(options.profile);
    inspector?.close();
    const half = await traffic.atRate(Math.round(max.perSecond / 2), options.seconds * 1000);
    const tally = traffic.close();
    await server.child.stop();
    return { max, half, tally };
  } finally {
    removeDataDir(dir);
  }
}

async function runRelay(kind: "plain" | "coalescing", options: Options, rate: number): Promise<Run> {
  const relay = await startRelay(kind);
  const run = await runSystem(relaySystem(relay, kind), options, rate);
  await relay.child.stop();
  return run;
}

async function runSystem(system: System, options: Options, rate: number | undefined): Promise<Run> {
  const traffic = new Traffic(system);
  await traffic.open();
  await traffic.begin();
  await traffic.closedLoop(1_500);
  const max = await traffic.closedLoop(options.seconds * 1000);
  const half = rate === undefined ? undefined : await traffic.atRate(rate, options.seconds * 1000);
  return { max, half, tally: traffic.close() };
}

/** Without and with acknowledgements by the devices; the cheaper of both is compared. */
async function runProsody(options: Options) {
  const runs: Record<string, Run> = {};
  let about = { version: "", archive: "" };
  for (const acks of [false, true]) {
    const prosody = await startProsody(people.accounts);
    const system = prosodySystem(prosody, acks);
    runs[`${system.name}, ${prosody.archive} archive`] = await runSystem(system, options, undefined);
    about = prosody;
    await prosody.stop();
  }
  const cheapest = Math.min(...Object.values(runs).map((run) => run.max.cpuMicrosPerMessage));
  return { runs, cheapest, version: about.version };
}

function faults({ sent, complete, duplicates, strays, errors }: Tally): number {
  return sent - complete + duplicates + strays + errors.length;
}
