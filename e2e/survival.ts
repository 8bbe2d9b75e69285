import { setTimeout as delay } from "node:timers/promises";
import { createClient, memoryStorage, type Client, type Storage } from "@elsewhere/client/node";
import { seeded } from "@elsewhere/testkit";
import type { RunningServer } from "./running-server.ts";

/** What came of messages that were sent while the server was killed again and again. */
export interface Survived {
  readonly kills: number;
  readonly killedWhileStarting: number;
  readonly sent: number;
  /** What must not be; empty if all is well. */
  readonly wrong: readonly string[];
  /** Message ids by watcher, as they were told. */
  readonly told: Readonly<Record<string, readonly string[]>>;
  readonly seconds: number;
}

export interface Plan {
  readonly seed: number;
  readonly kills: number;
  /** Are sent at least. */
  readonly messages: number;
}

/** Connects again quickly: a round is shorter than a person's patience. */
const timing = { waitBase: 20, waitMost: 80, connectWithin: 2_000, helloWithin: 3_000 };
/** From a start to the next death at most, in milliseconds. */
const longestRun = 150;
const outboxMost = 25;
const settleWithin = 30_000;

/** A watcher: a client and the messages it told, in order. */
interface Watcher {
  readonly name: string;
  readonly client: Client;
  readonly told: { readonly id: string; readonly text: string }[];
}

/** Three devices of bob and one of alice watch, one of bob is away, alice and carol send; the server dies. */
export async function survive(server: RunningServer, { seed, kills, messages }: Plan): Promise<Survived> {
  const began = performance.now();
  const chance = seeded(seed);
  const random = () => chance.next();
  await server.spawn().ready;
  const tokens = await makePeople(server);
  const kept = memoryStorage();
  await visit(server, tokens["bob-away"], kept);
  const watchers = ["bob-1", "bob-2", "bob-3", "alice-2"].map((name) => watch(server, name, tokens[name]));
  await Promise.all(watchers.map(({ client }) => client.live()));
  const senders = await makeSenders(server, tokens, random);
  const killedWhileStarting = await killOften(server, kills, random);
  while (senders.reduce((sum, sender) => sum + sender.count(), 0) < messages) await delay(20);
  const answered = (await Promise.all(senders.map((sender) => sender.finish()))).flat();
  const away = watch(server, "bob-away", tokens["bob-away"], kept);
  const all = [...watchers, away];
  await Promise.all(all.map((watcher) => settle(watcher, answered.length)));
  const wrong = [...judgePlaces(answered), ...all.flatMap((watcher) => judge(watcher, answered))];
  await Promise.all(all.map(({ client }) => client.close()));
  const told = Object.fromEntries(all.map((one) => [one.name, one.told.map(({ id }) => id)]));
  const seconds = Math.round((performance.now() - began) / 100) / 10;
  return { kills, killedWhileStarting, sent: answered.length, wrong, told, seconds };
}

const devices = {
  alice: ["alice-1", "alice-2"],
  bob: ["bob-1", "bob-2", "bob-3", "bob-away"],
  carol: ["carol-1"],
} as const;

async function makePeople(server: RunningServer): Promise<Record<string, string>> {
  const tokens: Record<string, string> = {};
  for (const [account, labels] of Object.entries(devices)) {
    await server.ask("admin-add-account", { account, admin: account === "alice" });
    for (const label of labels)
      tokens[label] = (await server.ask("admin-create-token", { account, label })).token;
  }
  return tokens;
}

function connect(server: RunningServer, token: string | undefined, storage?: Storage): Client {
  return createClient({
    url: server.url,
    token: token ?? "",
    complete: true,
    timing,
    transports: ["ws"],
    ...(storage === undefined ? {} : { storage }),
  });
}

/** Is there once, so that it is known from where it has to go on. */
async function visit(server: RunningServer, token: string | undefined, storage: Storage): Promise<void> {
  const client = connect(server, token, storage);
  await client.live();
  await client.close();
}

function watch(server: RunningServer, name: string, token: string | undefined, storage?: Storage): Watcher {
  const client = connect(server, token, storage);
  const told: { id: string; text: string }[] = [];
  client.on("message", ({ topic, offset, message }) => {
    told.push({ id: `${topic}.${offset}`, text: message.text });
  });
  return { name, client, told };
}

interface Answered {
  readonly id: string;
  readonly text: string;
}

interface Sender {
  /** Messages written so far. */
  count(): number;
  /** Stops writing; resolves with every message once all are answered. */
  finish(): Promise<readonly Answered[]>;
}

