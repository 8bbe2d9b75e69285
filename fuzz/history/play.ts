import { Town, seeded, type Device } from "@elsewhere/testkit";
import { comparable, differencesOf } from "./compare.ts";
import { Mirror } from "./mirror.ts";
import { Player, type Roughness } from "./player.ts";

export interface Played {
  /** Of what a device knows from what a new device of the same person is told. */
  readonly differences: readonly string[];
  readonly failures: readonly unknown[];
}

/** What a seed stands for. */
export function roughnessOf(seed: number): Roughness {
  const random = seeded(seed).fork("roughness");
  const several = random.chance(0.5);
  return {
    nodes: several ? ["n1", "n2"] : ["n1"],
    loses: several && random.chance(0.4) ? 0.05 : 0,
    crashes: random.chance(0.3),
    restores: random.chance(0.2),
  };
}

/** Plays one history and compares what every device knows with what a new device of the same person is told. */
export async function playHistory(seed: number, steps = 60): Promise<Played> {
  const random = seeded(seed);
  const rough = roughnessOf(seed);
  const small = random.chance(0.3);
  const keep = small ? 4 : 1000;
  const limits = small ? { snapshotMessages: keep, resumeEntries: 6 } : { snapshotMessages: keep };
  const town = new Town({ nodes: rough.nodes, limits: { ...limits, devicesPerAccount: 50 } });
  const player = new Player(town, random, rough);
  await player.begin((account) => new Mirror(account));
  for (let step = 0; step < steps; step += 1) await player.step();
  await player.end(rough.loses > 0 || rough.crashes);
  const differences: string[] = [];
  for (const device of player.devices) differences.push(...(await compared(town, device, keep)));
  await town.close();
  return { differences, failures: town.failures };
}

async function compared(town: Town, device: Device<Mirror>, keep: number): Promise<string[]> {
  const { account } = device.knowledge;
  // Asleep it is not told how others are; awake it is.
  await device.sense({ activity: "idle", idleFor: 90_000 });
  const fresh = await town.signIn(account, {}, new Mirror(account));
  await fresh.connect({ node: device.node, activity: "asleep", idleFor: 500_000 });
  await town.settle();
  const selves = [device.id, fresh.id];
  const knows = comparable(device.knowledge.state, keep, selves);
  const should = comparable(fresh.knowledge.state, keep, selves);
  await fresh.disconnect();
  await town.pass(60_000);
  return differencesOf(knows, should, `${account} on ${device.id}`);
}
