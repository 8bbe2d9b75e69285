import { createClock, type RunningClock } from "@elsewhere/machine";
import { createClient, type Client, type ClientOptions, type TransportName } from "@elsewhere/client/node";
import {
  accountName,
  accountTopic,
  directConversation,
  rejection,
  type AccountName,
  type Arrival,
  type Asker,
  type AskOf,
  type Attached,
  type Body,
  type Entry,
  type Exchange,
  type Gate,
  type NodeName,
  type Sink,
  type TopicId,
} from "@elsewhere/core";
import { createEdgeWeb, type EdgeLimits, type EdgeWeb } from "@elsewhere/edge-web";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

interface Point {
  readonly asker: Asker;
  readonly sink: Sink;
}

/** As much of an exchange as two people need who write to each other; tokens are `account-device`. */
class SmallExchange {
  readonly points = new Set<Point>();
  readonly topics = new Map<TopicId, Entry[]>();
  readonly answers = new Map<string, object>();
  readonly #clock: RunningClock;

  constructor(clock: RunningClock) {
    this.#clock = clock;
  }

  readonly exchange: Exchange = {
    attach: async (asker, arrival, sink) => this.#attach(asker, arrival, sink),
    ask: async (asker, ask, command) => this.#ask(asker, ask, command ?? ""),
    counts: () => ({ points: 0, accounts: 0, cachedTopics: 0, openAlerts: 0, watched: 0 }),
    drain: () => undefined,
    recover: () => Promise.resolve(0),
    tidy: () => Promise.resolve(0),
    readSettings: () => Promise.resolve(),
    exportAccount: async () => rejection("not-allowed"),
    close: async () => undefined,
  };

  readonly gate = {
    authenticate: async (token: string) => {
      const account = accountName(token.split("-")[0] ?? "");
      if (account === undefined || !token.includes("-")) return rejection("not-signed-in");
      return { account, device: token as Asker["device"], admin: false, rotate: false };
    },
    rotate: async (asker: Asker) => `${asker.account}-rotated`,
  } as unknown as Gate;

  #attach(asker: Asker, arrival: Arrival, sink: Sink): Attached {
    const point = { asker, sink };
    const nothing = () => undefined;
    return {
      asker,
      epoch: "e1",
      node: "n1" as NodeName,
      time: this.#clock.now(),
      start: () => {
        for (const topic of this.#topicsOf(asker.account))
          this.#catchUp(sink, topic, arrival.positions.get(topic) ?? 0);
        this.points.add(point);
        sink.tell({ type: "caught-up" });
      },
      heard: nothing,
      sense: nothing,
      ack: nothing,
      typing: nothing,
      detach: () => void this.points.delete(point),
    };
  }

  #topicsOf(account: AccountName): TopicId[] {
    const conversations = [...this.topics.keys()].filter((topic) =>
      topic.split(":").slice(1).includes(account),
    );
    return [...new Set([accountTopic(account), ...conversations])];
  }

  #catchUp(sink: Sink, topic: TopicId, after: number): void {
    for (const entry of this.topics.get(topic) ?? [])
      if (entry.offset > after) sink.tell({ type: "entry", topic, entry });
  }

  #ask(asker: Asker, ask: object, command: string): object {
    const known = this.answers.get(`${asker.device}/${command}`);
    const { type, to, text } = ask as AskOf<"send-message">;
    if (type !== "send-message" || !("account" in to)) return {};
    if (known !== undefined) return known;
    const conversation = directConversation(asker.account, to.account);
    if (!this.topics.has(conversation)) {
      for (const account of [asker.account, to.account]) {
        this.#append(accountTopic(account), { type: "joined", conversation, gone: false });
      }
    }
    const offset = this.#append(conversation, {
      type: "message",
      by: asker.account,
      device: asker.device,
      command,
      text,
    });
    this.answers.set(`${asker.device}/${command}`, { conversation, offset });
    return { conversation, offset };
  }

  #append(topic: TopicId, body: Body): number {
    const entries = this.topics.get(topic) ?? [];
    this.topics.set(topic, entries);
    const entry = { offset: entries.length + 1, at: this.#clock.now(), body };
    entries.push(entry);
    for (const { asker, sink } of this.points) {
      if (topic.split(":").slice(1).includes(asker.account)) sink.tell({ type: "entry", topic, entry });
    }
    return entry.offset;
  }
}