async function makeSenders(
  server: RunningServer,
  tokens: Record<string, string>,
  random: () => number,
): Promise<readonly Sender[]> {
  const [alice, carol] = ["alice-1", "carol-1"].map((name) => connect(server, tokens[name]));
  if (alice === undefined || carol === undefined) throw new Error("nobody sends");
  await Promise.all([alice.live(), carol.live()]);
  const group = await alice.request("create-group", { title: "Everybody", members: ["bob", "carol"] });
  return [
    send(alice, "alice", ["bob", group.conversation], random),
    send(carol, "carol", [group.conversation], random),
  ];
}

/** Writes one message after the other, as long as not too many wait. */
function send(client: Client, name: string, targets: readonly string[], random: () => number): Sender {
  const answers: Promise<Answered>[] = [];
  const writing = new AbortController();
  const write = async () => {
    while (!writing.signal.aborted) {
      const to = targets[Math.floor(random() * targets.length)] ?? "";
      const text = `${name} ${String(answers.length).padStart(6, "0")}`;
      if (client.outbox.length < outboxMost) {
        answers.push(client.send(to, text).done.then(({ message }) => ({ id: message, text })));
      }
      await delay(Math.floor(random() * 14));
    }
  };
  const written = write();
  return {
    count: () => answers.length,
    async finish() {
      writing.abort();
      await written;
      const all = await within(Promise.all(answers), `not everything of ${name} was answered`);
      await client.close();
      return all;
    },
  };
}

/** Kills the server at random moments while it runs, and now and then while it starts. The last start is left alone. */
async function killOften(server: RunningServer, kills: number, random: () => number): Promise<number> {
  let whileStarting = 0;
  let starting = Promise.resolve("");
  for (let kill = 0; kill < kills; kill += 1) {
    const isEarly = kill > 0 && random() < 0.2;
    const wait = Math.floor(random() * longestRun);
    if (isEarly) whileStarting += 1;
    else await starting;
    await delay(wait);
    await server.end("SIGKILL");
    starting = server.spawn().ready;
  }
  await starting;
  return whileStarting;
}

async function settle({ name, client, told }: Watcher, count: number): Promise<void> {
  const until = performance.now() + settleWithin;
  while (told.length < count && performance.now() < until) await delay(20);
  // What is told twice may come late.
  await within(client.live(), `${name} does not become live`);
  await delay(200);
}

async function within<T>(promise: Promise<T>, otherwise: string): Promise<T> {
  const ending = new AbortController();
  const late = delay(settleWithin, undefined, { signal: ending.signal }).then(() => {
    throw new Error(otherwise);
  });
  late.catch(() => undefined);
  try {
    return await Promise.race([promise, late]);
  } finally {
    ending.abort();
  }
}

const conversationOf = (id: string) => id.slice(0, id.lastIndexOf("."));
const offsetOf = (id: string) => Number(id.slice(id.lastIndexOf(".") + 1));

/** Each message has a place of its own, and each sender's messages have theirs in the order of writing. */
function judgePlaces(answered: readonly Answered[]): string[] {
  const wrong: string[] = [];
  if (new Set(answered.map(({ id }) => id)).size !== answered.length)
    wrong.push("two messages have one place");
  const last = new Map<string, number>();
  for (const { id, text } of answered.toSorted((one, other) => (one.text < other.text ? -1 : 1))) {
    const line = `${text.slice(0, 5)} ${conversationOf(id)}`;
    if ((last.get(line) ?? 0) >= offsetOf(id)) wrong.push(`${text} was overtaken`);
    last.set(line, offsetOf(id));
  }
  return wrong;
}

/** The watcher was told every answered message once, nothing else, in the order of each conversation. */
function judge({ name, told }: Watcher, answered: readonly Answered[]): string[] {
  const wrong: string[] = [];
  const expected = new Map(answered.map(({ id, text }) => [id, text]));
  const seen = new Set<string>();
  const last = new Map<string, number>();
  for (const { id, text } of told) {
    if (seen.has(id)) wrong.push(`${name} was told ${id} twice`);
    if (expected.get(id) !== text)
      wrong.push(`${name} was told ${id} "${text}", which is not what was answered`);
    if ((last.get(conversationOf(id)) ?? 0) >= offsetOf(id)) wrong.push(`${name}: ${id} came too late`);
    seen.add(id);
    last.set(conversationOf(id), offsetOf(id));
  }
  for (const id of expected.keys()) if (!seen.has(id)) wrong.push(`${name} was not told ${id}`);
  return wrong;
}
