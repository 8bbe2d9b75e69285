import { Town, type Device, type Notebook, type TownOptions } from "@elsewhere/testkit";
import { describe, expect, it } from "vitest";
import { alice, bob, withBob } from "../testing/desk.ts";

const inTown =
  (test: (town: Town) => Promise<void>, options: TownOptions = { nodes: ["n1", "n2"] }) =>
  async (): Promise<void> => {
    const town = new Town(options);
    await town.people("alice", "bob", "carol");
    await test(town);
    await town.close();
    expect(town.failures).toEqual([]);
  };

/** Everything a device was told of somebody's presence. */
const seen = (device: Device<Notebook>, account: string): readonly string[] =>
  device
    .heard("presence")
    .flatMap(({ presence }) => presence)
    .filter((one) => one.account === account)
    .map((one) => one.presence.state);

const last = (device: Device<Notebook>, account: string) => seen(device, account).at(-1);

async function friends(town: Town) {
  const a = await town.connect("alice", { node: "n1" });
  const b = await town.connect("bob", { node: "n2" });
  await town.befriend(a, b);
  return { a, b };
}

describe("watching", () => {
  it(
    "[SEEN1] presence too expensive (complaint 8): watchers are told when the composite changes, and not otherwise",
    inTown(async (town) => {
      const { a, b } = await friends(town);
      expect([last(b, alice), last(a, bob)]).toEqual(["available", "available"]);
      const before = seen(b, alice).length;
      const phone = await town.connect("alice", { node: "n2", activity: "idle" });
      await a.sense({ activity: "active", idleFor: 10 });
      await phone.sense({ activity: "asleep", idleFor: 100_000 });
      await phone.disconnect();
      await town.pass(60_000);
      expect(seen(b, alice)).toHaveLength(before);
      await a.sense({ activity: "idle", idleFor: 1000 });
      expect(seen(b, alice).slice(before)).toEqual(["away"]);
    }),
  );

  it(
    "[SEEN2] who sees somebody is that person's choice, and a change of it is told at once",
    inTown(async (town) => {
      const { a, b } = await friends(town);
      const c = await town.connect("carol", { node: "n2" });
      const asks = async (device: Device<Notebook>) =>
        (await device.must({ type: "presence", accounts: [alice] })).presence[0]?.presence.state;
      expect([await asks(b), await asks(c)]).toEqual(["available", "offline"]);
      await a.must({ type: "set-settings", settings: { watchers: "everyone" } });
      expect([await asks(b), await asks(c)]).toEqual(["available", "available"]);
      await a.must({ type: "set-settings", settings: { hiddenFrom: [bob] } });
      expect([await asks(b), await asks(c), last(b, alice)]).toEqual(["offline", "available", "offline"]);
      await a.must({ type: "set-settings", settings: { hiddenFrom: [], watchers: "nobody" } });
      expect([await asks(b), await asks(c)]).toEqual(["offline", "offline"]);
      await a.must({ type: "set-settings", settings: { watchers: "contacts" } });
      expect(last(b, alice)).toBe("available");
      await a.must({ type: "set-status", status: { state: "invisible" } });
      expect(last(b, alice)).toBe("offline");
      expect(await c.ask({ type: "presence", accounts: ["x" as typeof alice] })).toMatchObject({
        rejected: "no-such-account",
      });
    }),
  );

  it(
    "[SEEN3] becoming contacts shows both to each other at once, parting or blocking hides them",
    inTown(async (town) => {
      const { a, b } = await friends(town);
      await a.must({ type: "remove-contact", account: bob });
      expect([last(a, bob), last(b, alice)]).toEqual(["offline", "offline"]);
      await b.must({ type: "ask-contact", account: alice });
      await a.must({ type: "answer-contact", account: bob, agree: true });
      expect([last(a, bob), last(b, alice)]).toEqual(["available", "available"]);
      await a.say({ account: bob }, "x");
      await b.must({ type: "block-contact", account: alice, blocked: true });
      expect([last(a, bob), last(b, alice)]).toEqual(["offline", "offline"]);
      expect(await a.ask({ type: "send-message", to: { conversation: withBob }, text: "?" })).toMatchObject({
        rejected: "blocked",
      });
    }),
  );

  it(
    "[SEEN4] presence stuck online (complaint 6): a dead connection leaves nobody online, one that is only quiet does",
    inTown(async (town) => {
      const { a, b } = await friends(town);
      await a.sense({ activity: "idle", idleFor: 0 });
      await town.pass(600_000);
      expect(last(b, alice)).toBe("away");
      a.vanish();
      await town.pass(74_000);
      expect(last(b, alice)).toBe("away");
      await town.pass(26_000);
      expect(last(b, alice)).toBe("offline");
    }),
  );

  it(
    "[SEEN4] half-open socket after sleep (complaint 12): one that is heard of again is there again",
    inTown(async (town) => {
      const { a, b } = await friends(town);
      const attached = a.vanish();
      await town.pass(200_000);
      expect(last(b, alice)).toBe("offline");
      attached?.heard();
      await town.settle();
      expect(last(b, alice)).toBe("available");
      attached?.detach();
    }),
  );

  it(
    "[SEEN5] a node does not take the quiet points of another for dead",
    inTown(async (town) => {
      const { b } = await friends(town);
      const phone = await town.connect("alice", { node: "n2", activity: "idle", kind: "phone" });
      const laptop = await town.connect("alice", { node: "n1", activity: "idle" });
      await town.pass(300_000);
      const { points } = await laptop.must({ type: "points" });
      const heard = points.find(({ device }) => device === phone.asker.device)?.heardAt ?? 0;
      expect(town.clock.now() - heard).toBeLessThan(75_000);
      expect(last(b, alice)).toBe("away");
    }),
  );

  it(
    "[SEEN6] a reload is not seen, going is, after ten seconds; coming to another node is not seen either",
    inTown(async (town) => {
      const { a, b } = await friends(town);
      let before = seen(b, alice).length;
      await a.disconnect();
      await town.pass(5000);
      await a.connect({ node: "n2" });
      await town.pass(30_000);
      expect(seen(b, alice)).toHaveLength(before);
      await a.disconnect();
      await town.pass(5000);
      await a.connect({ node: "n1", activity: "idle" });
      expect(seen(b, alice).slice(before)).toEqual(["away"]);
      await a.sense({ activity: "active" });
      before = seen(b, alice).length;
      await a.disconnect();
      await town.pass(9_900);
      expect(seen(b, alice)).toHaveLength(before);
      await town.pass(200);
      expect(seen(b, alice).slice(before)).toEqual(["offline"]);
    }),
  );

  it(
    "[SEEN7] a sleeping device is told how others are when it wakes",
    inTown(async (town) => {
      const { a, b } = await friends(town);
      await b.sense({ activity: "asleep" });
      const before = seen(b, alice).length;
      await a.sense({ activity: "idle" });
      expect(seen(b, alice)).toHaveLength(before);
      await b.sense({ activity: "active" });
      expect(seen(b, alice).slice(before)).toEqual(["away"]);
    }),
  );

  it(
    "[SEEN8] a setting that ends shows, although nothing else happens",
    inTown(async (town) => {
      const { a, b } = await friends(town);
      const until = town.clock.now() + 600_000;
      await a.must({ type: "set-status", status: { state: "invisible", until } });
      expect(last(b, alice)).toBe("offline");
      await town.pass(599_000);
      expect(last(b, alice)).toBe("offline");
      await town.pass(1000);
      expect(last(b, alice)).toBe("away");
    }),
  );

  it(
    "[SEEN9] who arrives is told how everybody is, and misses nothing that changes meanwhile",
    inTown(async (town) => {
      const { a, b } = await friends(town);
      await b.disconnect();
      const coming = b.connect({ node: "n1" });
      const changing = a.sense({ activity: "idle" });
      await Promise.all([coming, changing]);
      await town.settle();
      expect(last(b, alice)).toBe("away");
      const empty = b.fill();
      await b.disconnect();
      await b.connect({ node: "n2" });
      await a.sense({ activity: "active" });
      expect(last(b, alice)).toBe("available");
      empty();
      await town.settle();
    }),
  );

  it(
    "[SEEN10] of an account without a connection is told what can be reached by push, and what it says of itself",
    inTown(async (town) => {
      const { a, b } = await friends(town);
      await town.subscribe(a, "alice's phone");
      await a.disconnect();
      await town.pass(60_000);
      const asked = async () => (await b.must({ type: "presence", accounts: [alice] })).presence[0]?.presence;
      expect((await asked())?.can).toContain("audio");
      expect(last(b, alice)).toBe("offline");
      await a.must({ type: "set-status", status: { state: "away", note: "on holiday" } });
      expect(await asked()).toMatchObject({ state: "offline", note: "on holiday" });
      const [told] = b.heard("presence").at(-1)?.presence ?? [];
      expect(told?.presence.note).toBe("on holiday");
    }),
  );
});
