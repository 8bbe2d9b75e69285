import { virtualClock } from "@elsewhere/testkit";
import { describe, expect, it } from "vitest";
import { RequestError } from "../errors.ts";
import { Marks } from "./marks.ts";
import { Outbox, type Sending } from "./outbox.ts";

interface Asked {
  readonly name: string;
  readonly id: string | undefined;
  readonly args: Readonly<Record<string, unknown>>;
  readonly answer: (value: unknown) => void;
  readonly refuse: (error: Error) => void;
}

/** Something to ask whose answers come when the test says so. */
function rig() {
  const clock = virtualClock(1_000);
  const asked: Asked[] = [];
  const ask = ((name: string, args: Asked["args"], options?: { id?: string }) =>
    new Promise((answer, refuse) => asked.push({ name, id: options?.id, args, answer, refuse }))) as never;
  let changes = 0;
  const changed = () => void (changes += 1);
  const sentAt: unknown[] = [];
  const outbox = new Outbox({
    clock,
    ask,
    conversationOf: (to) => to,
    changed,
    sent: (sent) => sentAt.push(sent),
  });
  const marks = new Marks({ clock, ask, changed });
  return { clock, asked, outbox, marks, sentAt, changes: () => changes };
}

const sent = (offset: number) => ({ message: `d:alice:bob.${offset}`, conversation: "d:alice:bob", offset });
const refusal = (temporary: boolean, retryAfter?: number) =>
  new RequestError({
    code: temporary ? "unavailable" : "blocked",
    text: "No.",
    temporary,
    ...(retryAfter && { retryAfter }),
  });
const told = (entries: readonly Sending[]) => entries.map((one) => `${one.args.text} ${one.state}`);

describe("outbox", () => {
  it("[CLI6] messages of a conversation go one after the other, those of others beside them", async () => {
    const { clock, asked, outbox } = rig();
    void outbox.add("1", { to: "bob", text: "one" });
    void outbox.add("2", { to: "bob", text: "two" });
    void outbox.add("3", { to: "carol", text: "three" });
    expect(asked.map((one) => one.id)).toEqual(["1", "3"]);
    asked[0]?.answer(sent(4));
    await clock.advanceSettled(0);
    expect(asked.map((one) => one.id)).toEqual(["1", "3", "2"]);
  });

  it("[CLI7] a message that is refused for now is sent again under its id, and none overtakes it", async () => {
    const { clock, asked, outbox } = rig();
    void outbox.add("1", { to: "bob", text: "one" });
    void outbox.add("2", { to: "bob", text: "two" });
    asked[0]?.refuse(refusal(true));
    await clock.advanceSettled(999);
    expect(asked).toHaveLength(1);
    await clock.advanceSettled(1);
    asked[1]?.refuse(refusal(true, 7_000));
    await clock.advanceSettled(6_999);
    expect(asked).toHaveLength(2);
    await clock.advanceSettled(1);
    expect(asked.map((one) => one.id)).toEqual(["1", "1", "1"]);
  });

  it("[CLI8] a message that is refused for good stays visible until it is sent again or discarded", async () => {
    const { clock, asked, outbox } = rig();
    const done = outbox.add("1", { to: "bob", text: "one" });
    void outbox.add("2", { to: "bob", text: "two" });
    asked[0]?.refuse(refusal(false));
    await expect(done).rejects.toMatchObject({ code: "blocked" });
    await clock.advanceSettled(0);
    expect(told(outbox.entries)).toEqual(["one failed", "two waiting"]);
    outbox.retry("1");
    expect(told(outbox.entries)).toEqual(["two waiting", "one waiting"]);
    outbox.discard("2");
    expect(outbox.entries).toHaveLength(2);
    asked[1]?.refuse(refusal(false));
    await clock.advanceSettled(0);
    outbox.discard("2");
    expect(told(outbox.entries)).toEqual(["one waiting"]);
  });

  it("[CLI9] a message leaves the outbox when it was answered and its notice came, in whatever order", async () => {
    const { clock, asked, outbox, sentAt } = rig();
    for (const id of ["1", "2", "3"]) void outbox.add(id, { to: id, text: id });
    asked[0]?.answer(sent(4));
    outbox.arrived("2");
    asked[1]?.answer(sent(5));
    asked[2]?.answer(sent(6));
    await clock.advanceSettled(0);
    expect(told(outbox.entries)).toEqual(["1 sent", "3 sent"]);
    outbox.arrived("1");
    outbox.arrived("of another device");
    outbox.arrivedUpTo("d:alice:bob", 6);
    expect(outbox.entries).toEqual([]);
    expect(sentAt).toHaveLength(3);
  });

  it("[CLI10] messages of an earlier run go first, under their ids", () => {
    const { asked, outbox } = rig();
    outbox.restore([
      { id: "old", args: { to: "bob", text: "old" }, at: 1, state: "waiting" },
      { id: "done", args: { to: "bob", text: "done" }, at: 1, state: "sent", sent: sent(3) },
    ]);
    void outbox.add("new", { to: "bob", text: "new" });
    expect(told(outbox.entries)).toEqual(["old waiting", "new waiting"]);
    expect(asked.map((one) => one.id)).toEqual(["old"]);
  });

  it("[CLI10] a closed outbox keeps what waits", async () => {
    const { clock, asked, outbox } = rig();
    const done = outbox.add("1", { to: "bob", text: "one" });
    asked[0]?.refuse(refusal(true));
    await clock.advanceSettled(0);
    outbox.close("closed");
    await expect(done).rejects.toMatchObject({ name: "ConnectionClosed" });
    expect([clock.pending, told(outbox.entries)]).toEqual([0, ["one waiting"]]);
  });
});

describe("marks", () => {
  it("[CLI11] only the latest read mark and draft are sent, a few times a second at most", async () => {
    const { clock, asked, marks } = rig();
    for (const upTo of [3, 5, 4]) marks.read("d:alice:bob", upTo);
    for (const text of ["h", "he", "hello"]) marks.draft("d:alice:bob", text);
    expect(marks.readUpTo("d:alice:bob")).toBe(5);
    await clock.advanceSettled(1_000);
    expect(asked.map(({ name, args }) => [name, args["upTo"] ?? args["text"]])).toEqual([
      ["mark-read", 5],
      ["set-draft", "hello"],
    ]);
    for (const one of asked) one.answer({});
    await clock.advanceSettled(10_000);
    expect([asked.length, clock.pending]).toEqual([2, 0]);
    expect(marks.unmarked).toEqual({ reads: {}, drafts: {} });
  });

  it("[CLI11] what changed meanwhile is sent after the answer, and again after a failure", async () => {
    const { clock, asked, marks } = rig();
    marks.read("d:alice:bob", 3);
    await clock.advanceSettled(200);
    marks.read("d:alice:bob", 6);
    asked[0]?.answer({});
    await clock.advanceSettled(200);
    expect(asked.at(-1)?.args).toMatchObject({ upTo: 6 });
    for (const one of asked) one.refuse(refusal(true));
    await clock.advanceSettled(2_000);
    expect(asked.at(-1)?.args).toMatchObject({ upTo: 6 });
    marks.close();
    expect(clock.pending).toBe(0);
  });
});
