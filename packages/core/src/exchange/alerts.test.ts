import { Town, type Device, type Notebook, type TownOptions } from "@elsewhere/testkit";
import { describe, expect, it } from "vitest";
import type { PlanEntry } from "../delivery/plan.ts";
import type { DeviceId } from "../names.ts";
import { alice, bob, withBob } from "../testing/desk.ts";

const inTown =
  (test: (town: Town) => Promise<void>, options: TownOptions = { nodes: ["n1", "n2"] }) =>
  async (): Promise<void> => {
    const town = new Town(options);
    await town.people("alice", "bob");
    await test(town);
    await town.close();
    expect(town.failures).toEqual([]);
  };

const toBob = { account: bob };

/** Bob's phone, which sleeps and can be pushed to. */
async function phoneOf(town: Town, node = "n1"): Promise<Device<Notebook>> {
  const phone = await town.connect("bob", { node, label: "phone", kind: "phone", push: true });
  await phone.disconnect();
  await town.pass(60_000);
  return phone;
}

describe("waking and telling", () => {
  it(
    "[WAKE1] a sleeping phone is pushed to once, though two nodes hold points",
    inTown(async (town) => {
      const a = await town.connect("alice", { node: "n1" });
      await phoneOf(town);
      await town.connect("bob", { node: "n1", activity: "idle", idleFor: 900_000 });
      await town.connect("bob", { node: "n2", activity: "idle", idleFor: 900_000 });
      await a.say(toBob, "wake up");
      await town.settle();
      expect(town.push.to("phone")).toEqual(["message wake up"]);
      expect(town.push.pushed[0]).toMatchObject({
        urgency: "high",
        payload: { title: "Alice", from: "Alice", unread: 1, message: `${withBob}.4` },
      });
      await town.pass(300_000);
      expect(town.push.pushed).toHaveLength(1);
    }),
  );

  it(
    "[WAKE2] phone buzzes while I am active on the computer (complaint 1): only if I do not react there",
    inTown(async (town) => {
      const a = await town.connect("alice", { node: "n1" });
      await phoneOf(town);
      const laptop = await town.connect("bob", { node: "n2", label: "laptop" });
      const { conversation, offset } = await a.say(toBob, "1");
      expect(laptop.hows()["1"]).toBe("alert");
      await town.pass(10_000);
      await laptop.must({ type: "mark-read", conversation, upTo: offset });
      await town.pass(60_000);
      expect(town.push.pushed).toEqual([]);
      await laptop.sense({ activity: "active" });
      await a.say(toBob, "2");
      await town.pass(16_000);
      expect(town.push.to("phone")).toEqual(["message 2"]);
    }),
  );

  it(
    "[WAKE2] also when I write instead of reading",
    inTown(async (town) => {
      const a = await town.connect("alice", { node: "n2" });
      await phoneOf(town);
      const laptop = await town.connect("bob", { node: "n2", label: "laptop" });
      await a.say(toBob, "1");
      await laptop.say({ account: alice }, "here");
      await town.pass(60_000);
      expect(town.push.pushed).toEqual([]);
    }),
  );

  it(
    "[WAKE3] desktop left open eats the push (complaint 2): the phone is pushed at once",
    inTown(async (town) => {
      const a = await town.connect("alice", { node: "n2" });
      await phoneOf(town);
      await town.connect("bob", { node: "n1", activity: "idle", idleFor: 400_000 });
      await a.say(toBob, "1");
      await town.settle();
      expect(town.push.to("phone")).toEqual(["message 1"]);
    }),
  );

  it(
    "[WAKE4] notification not cleared elsewhere (complaint 9): what one node pushed is taken back when it is read on another",
    inTown(async (town) => {
      const a = await town.connect("alice", { node: "n1" });
      await phoneOf(town);
      const { conversation } = await a.say(toBob, "1");
      const { offset } = await a.say(toBob, "2");
      await town.settle();
      expect(town.push.to("phone")).toEqual(["message 1", "message 2"]);
      await town.pass(3_600_000);
      const laptop = await town.connect("bob", { node: "n2" });
      await laptop.must({ type: "mark-read", conversation, upTo: offset });
      await town.settle();
      expect(town.push.to("phone")).toEqual(["message 1", "message 2", `clear ${offset}`]);
      await laptop.disconnect();
      await town.pass(60_000);
      expect(town.node("n1").exchange.counts()).toMatchObject({ openAlerts: 0, accounts: 1 });
    }),
  );

  it(
    "[WAKE4] a device that is connected is told by its connection, on whichever node",
    inTown(async (town) => {
      const a = await town.connect("alice", { node: "n1" });
      const laptop = await town.connect("bob", { node: "n2", label: "laptop" });
      const desktop = await town.connect("bob", {
        node: "n1",
        label: "desktop",
        activity: "idle",
        idleFor: 1000,
      });
      const { conversation, offset } = await a.say(toBob, "1");
      expect([laptop.hows()["1"], desktop.hows()["1"]]).toEqual(["alert", "silent"]);
      await desktop.must({ type: "mark-read", conversation, upTo: offset });
      expect(laptop.heard("clear")).toEqual([{ type: "clear", conversation, upTo: offset }]);
      expect(desktop.heard("clear")).toEqual([]);
    }),
  );

  it(
    "[WAKE5] nobody reacted: the next device is alerted by its connection, on whichever node",
    inTown(async (town) => {
      const a = await town.connect("alice", { node: "n1" });
      await town.connect("bob", { node: "n1", label: "laptop" });
      const tablet = await town.connect("bob", {
        node: "n2",
        label: "tablet",
        push: true,
        activity: "idle",
        idleFor: 100_000,
      });
      await a.say(toBob, "1");
      await town.pass(16_000);
      expect(tablet.heard("alert")).toMatchObject([{ message: `${withBob}.4`, why: "nobody-reacted" }]);
      expect(town.push.pushed).toEqual([]);
    }),
  );

  it(
    "[WAKE6] a deleted message is not pushed, and taken back where it was",
    inTown(async (town) => {
      const a = await town.connect("alice", { node: "n1" });
      await phoneOf(town);
      const laptop = await town.connect("bob", { node: "n2", label: "laptop" });
      const place = await a.say(toBob, "1");
      await a.must({ type: "delete-message", place });
      await town.pass(60_000);
      expect(town.push.pushed).toEqual([]);
      await laptop.disconnect();
      await town.pass(60_000);
      const second = await a.say(toBob, "2");
      await a.must({ type: "delete-message", place: second });
      await town.settle();
      expect(town.push.to("phone")).toEqual(["message 2", `clear ${second.offset}`]);
    }),
  );

  it(
    "[WAKE7] why: the plan names every device of sender and recipient, and each turn that came",
    inTown(async (town) => {
      const a = await town.connect("alice", { node: "n1", label: "alice's laptop" });
      const resting = await town.connect("alice", { node: "n2", label: "alice's phone" });
      await resting.disconnect();
      await phoneOf(town);
      const laptop = await town.connect("bob", { node: "n2", label: "laptop" });
      const place = await a.say(toBob, "1");
      await town.pass(16_000);
      const datum = `${withBob}.${place.offset}`;
      const { exchange } = town.node("n2");
      const { plans, labels } = (await exchange.ask(
        town.admin,
        { type: "why", datum, all: true },
        undefined,
      )) as Awaited<ReturnType<typeof a.must<"why">>>;
      const entries = plans.flatMap((plan) =>
        (JSON.parse(plan.entries) as PlanEntry[]).map(
          ({ point, how, reason }) => `${labels.get(point)}: ${how}, ${reason.code}`,
        ),
      );
      expect(entries.toSorted()).toEqual([
        "alice's laptop: show, made-here",
        "alice's phone: withhold, own",
        "laptop: alert, in-use",
        "phone: push, nobody-reacted",
        "phone: withhold, active-elsewhere",
      ]);
      const own = await laptop.must({ type: "why", datum, all: false });
      expect(new Set(own.plans.map(({ account }) => account))).toEqual(new Set([bob]));
      expect(await laptop.ask({ type: "why", datum, all: true })).toMatchObject({ rejected: "not-allowed" });
    }),
  );

  it(
    "[WAKE11] what one place got of some messages is told with its alerts, and nothing of others",
    inTown(async (town) => {
      const a = await town.connect("alice", { node: "n1", label: "alice's laptop" });
      const phone = await phoneOf(town);
      const laptop = await town.connect("bob", { node: "n2", label: "laptop" });
      const first = await a.say(toBob, "1");
      const second = await a.say(toBob, "2");
      await town.pass(16_000);
      const got = async (device: DeviceId | undefined) => {
        const messages = [first, second];
        const { plans } = await laptop.must({ type: "deliveries", messages, device });
        expect(plans.filter(({ account }) => account !== bob)).toEqual([]);
        return plans.flatMap((plan) =>
          (JSON.parse(plan.entries) as PlanEntry[]).map(({ point, how }) => [
            point === phone.asker.device,
            how,
          ]),
        );
      };
      expect(await got(phone.asker.device)).toEqual([
        [true, "withhold"],
        [true, "withhold"],
        [true, "push"],
      ]);
      expect(await got(undefined)).toHaveLength(5);
      expect(await got("nobody's" as DeviceId)).toEqual([]);
    }),
  );

  it(
    "[WAKE7] why: also of somebody who is not connected at all",
    inTown(async (town) => {
      const a = await town.connect("alice", { node: "n1" });
      await phoneOf(town, "n2");
      await a.say(toBob, "1");
      await town.settle();
      const plans = await town.node("n1").store.readPlans(`m:${withBob}.4`);
      expect(plans.map(({ account, node }) => `${account} ${node}`).sort()).toEqual(["alice n1", "bob n1"]);
    }),
  );

  it(
    "[WAKE8] a subscription that is gone is forgotten, one that fails is kept",
    inTown(async (town) => {
      const a = await town.connect("alice");
      await phoneOf(town);
      town.push.outcomes.set("phone", "failed");
      await a.say(toBob, "1");
      await town.settle();
      town.push.outcomes.set("phone", "gone");
      await a.say(toBob, "2");
      await town.settle();
      await a.say(toBob, "3");
      await town.pass(60_000);
      expect(town.push.to("phone")).toEqual(["message 1", "message 2"]);
    }),
  );

  it(
    "[WAKE9] a push carries the beginning of the text, or the names of the files, and the title of the group",
    inTown(async (town) => {
      const a = await town.connect("alice");
      await phoneOf(town);
      const { conversation } = await a.must({ type: "create-group", title: "Team", members: [bob] });
      await a.say({ conversation }, "x".repeat(500));
      await town.settle();
      const [pushed] = town.push.pushed;
      expect(pushed?.payload).toMatchObject({ title: "Team", from: "Alice" });
      expect(pushed?.payload.type === "message" && pushed.payload.text).toHaveLength(140);
    }),
  );

  it(
    "[WAKE10] a device that subscribes on one node is woken by another",
    inTown(async (town) => {
      const a = await town.connect("alice", { node: "n1" });
      const laptop = await town.connect("bob", { node: "n1", activity: "idle", idleFor: 900_000 });
      const phone = await town.connect("bob", { node: "n2", kind: "phone" });
      await town.subscribe(phone, "late");
      await phone.disconnect();
      await town.pass(60_000);
      await a.say(toBob, "1");
      await town.settle();
      expect(town.push.to("late")).toEqual(["message 1"]);
      expect(laptop.hows()["1"]).toBe("silent");
    }),
  );
});
