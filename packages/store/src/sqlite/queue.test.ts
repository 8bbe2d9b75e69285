import { describe, expect, it } from "vitest";
import { GroupQueue, type QueuePolicy } from "./queue.ts";

const plain: QueuePolicy = { gather: 0, oneByOne: true, most: 100 };

/** Groups as they were handed over, and the means to answer the oldest. */
function collect(policy: QueuePolicy) {
  const groups: (readonly unknown[])[] = [];
  const answers: ((replies: readonly unknown[]) => void)[] = [];
  const queue = new GroupQueue((group) => {
    groups.push(group);
    return new Promise((resolve) => answers.push(resolve));
  }, policy);
  return { queue, groups, answer: (replies: readonly unknown[]) => answers.shift()?.(replies) };
}

const turn = () => new Promise((resolve) => setImmediate(() => setImmediate(resolve)));

describe("a queue of orders", () => {
  it("[STORE37] what is asked in one turn goes together, and each gets its own reply", async () => {
    const { queue, groups, answer } = collect(plain);
    const replies = [queue.add("a"), queue.add("b")];
    await turn();
    expect(groups).toEqual([["a", "b"]]);
    answer([1, 2]);
    expect(await Promise.all(replies)).toEqual([1, 2]);
  });

  it("[STORE37] what comes while a group is away is the next group", async () => {
    const { queue, groups, answer } = collect(plain);
    const first = queue.add("a");
    await turn();
    const rest = [queue.add("b"), queue.add("c")];
    await turn();
    expect(groups).toEqual([["a"]]);
    expect(queue.length).toBe(2);
    answer([1]);
    expect(await first).toBe(1);
    await turn();
    expect(groups).toEqual([["a"], ["b", "c"]]);
    answer([2, 3]);
    expect(await Promise.all(rest)).toEqual([2, 3]);
  });

  it("[STORE37] a group has at most so many; reads need not wait for the group before", async () => {
    const { queue, groups, answer } = collect({ gather: 0, oneByOne: false, most: 2 });
    const replies = ["a", "b", "c"].map((order) => queue.add(order));
    await turn();
    expect(groups).toEqual([["a", "b"], ["c"]]);
    answer([1, 2]);
    answer([3]);
    expect(await Promise.all(replies)).toEqual([1, 2, 3]);
  });

  it("[STORE27] if a group fails all of it is refused, and the next goes on", async () => {
    let attempts = 0;
    const queue = new GroupQueue(async (group) => {
      if (attempts++ === 0) throw new Error("full");
      return group;
    }, plain);
    const results = await Promise.allSettled([queue.add("a"), queue.add("b")]);
    expect(results.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
    expect(await queue.add("c")).toBe("c");
  });

  it("[STORE29] one reply may be a failure", async () => {
    const { queue, answer } = collect(plain);
    const results = Promise.allSettled([queue.add("a"), queue.add("b")]);
    await turn();
    answer([{ failed: { message: "no", code: "SQLITE_CONSTRAINT" } }, 2]);
    expect(await results).toMatchObject([
      { status: "rejected", reason: { cause: { message: "no", code: "SQLITE_CONSTRAINT" } } },
      { status: "fulfilled", value: 2 },
    ]);
  });

  it("[STORE25] it is drained when all is answered", async () => {
    const { queue, answer } = collect(plain);
    await queue.drained();
    const happened: string[] = [];
    const reply = queue.add("a").then(() => happened.push("answered"));
    const drained = queue.drained().then(() => happened.push("drained"));
    await turn();
    expect(happened).toEqual([]);
    answer([1]);
    await Promise.all([reply, drained]);
    expect(happened).toEqual(["answered", "drained"]);
  });
});
