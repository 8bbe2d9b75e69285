import { lossyNetwork, virtualClock, type VirtualClock } from "@elsewhere/testkit";
import { afterEach, describe, expect, it } from "vitest";
import type { Client } from "./client.ts";
import { createClient } from "./create.ts";
import type { ClientOptions } from "./options.ts";
import { memoryStorage } from "./storage/storage.ts";
import type { ModelOptions, ModelServer } from "./testing/model-server.ts";
import { serveModel, socketOver } from "./testing/world.ts";

const clients: Client[] = [];
let clock: VirtualClock;
let server: ModelServer;
let network: ReturnType<typeof lossyNetwork<string>>;

function serve(model: Partial<ModelOptions> = {}): void {
  clock = virtualClock(1_000_000);
  network = lossyNetwork<string>({ seed: 1, clock, latency: 5 });
  server = serveModel((accept) => network.listen("server", accept), clock, model);
}

function device(token: string, options: Partial<ClientOptions> = {}): Client {
  const webSocket = () => socketOver(network.connect(token, "server"));
  const given = {
    url: "http://server",
    token,
    clock,
    transports: ["ws"],
    webSocket,
    random: () => 0.5,
  } as const;
  const client = createClient({ ...given, ...options });
  clients.push(client);
  return client;
}

const asked = (name: string) => server.asked.filter((one) => one.do === name);

async function ended(client: Client): Promise<void> {
  const closed = client.close();
  await clock.advanceSettled(2_000);
  await closed;
}

afterEach(async () => {
  for (const client of clients.splice(0)) await ended(client);
});

