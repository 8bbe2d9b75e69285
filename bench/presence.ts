import { connectToRelay, startRelay } from "./floor/relay.ts";
import { inGroups } from "./load/line.ts";
import { round } from "./measure/samples.ts";
import { cpuMicros, pause } from "./measure/use.ts";
import { connect, type Connection } from "./product/line.ts";
import { newDataDir, removeDataDir, startServer } from "./product/server.ts";
import { nameOf, ringAround, seed } from "./product/seed.ts";
import type { Options, Result } from "./result.ts";

const people = { accounts: 500, devicesEach: 2, contactsEachSide: 10 };
const contacts = people.contactsEachSide * 2;
/** Every change is told to both devices of each contact. */
const noticesOfOne = contacts * people.devicesEach;

interface Changes {
  readonly changes: number;
  readonly notices: number;
  readonly cpuMicrosPerChange: number;
  /** NaN if there were none. */
  readonly cpuMicrosPerNotice: number;
}

/** 500 people with 20 contacts each, all with two devices; their activity changes, and so what others see, or not. */
export async function presence({ seconds }: Options): Promise<Result> {
  const { visible, hidden } = await runProduct(seconds);
  const floor = await runRelay(seconds);
  const lost = visible.changes * noticesOfOne - visible.notices;
  const ratio = round(visible.cpuMicrosPerNotice / floor.cpuMicrosPerNotice, 2);
  return {
    bench: "presence",
    figure: visible.cpuMicrosPerNotice,
    unit: "µs of server CPU per presence notice delivered",
    ratio,
    targets: [
      { what: "notices too few or too many when the composite changes", value: Math.abs(lost), atMost: 0 },
      { what: "notices when the composite does not change", value: hidden.notices, atMost: 0 },
    ],
    product: { visible, hidden },
    floor: { "plain relay": floor },
  };
}

type Flip = (user: number, round: number) => void;

/** Flips all users in turn, a round every quarter of a second, and counts what came. */
async function flipping(
  pid: number,
  seconds: number,
  counter: { notices: number },
  flip: Flip,
): Promise<Changes> {
  const rounds = Math.max(2, Math.round(seconds * 2)) & ~1;
  counter.notices = 0;
  const cpu = cpuMicros(pid);
  for (let index = 0; index < rounds; index += 1) {
    for (let user = 0; user < people.accounts; user += 1) {
      flip(user, index);
      if (user % 25 === 24) await pause(10);
    }
    await pause(100);
  }
  await pause(1_500);
  const micros = cpuMicros(pid) - cpu;
  const changes = rounds * people.accounts;
  return {
    changes,
    notices: counter.notices,
    cpuMicrosPerChange: round(micros / changes, 1),
    cpuMicrosPerNotice: counter.notices === 0 ? Number.NaN : round(micros / counter.notices, 2),
  };
}

async function runProduct(seconds: number): Promise<{ visible: Changes; hidden: Changes }> {
  const dir = newDataDir();
  try {
    const devices = await seed(dir, people);
    const server = await startServer(dir);
    const counter = { notices: 0 };
    const connections = new Map<string, Connection>();
    await inGroups(devices.flat(), 100, async (device) => {
      const take = (frame: { readonly on?: string; readonly presence?: readonly unknown[] }) => {
        if (frame.on === "presence") counter.notices += frame.presence?.length ?? 0;
      };
      connections.set(device.device, await connect(server.url, device, { activity: "idle" }, take));
    });
    await pause(2_000);
    const sense = (user: number, index: number, activity: string) =>
      connections.get(`device-${user}-${index}`)?.send(`{"do":"sense","activity":"${activity}"}`);
    const visible = await flipping(server.pid, seconds, counter, (user, turn) =>
      sense(user, 0, turn % 2 === 0 ? "active" : "idle"),
    );
    for (let user = 0; user < people.accounts; user += 1) sense(user, 1, "active");
    await pause(2_000);
    // The other device is in use all the time.
    const hidden = await flipping(server.pid, seconds, counter, (user, turn) =>
      sense(user, 0, turn % 2 === 0 ? "active" : "idle"),
    );
    await server.child.stop();
    return { visible, hidden };
  } finally {
    removeDataDir(dir);
  }
}

/** The same number of frames of the same length, sent on by the plain relay. */
async function runRelay(seconds: number): Promise<Changes> {
  const relay = await startRelay("plain");
  const counter = { notices: 0 };
  const sockets: { send(text: string): void }[] = [];
  for (let user = 0; user < people.accounts; user += 1)
    for (let index = 0; index < people.devicesEach; index += 1) {
      const names = ringAround(user, people.contactsEachSide, people.accounts).map(nameOf);
      const hello = { user: nameOf(user), contacts: names };
      const socket = await connectToRelay(relay.url, hello, () => (counter.notices += 1));
      if (index === 0) sockets.push(socket);
    }
  const filling = "y".repeat(90);
  const changes = await flipping(relay.pid, seconds, counter, (user) =>
    sockets[user]?.send(`{"do":"sense","activity":"idle","filling":"${filling}"}`),
  );
  await relay.child.stop();
  return changes;
}
