import { directConversation, type AccountName } from "@elsewhere/core/names";
import { lossyNetwork, seeded, virtualClock, type VirtualClock } from "@elsewhere/testkit";
import { describe, expect, it } from "vitest";
import type { Client } from "./client.ts";
import { createClient } from "./create.ts";
import { ModelStore } from "./testing/model-store.ts";
import { serveModel, socketOver } from "./testing/world.ts";

const tokens = ["alice:laptop", "alice:phone", "alice:tablet", "bob:laptop", "carol:phone"] as const;
/** Waits here are shorter than in life, so that more happens in an hour. */
const timing = { connectWithin: 2_000, helloWithin: 2_000, probeWithin: 1_000, waitMost: 2_000, pulse: 500 };

interface Device {
  client: Client | undefined;
  readonly token: string;
  /** Messages in the order they were told, over all runs of the device's program. */
  readonly told: string[];
}

/** People on a network that breaks, stalls and half-opens, with a server that is killed again and again. */
class Rough {
  readonly clock: VirtualClock = virtualClock(1_000_000);
  readonly store = new ModelStore();
  readonly random;
  readonly network;
  readonly devices: Device[] = tokens.map((token) => ({ token, client: undefined, told: [] }));
  /** Texts that were answered, and those that were given to an outbox, by sender and conversation. */
  readonly answered: string[] = [];
  isRough = true;
  readonly handed = new Map<string, string[]>();

  constructor(seed: number) {
    this.random = seeded(seed);
    this.network = lossyNetwork<string>({
      seed,
      clock: this.clock,
      latency: 5,
      jitter: 40,
      loss: 0.01,
      cut: 0.004,
      halfOpen: 0.4,
    });
  }

  serve(): void {
    serveModel((accept) => this.network.listen("server", accept), this.clock, {
      store: this.store,
      heartbeat: 3_000,
      // Live copies between nodes may be lost: the gap shows it.
      loses: () => this.isRough && this.random.chance(0.02),
    });
  }

  start(device: Device, sample: () => number): void {
    device.client = createClient({
      url: "http://server",
      token: device.token,
      clock: this.clock,
      timing,
      complete: true,
      transports: ["ws"],
      random: sample,
      webSocket: () => socketOver(this.network.connect(device.token, "server")),
    });
    device.client.on("message", ({ topic, message }) => device.told.push(`${topic} ${message.text}`));
  }

  send(device: Device, to: string, count: number): void {
    const text = `${device.token}-${count}`;
    const key = `${device.token} ${to}`;
    this.handed.set(key, [...(this.handed.get(key) ?? []), text]);
    device.client?.send(to, text).done.then(
      () => this.answered.push(text),
      () => undefined,
    );
  }

  async run(steps: number): Promise<void> {
    const chance = this.random.fork("clients");
    this.serve();
    const here = this.devices.slice(1);
    for (const device of here) this.start(device, () => chance.next());
    // What is there before a device has begun is not news to it.
    while (here.some(({ client }) => client?.connection.name !== "live"))
      await this.clock.advanceSettled(500);
    for (let step = 0; step < steps; step++) {
      const device = this.random.pick(this.devices.slice(1));
      const others = ["alice", "bob", "carol"].filter((name) => !device.token.startsWith(name));
      this.send(device, this.random.pick(others), step);
      if (this.random.chance(0.06)) await this.kill();
      await this.clock.advanceSettled(this.random.int(400));
    }
    // One device was off all the time.
    this.start(this.devices[0] as Device, () => chance.next());
    this.network.calm();
    this.isRough = false;
    await this.clock.advanceSettled(60_000);
    // What was lost at the end of a topic shows with the next thing in it.
    for (const [one, others] of Object.entries({
      "bob:laptop": ["alice", "carol"],
      "carol:phone": ["alice"],
    })) {
      const device = this.devices.find(({ token }) => token === one);
      if (device !== undefined) for (const to of others) this.send(device, to, steps);
    }
    await this.clock.advanceSettled(10_000);
  }

  async kill(): Promise<void> {
    this.network.crash("server");
    await this.clock.advanceSettled(this.random.int(3_000));
    this.serve();
  }

  async close(): Promise<void> {
    const closing = Promise.all(this.devices.map(async ({ client }) => client?.close()));
    await this.clock.advanceSettled(5_000);
    await closing;
  }
}

describe("clients in rough weather", () => {
  const seeds = Array.from({ length: 25 }, (_, index) => index + 1);

  it.each(seeds)("[CONN20] seed %i: everything answered is everywhere, once and in order", async (seed) => {
    const rough = new Rough(seed);
    await rough.run(60);
    for (const { client } of rough.devices) {
      expect(client?.connection.name).toBe("live");
      expect(client?.outbox).toEqual([]);
    }
    const all = [...rough.handed.values()].flat().toSorted();
    expect(rough.answered.toSorted()).toEqual(all);
    for (const device of rough.devices) expectAllOf(rough, device);
    for (const [key, texts] of rough.handed) {
      const [token = "", to = ""] = key.split(" ");
      const conversation = directConversation(token.split(":")[0] as AccountName, to as AccountName);
      const stored = rough.store.messages(conversation).map((one) => one.text);
      expect(stored.filter((text) => text.startsWith(`${token}-`))).toEqual(texts);
    }
    await rough.close();
    expect(rough.clock.pending).toBe(0);
  });
});

/** The device was told every message of its conversations once and in order, and its state has the newest. */
function expectAllOf(rough: Rough, device: Device): void {
  const account = device.token.split(":")[0] ?? "";
  const wasOff = device === rough.devices[0];
  for (const conversation of rough.store.joined(account)) {
    const stored = rough.store.messages(conversation);
    const told = device.told.filter((line) => line.startsWith(`${conversation} `));
    // The first state of a new device is a snapshot: nothing in it is news.
    if (!wasOff) expect(told).toEqual(stored.map((one) => `${conversation} ${one.text}`));
    const held = device.client?.state.conversations.get(conversation);
    const newest = wasOff ? stored.slice(-30) : stored;
    expect(held?.messages.map((one) => one.text).slice(-newest.length)).toEqual(
      newest.map((one) => one.text),
    );
  }
}