describe("client", () => {
  it("[CLI25] positions are acknowledged together and soon", async () => {
    serve();
    const [laptop, bobs] = [device("alice:laptop"), device("bob:laptop")];
    await clock.advanceSettled(1_000);
    server.asked.length = 0;
    laptop.send("bob", "one");
    laptop.send("carol", "two");
    await clock.advanceSettled(150);
    const positions = asked("ack").map((one) => one["positions"]);
    expect(positions).toContainEqual({ "a:bob": 1, "d:alice:bob": 4 });
    expect(positions).toContainEqual({ "a:alice": 2, "d:alice:bob": 4, "d:alice:carol": 4 });
    expect(bobs.state.own.offset).toBe(1);
    server.asked.length = 0;
    for (let count = 0; count < 50; count++)
      server.commit("a:alice", { on: "status", status: { state: "auto" } });
    await clock.advanceSettled(11);
    expect(asked("ack").map((one) => one["positions"])).toEqual([{ "a:alice": 52 }]);
  });

  it("[CLI26] typing is told now and then", async () => {
    serve();
    const laptop = device("alice:laptop");
    laptop.typing("d:alice:bob");
    await clock.advanceSettled(1_000);
    for (let key = 0; key < 60; key++) {
      laptop.typing("d:alice:bob");
      await clock.advanceSettled(100);
    }
    expect(asked("typing")).toHaveLength(2);
    laptop.send("d:alice:bob", "done");
    laptop.typing("d:alice:bob");
    await clock.advanceSettled(100);
    expect(asked("typing")).toHaveLength(3);
  });

  it("[CLI27] a new token is fetched, used, kept and told", async () => {
    serve();
    const storage = memoryStorage();
    const shown: string[] = [];
    const fetch = async (url: unknown, init?: RequestInit) => {
      shown.push(`${String(url)} ${new Headers(init?.headers).get("authorization")}`);
      return Response.json({ account: "alice", device: "laptop", token: "alice:laptop:2" });
    };
    const laptop = device("alice:laptop", { storage, fetch });
    const told: string[] = [];
    laptop.on("token", (token) => told.push(token));
    await clock.advanceSettled(1_000);
    server.tell("alice", { on: "rotate" });
    await clock.advanceSettled(1_000);
    expect(shown).toEqual(["http://server/api/v1/session/rotate Bearer alice:laptop"]);
    expect(told).toEqual(["alice:laptop:2"]);
    await ended(laptop);
    device("alice:laptop", { storage });
    await clock.advanceSettled(1_000);
    expect(asked("hello").at(-1)?.["token"]).toBe("alice:laptop:2");
  });

  it.each([
    { complete: true, news: 40 },
    { complete: false, news: 5 },
  ])(
    "[CLI28] complete: $complete tells $news of forty messages that a snapshot stands for",
    async ({ complete, news }) => {
      serve({ resumeEntries: 10, snapshotMessages: 5 });
      const storage = memoryStorage();
      const first = device("alice:laptop", { storage });
      const bobs = device("bob:laptop");
      await clock.advanceSettled(1_000);
      bobs.send("alice", "0");
      await clock.advanceSettled(1_000);
      await ended(first);
      for (let count = 1; count <= 40; count++) bobs.send("alice", String(count));
      await clock.advanceSettled(5_000);
      const again = device("alice:laptop", { storage, complete });
      const told: string[] = [];
      again.on("message", ({ message }) => told.push(message.text));
      await clock.advanceSettled(1_000);
      bobs.send("alice", "41");
      await clock.advanceSettled(1_000);
      const expected = Array.from({ length: news + 1 }, (_, index) => String(41 - news + index));
      expect(told).toEqual(expected);
    },
  );

  it("[CLI29] since: what is after the positions is told", async () => {
    serve();
    const bobs = device("bob:laptop");
    await clock.advanceSettled(1_000);
    for (const text of ["one", "two", "three"]) bobs.send("alice", text);
    await clock.advanceSettled(1_000);
    const since = { account: "alice", epoch: "e1", positions: { "a:alice": 1, "d:alice:bob": 4 } };
    const watch = device("alice:script", { since });
    const told: string[] = [];
    watch.on("message", ({ message }) => told.push(message.text));
    await clock.advanceSettled(1_000);
    expect(told).toEqual(["two", "three"]);
  });

  it("[CLI30] [CONN22] what cannot be read, and a listener that throws, do not disturb the rest", async () => {
    serve();
    const laptop = device("alice:laptop");
    await clock.advanceSettled(1_000);
    for (const session of server.sessions)
      for (const text of ["{", "17", "[null,[],4]", '{"on":7}', '{"re":"?"}']) session.channel.send(text);
    const thrown: unknown[] = [];
    const onError = (error: unknown) => thrown.push(error);
    process.once("uncaughtException", onError);
    laptop.on("message", () => {
      throw new Error("of the application");
    });
    const told: string[] = [];
    laptop.on("message", ({ message }) => told.push(message.text));
    laptop.send("bob", "one");
    await clock.advanceSettled(1_000);
    process.off("uncaughtException", onError);
    expect(told).toEqual(["one"]);
    expect(thrown).toHaveLength(1);
  });

  it("[CLI31] live resolves when everything missed has come, and rejects after a refusal", async () => {
    serve();
    const laptop = device("alice:laptop");
    const live = laptop.live();
    await clock.advanceSettled(1_000);
    await live;
    expect(laptop.connection).toEqual({ name: "live", transport: "ws" });
    const nobody = device("nobody");
    const refused = expect(nobody.live()).rejects.toMatchObject({ reason: "not-signed-in" });
    await clock.advanceSettled(1_000);
    await refused;
    await expect(nobody.request("points", {})).rejects.toMatchObject({ name: "ConnectionClosed" });
    nobody.connect("alice:tablet");
    await clock.advanceSettled(1_000);
    expect(nobody.connection.name).toBe("live");
  });

  it("[CLI32] what is read here is read everywhere", async () => {
    serve();
    const [laptop, phone, bobs] = [device("alice:laptop"), device("alice:phone"), device("bob:laptop")];
    await clock.advanceSettled(1_000);
    bobs.send("alice", "one");
    bobs.send("alice", "two");
    await clock.advanceSettled(1_000);
    expect([laptop.unread("d:alice:bob"), phone.unread("d:alice:bob")]).toEqual([2, 2]);
    laptop.markRead("d:alice:bob", 5);
    expect(laptop.unread("d:alice:bob")).toBe(0);
    await clock.advanceSettled(1_000);
    expect(phone.unread("d:alice:bob")).toBe(0);
    expect(bobs.state.conversations.get("d:alice:bob")?.receipts.get("alice")).toEqual({
      delivered: 5,
      read: 5,
    });
  });

  it("[CLI34] another account begins with nothing of the former one", async () => {
    serve();
    const storage = memoryStorage();
    const first = device("alice:laptop", { storage });
    device("bob:laptop");
    await clock.advanceSettled(1_000);
    first.send("bob", "one");
    await clock.advanceSettled(1_000);
    network.crash("server");
    first.send("bob", "never sent by carol");
    await clock.advanceSettled(100);
    await ended(first);
    server = serveModel((accept) => network.listen("server", accept), clock, { store: server.store });
    const other = device("carol:laptop", { storage });
    await clock.advanceSettled(5_000);
    expect([other.state.account, other.state.conversations.size, other.outbox]).toEqual(["carol", 0, []]);
    expect(asked("send-message")).toEqual([]);
  });
});