let clock: RunningClock;
let small: SmallExchange;
let edge: EdgeWeb;
let url: string;
const clients: Client[] = [];

async function startEdge(port = 0, limits: Partial<EdgeLimits> = {}): Promise<void> {
  const nothing = () => undefined;
  const log = { debug: nothing, info: nothing, warn: nothing, error: nothing };
  const meters = { opened: nothing, closed: nothing, received: nothing, sent: nothing, answered: nothing };
  let secrets = 0;
  edge = createEdgeWeb({
    exchange: small.exchange,
    gate: small.gate,
    files: {} as never,
    attachments: {} as never,
    parts: undefined as never,
    isSetUp: async () => true,
    house: () => ({ name: undefined, welcome: undefined, signUp: "invitation", uploadBytes: 1 }),
    clock,
    secret: () => `secret${(secrets += 1)}`,
    random: Math.random,
    config: {
      domain: "example.org",
      publicUrl: "http://localhost",
      origins: [],
      version: "1",
      node: "n1",
      limits,
    },
    log,
    meters,
    metrics: async () => "",
    staticDir: undefined,
  });
  const address = await edge.listen(port, "127.0.0.1");
  url = `http://127.0.0.1:${address.port}`;
}

function connect(token: string, transport: TransportName, options: Partial<ClientOptions> = {}): Client {
  const timing = { waitBase: 20, waitMost: 50 };
  const client = createClient({ url, token, transports: [transport], timing, ...options });
  clients.push(client);
  return client;
}

/** Resolves when the client was told so many messages, with their texts. */
function told(client: Client, count: number): Promise<string[]> {
  const texts: string[] = [];
  return new Promise((resolve) => {
    client.on("message", ({ message }) => {
      texts.push(message.text);
      if (texts.length === count) resolve(texts);
    });
  });
}

beforeEach(async () => {
  clock = createClock({
    now: () => Date.now(),
    setTimer: (wake, delay) => setTimeout(wake, delay),
    clearTimer: (handle) => clearTimeout(handle),
  });
  small = new SmallExchange(clock);
  await startEdge();
});

afterEach(async () => {
  await Promise.all(clients.splice(0).map((client) => client.close()));
  await edge.close();
  clock.stop();
});

describe.each(["ws", "sse", "long-poll", "poll"] as const)("client and web edge over %s", (transport) => {
  it("[CONN23] messages go both ways, in order, and each once", async () => {
    const [alice, bob] = [connect("alice-laptop", transport), connect("bob-phone", transport)];
    await Promise.all([alice.live(), bob.live()]);
    const [atAlice, atBob] = [told(alice, 6), told(bob, 6)];
    const sent = ["one", "two", "three", "four", "five"].map((text) => alice.send("bob", text).done);
    await Promise.all(sent);
    await bob.send("alice", "six").done;
    expect(await atBob).toEqual(["one", "two", "three", "four", "five", "six"]);
    expect(await atAlice).toEqual(["one", "two", "three", "four", "five", "six"]);
    expect(bob.state.conversations.get("d:alice:bob")?.offset).toBe(6);
  });

  it("[CONN23] a server that goes away and comes back leaves nothing out", async () => {
    const [alice, bob] = [connect("alice-laptop", transport), connect("bob-phone", transport)];
    await Promise.all([alice.live(), bob.live()]);
    const atBob = told(bob, 3);
    await alice.send("bob", "one").done;
    const port = Number(new URL(url).port);
    await edge.close();
    const waiting = alice.send("bob", "two");
    await startEdge(port);
    await waiting.done;
    await alice.send("bob", "three").done;
    expect(await atBob).toEqual(["one", "two", "three"]);
  });

  it("[CONN25] a wrong token is refused, and the client rests", async () => {
    const nobody = connect("nobody", transport);
    await expect(nobody.live()).rejects.toMatchObject({ name: "ConnectionClosed" });
    expect(nobody.connection.name).toBe("refused");
  });

  it("[CONN26] closing leaves nothing at the server", async () => {
    const alice = connect("alice-laptop", transport);
    await alice.live();
    expect(small.points.size).toBe(1);
    await alice.close();
    await expect.poll(() => small.points.size).toBe(0);
  });
});
