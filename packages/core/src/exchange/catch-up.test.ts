import { Town, type TownOptions } from "@elsewhere/testkit";
import { describe, expect, it } from "vitest";
import { accountTopic, type TopicId } from "../names.ts";
import { alice, bob, withBob } from "../testing/desk.ts";

const inTown =
  (test: (town: Town) => Promise<void>, options: TownOptions = {}) =>
  async (): Promise<void> => {
    const town = new Town(options);
    await town.people("alice", "bob", "carol");
    await test(town);
    await town.close();
    expect(town.failures).toEqual([]);
  };

const toBob = { account: bob };

describe("catching up", () => {
  it(
    "[CATCH1] messages missing after reconnect (complaint 7): nothing is lost and nothing comes twice",
    inTown(async (town) => {
      const a = await town.connect("alice");
      const b = await town.connect("bob");
      await a.say(toBob, "1");
      await b.disconnect();
      for (const text of ["2", "3", "4"]) await a.say(toBob, text);
      await b.connect();
      await a.say(toBob, "5");
      expect(b.knowledge.texts(withBob)).toEqual(["1", "2", "3", "4", "5"]);
      expect(b.knowledge.twice).toEqual([]);
      expect(b.hows()).toMatchObject({ "2": "silent", "5": "alert" });
      expect(b.heard("caught-up")).toHaveLength(2);
    }),
  );

  it(
    "[CATCH2] what is committed while a device catches up comes once, in its place",
    inTown(async (town) => {
      const a = await town.connect("alice");
      const b = await town.connect("bob");
      await a.say(toBob, "1");
      await b.disconnect();
      for (let n = 2; n < 30; n += 1) await a.say(toBob, `${n}`);
      const empty = b.fill();
      const coming = b.connect();
      await coming;
      expect(b.caughtUp).toBe(false);
      const sent = [a.say(toBob, "30"), a.say(toBob, "31")];
      await Promise.all(sent);
      empty();
      await town.settle();
      expect(b.caughtUp).toBe(true);
      expect(b.knowledge.texts(withBob)).toEqual(Array.from({ length: 31 }, (_, index) => `${index + 1}`));
      expect(b.knowledge.twice).toEqual([]);
    }),
  );

  it(
    "[CATCH2] what is read while its delivery is still under way is not told again",
    inTown(async (town) => {
      const a = await town.connect("alice");
      const b = await town.connect("bob");
      await a.say(toBob, "1");
      await b.disconnect();
      const release = town.node("n1").store.holdAnswers();
      const sent = a.say(toBob, "2");
      await town.settle();
      await b.connect();
      expect(b.knowledge.texts(withBob)).toEqual(["1", "2"]);
      release();
      await sent;
      await a.say(toBob, "3");
      expect(b.knowledge.texts(withBob)).toEqual(["1", "2", "3"]);
      expect(b.knowledge.twice).toEqual([]);
    }),
  );

  it(
    "[CATCH2] a conversation that begins meanwhile comes too",
    inTown(
      async (town) => {
        const a = await town.connect("alice", { node: "n1" });
        const b = await town.connect("bob", { node: "n2", start: false });
        await a.say(toBob, "hello");
        await b.start();
        expect(b.knowledge.texts(withBob)).toEqual(["hello"]);
      },
      { nodes: ["n1", "n2"] },
    ),
  );

  it(
    "[CATCH3] a device without a place, or too far behind, is given the present state",
    inTown(
      async (town) => {
        const a = await town.connect("alice");
        const b = await town.connect("bob");
        await a.say(toBob, "0");
        await b.disconnect();
        for (let n = 1; n <= 12; n += 1) await a.say(toBob, `${n}`);
        await b.connect();
        const [snapshot] = b.knowledge.snapshots.filter(({ topic }) => topic === withBob).slice(-1);
        expect(snapshot).toMatchObject({ more: true, unread: 13 });
        expect(b.knowledge.texts(withBob)).toEqual(["8", "9", "10", "11", "12"]);
        const fresh = await town.connect("bob");
        expect(fresh.knowledge.texts(withBob)).toEqual(["8", "9", "10", "11", "12"]);
      },
      { limits: { resumeEntries: 10, snapshotMessages: 5 } },
    ),
  );

  it(
    "[CATCH3] unread messages are counted without one's own and deleted ones",
    inTown(async (town) => {
      const a = await town.connect("alice");
      const { conversation, offset } = await a.say(toBob, "1");
      await a.say(toBob, "2");
      await a.must({ type: "delete-message", place: { conversation, offset } });
      const b = await town.connect("bob");
      await b.say({ account: alice }, "mine");
      const fresh = await town.connect("bob");
      expect(fresh.knowledge.snapshots.find(({ topic }) => topic === withBob)?.unread).toBe(1);
    }),
  );

  it(
    "[CATCH4] places of another epoch, or that do not exist, mean nothing",
    inTown(async (town) => {
      const a = await town.connect("alice");
      const b = await town.connect("bob");
      await a.say(toBob, "1");
      await b.disconnect();
      town.node("n1").store.newEpoch();
      await b.connect();
      expect(b.knowledge.snapshots.filter(({ topic }) => topic === withBob)).toHaveLength(1);
      await b.disconnect();
      const before = b.knowledge.snapshots.length;
      (b.knowledge.positions() as Map<TopicId, number>).set(withBob, 999);
      await b.connect();
      expect(b.knowledge.snapshots).toHaveLength(before + 1);
      expect(b.knowledge.positions().get(withBob)).toBeLessThan(20);
    }),
  );

  it(
    "[CATCH5] a node killed between commit and delivery: what was answered, and what was not, is there once",
    inTown(async (town) => {
      const a = await town.connect("alice");
      const b = await town.connect("bob");
      await a.say(toBob, "1");
      town.node("n1").store.holdAnswers();
      const send = { type: "send-message", to: toBob, text: "2" } as const;
      void town
        .node("n1")
        .exchange.ask(a.asker, send, "c-again")
        .catch(() => undefined);
      await town.settle();
      await town.crash("n1");
      town.start("n1");
      await Promise.all([a.connect(), b.connect()]);
      await a.must(send, "c-again");
      for (const device of [a, b]) {
        expect(device.knowledge.texts(withBob)).toEqual(["1", "2"]);
        expect(device.knowledge.twice).toEqual([]);
      }
    }),
  );

  it(
    "[CATCH6] a device without room is waited for, and only its own stream",
    inTown(async (town) => {
      const a = await town.connect("alice");
      const b = await town.connect("bob");
      await a.say(toBob, "1");
      const other = await town.signIn("bob", {}, b.knowledge);
      const empty = other.fill();
      await other.connect();
      expect(other.heard("snapshot")).toEqual([]);
      await a.say(toBob, "2");
      expect(b.hows()["2"]).toBeDefined();
      empty();
      await town.settle();
      expect(other.caughtUp).toBe(true);
    }),
  );

  it("[CATCH7] a device whose catching up fails is asked to come back", async () => {
    const town = new Town();
    await town.people("alice", "bob");
    const b = await town.connect("bob", { start: false });
    town.node("n1").store.failing = true;
    await b.start();
    expect(b.goodbye).toBe("unavailable");
    expect(town.failures.length).toBeGreaterThan(0);
    town.node("n1").store.failing = false;
    await b.connect();
    expect(b.caughtUp).toBe(true);
    await town.close();
  });

  it(
    "[CATCH8] a device that goes before it was greeted, or while it catches up, leaves nothing behind",
    inTown(async (town) => {
      const a = await town.connect("alice");
      await a.say(toBob, "1");
      const b = await town.connect("bob", { start: false });
      expect(b.told).toEqual([]);
      await a.say(toBob, "2");
      expect(b.told).toEqual([]);
      await b.disconnect();
      await b.start();
      const empty = b.fill();
      await b.connect();
      const attached = b.vanish();
      attached?.detach();
      attached?.sense({ activity: "active", idleFor: 0 });
      attached?.heard();
      attached?.start();
      attached?.ack(new Map());
      attached?.typing(withBob);
      attached?.detach();
      empty();
      await town.pass(30_000);
      expect(town.node("n1").exchange.counts().points).toBe(1);
      const { points } = await b.must({ type: "points" });
      expect(points.filter(({ node }) => node !== undefined)).toEqual([]);
    }),
  );

  it(
    "[CATCH9] a conversation that was left is not sent, the one used last comes first",
    inTown(async (town) => {
      const a = await town.connect("alice");
      const { conversation } = await a.must({ type: "create-group", title: "T", members: [bob] });
      await a.say(toBob, "direct");
      const b = await town.connect("bob");
      await b.must({ type: "mark-read", conversation, upTo: 1 });
      await town.pass(1000);
      await b.must({ type: "mark-read", conversation: withBob, upTo: 9 });
      const second = await town.connect("bob");
      expect(second.knowledge.snapshots.map(({ topic }) => topic)).toEqual([
        accountTopic(bob),
        withBob,
        conversation,
      ]);
      await b.must({ type: "remove-member", conversation, account: bob });
      const third = await town.connect("bob");
      expect(third.knowledge.snapshots.map(({ topic }) => topic)).toEqual([accountTopic(bob), withBob]);
    }),
  );

  it(
    "[CATCH10] who asks for what is missing gets it in pages, and only what they may read",
    inTown(async (town) => {
      const a = await town.connect("alice");
      const c = await town.connect("carol");
      await a.say(toBob, "1");
      const resume = (after: number) => ({ type: "resume", topic: withBob, after }) as const;
      expect(await a.must(resume(3))).toMatchObject({ more: false, entries: [{ offset: 4 }] });
      expect(await a.must(resume(0))).toMatchObject({ snapshot: { topic: withBob } });
      expect(await c.ask(resume(3))).toMatchObject({ rejected: "not-a-member" });
      const others = { type: "resume", topic: accountTopic(alice), after: 1 } as const;
      expect(await c.ask(others)).toMatchObject({ rejected: "not-allowed" });
    }),
  );
});
