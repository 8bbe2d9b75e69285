import { lossyNetwork, virtualClock, type Faults, type VirtualClock } from "@elsewhere/testkit";
import { afterEach, describe, expect, it } from "vitest";
import type { Client } from "./client.ts";
import { createClient } from "./create.ts";
import { memoryStorage } from "./storage/storage.ts";
import type { ClientOptions } from "./options.ts";
import type { ModelOptions } from "./testing/model-server.ts";
import { ModelStore } from "./testing/model-store.ts";
import { serveModel, socketOver } from "./testing/world.ts";

const clients: Client[] = [];
let clock: VirtualClock;

afterEach(async () => {
  const closing = Promise.all(clients.splice(0).map((client) => client.close()));
  await clock.advanceSettled(5_000);
  await closing;
});

/** A model server and devices on a network. */
function world({ model, faults }: { model?: Partial<ModelOptions>; faults?: Faults } = {}) {
  clock = virtualClock(1_000_000);
  const network = lossyNetwork<string>({ seed: 1, clock, latency: 5, ...faults });
  const store = new ModelStore();
  const serve = () => serveModel((accept) => network.listen("server", accept), clock, { ...model, store });
  let server = serve();
  const device = (token: string, options: Partial<ClientOptions> = {}) => {
    let chance = 0.3;
    const client = createClient({
      url: "http://server",
      token,
      clock,
      transports: ["ws"],
      webSocket: () => socketOver(network.connect(token, "server")),
      random: () => (chance = (chance * 7.13 + 0.31) % 1),
      ...options,
    });
    clients.push(client);
    return client;
  };
  return {
    network,
    device,
    get server() {
      return server;
    },
    kill: () => network.crash("server"),
    restart: () => {
      server = serve();
    },
  };
}

const texts = (client: Client, conversation: string) =>
  client.state.conversations.get(conversation)?.messages.map((one) => one.text);

describe("client", () => {
  it("[CLI1] a message reaches every device of both, and the sender hears of it once it is durable", async () => {
    const { device } = world();
    const [laptop, phone, bobs] = [device("alice:laptop"), device("alice:phone"), device("bob:laptop")];
    await clock.advanceSettled(1_000);
    const { done } = laptop.send("bob", "hello");
    await clock.advanceSettled(1_000);
    expect(await done).toMatchObject({ conversation: "d:alice:bob" });
    for (const client of [laptop, phone, bobs]) expect(texts(client, "d:alice:bob")).toEqual(["hello"]);
    expect(laptop.outbox).toEqual([]);
  });

  it("[CLI2] a message that is sent without a connection is sent with the next", async () => {
    const { device, kill, restart } = world();
    const [laptop, bobs] = [device("alice:laptop"), device("bob:laptop")];
    await clock.advanceSettled(1_000);
    kill();
    await clock.advanceSettled(100);
    laptop.send("bob", "one");
    laptop.send("bob", "two");
    await clock.advanceSettled(5_000);
    expect(laptop.outbox.map((one) => one.state)).toEqual(["waiting", "waiting"]);
    restart();
    await clock.advanceSettled(60_000);
    expect(texts(bobs, "d:alice:bob")).toEqual(["one", "two"]);
  });

  it("[CLI3] a restart goes on from what the storage kept", async () => {
    const { device, server } = world();
    const storage = memoryStorage();
    const first = device("alice:laptop", { storage });
    const bobs = device("bob:laptop");
    await clock.advanceSettled(1_000);
    bobs.send("alice", "one");
    await clock.advanceSettled(1_000);
    const closed = first.close();
    await clock.advanceSettled(2_000);
    await closed;
    bobs.send("alice", "two");
    await clock.advanceSettled(1_000);
    const again = device("alice:laptop", { storage });
    const heard: string[] = [];
    again.on("message", ({ message }) => heard.push(message.text));
    await clock.advanceSettled(1_000);
    expect(server.asked.findLast((one) => one.do === "hello")).toMatchObject({
      positions: { "d:alice:bob": 4 },
    });
    expect(heard).toEqual(["two"]);
    expect(texts(again, "d:alice:bob")).toEqual(["one", "two"]);
  });

  it("[CLI36] what was there before a device's first connection is its state, not news", async () => {
    const { device } = world();
    const bobs = device("bob:laptop");
    await clock.advanceSettled(1_000);
    for (const text of ["one", "two"]) bobs.send("alice", text);
    await clock.advanceSettled(1_000);
    const laptop = device("alice:laptop", { complete: true });
    const heard: string[] = [];
    laptop.on("message", ({ message }) => heard.push(message.text));
    await clock.advanceSettled(1_000);
    bobs.send("alice", "three");
    await clock.advanceSettled(1_000);
    expect(heard).toEqual(["three"]);
    expect(texts(laptop, "d:alice:bob")).toEqual(["one", "two", "three"]);
  });

  it("[CLI4] a gap is filled, and nothing is told twice", async () => {
    let losing = false;
    const { device } = world({ model: { loses: (_, to) => losing && to === "phone" } });
    const [laptop, phone] = [device("alice:laptop"), device("alice:phone")];
    const heard: string[] = [];
    phone.on("message", ({ message }) => heard.push(message.text));
    await clock.advanceSettled(1_000);
    laptop.send("bob", "one");
    await clock.advanceSettled(1_000);
    losing = true;
    for (const text of ["two", "three", "four", "five", "six"]) laptop.send("bob", text);
    await clock.advanceSettled(1_000);
    losing = false;
    const shown: (number | undefined)[] = [];
    phone.on("state", (state) => shown.push(state.conversations.get("d:alice:bob")?.messages.length));
    laptop.send("bob", "seven");
    await clock.advanceSettled(1_000);
    expect(shown.at(-1)).toBe(7);
    expect(heard).toEqual(["one", "two", "three", "four", "five", "six", "seven"]);
  });

  it("[CLI5] a closed client leaves no alarm and no listener", async () => {
    const { device } = world();
    const laptop = device("alice:laptop");
    await clock.advanceSettled(1_000);
    laptop.send("bob", "one");
    laptop.markRead("d:alice:bob", 1);
    const closed = laptop.close();
    await clock.advanceSettled(2_000);
    await closed;
    expect(clock.pending).toBe(0);
  });
});
