import { Notebook, Town, passwordOf, type TownOptions } from "@elsewhere/testkit";
import { describe, expect, it } from "vitest";
import { accountTopic } from "../names.ts";
import { isRejection } from "../rejection.ts";
import { alice } from "../testing/desk.ts";

const inTown =
  (test: (town: Town) => Promise<void>, options: TownOptions = { nodes: ["n1", "n2"] }) =>
  async (): Promise<void> => {
    const town = new Town(options);
    await town.people("alice", "bob");
    await test(town);
    await town.close();
    expect(town.failures).toEqual([]);
  };

const device = { label: "New", kind: "app", capabilities: ["text"] } as const;
const signIn = (town: Town, node = "n1") => town.node(node).gate.signIn("alice", passwordOf("alice"), device);

describe("devices", () => {
  it(
    "[DEV1] a new sign-in disconnects nobody, and the others are told of it",
    inTown(async (town) => {
      const first = await town.connect("alice", { node: "n1" });
      const second = await town.connect("alice", { node: "n2", label: "Second" });
      expect([first.connected, second.connected]).toEqual([true, true]);
      const told = first.knowledge.entries(accountTopic(alice)).map(({ body }) => body);
      expect(told).toContainEqual(expect.objectContaining({ type: "device", label: "Second", gone: false }));
      const { devices } = await first.must({ type: "devices", account: undefined });
      expect(devices.map(({ connected }) => connected)).toEqual([true, true]);
    }),
  );

  it(
    "[DEV2] at the limit the device unused for longest goes, never one that is connected to any node or a script",
    inTown(
      async (town) => {
        const here = await town.connect("alice", { node: "n2", label: "here" });
        const script = await town.node("n1").gate.createToken(alice, "script");
        expect(isRejection(script)).toBe(false);
        const old = await town.signIn("alice", { label: "old" }, new Notebook());
        await town.pass(1000);
        expect(isRejection(await signIn(town))).toBe(false);
        const { devices } = await here.must({ type: "devices", account: undefined });
        expect(devices.map(({ label }) => label).sort()).toEqual(["New", "here", "script"]);
        await expect(old.connect()).rejects.toThrow(/not-signed-in/);
        const more = await signIn(town);
        expect(isRejection(more)).toBe(false);
        expect(here.connected).toBe(true);
      },
      { nodes: ["n1", "n2"], limits: { devicesPerAccount: 3 } },
    ),
  );

  it(
    "[DEV2] or the new one is refused, if that is the policy or nothing can go",
    inTown(
      async (town) => {
        await town.connect("alice");
        await town.signIn("alice", {}, new Notebook());
        expect(await signIn(town)).toMatchObject({ rejected: "device-limit" });
      },
      { nodes: ["n1"], limits: { devicesPerAccount: 2, atDeviceLimit: "refuse" } },
    ),
  );

  it(
    "[DEV3] one or all others are signed out, on any node, and told why",
    inTown(async (town) => {
      const me = await town.connect("alice", { node: "n1" });
      const others = [
        await town.connect("alice", { node: "n1" }),
        await town.connect("alice", { node: "n2" }),
        await town.connect("alice", { node: "n2" }),
      ];
      const [first] = others;
      const one = {
        type: "sign-out",
        account: undefined,
        devices: [first?.asker.device ?? me.asker.device],
      } as const;
      expect(await me.must(one)).toEqual({ signedOut: 1 });
      expect(others.map(({ goodbye }) => goodbye)).toEqual(["signed-out", undefined, undefined]);
      expect(await me.ask(one)).toMatchObject({ rejected: "no-such-device" });
      await me.must({ type: "sign-out", account: undefined, devices: "others" });
      expect(others.map(({ goodbye }) => goodbye)).toEqual(["signed-out", "signed-out", "signed-out"]);
      expect([me.goodbye, me.connected]).toEqual([undefined, true]);
      const { gate } = town.node("n2");
      for (const other of others)
        expect(await gate.authenticate(other.token)).toMatchObject({ rejected: "not-signed-in" });
      expect(await gate.authenticate(me.token)).toMatchObject({ account: alice });
      const b = await town.connect("bob");
      expect(await b.ask({ ...one, account: alice, devices: [me.asker.device] })).toMatchObject({
        rejected: "not-allowed",
      });
    }),
  );

  it(
    "[DEV4] a new name is on every node and in the records",
    inTown(async (town) => {
      const one = await town.connect("alice", { node: "n1" });
      const other = await town.connect("alice", { node: "n2" });
      await one.must({ type: "rename-device", device: other.asker.device, label: "Kitchen" });
      expect((await town.node("n1").store.readDevice(other.asker.device))?.label).toBe("Kitchen");
      const { points } = await other.must({ type: "points" });
      expect(points.find((point) => point.device === other.asker.device)?.label).toBe("Kitchen");
      await other.must({ type: "subscribe-push", subscription: undefined });
      const { devices } = await one.must({ type: "devices", account: undefined });
      expect(devices.map(({ label }) => label).toSorted()).toContain("Kitchen");
    }),
  );

  it(
    "[DEV5] changes of one device at the same time are all kept",
    inTown(async (town) => {
      const one = await town.connect("alice");
      const { gate } = town.node("n1");
      const subscription = { endpoint: "e", p256dh: "p", auth: "a" };
      const [token] = await Promise.all([
        gate.rotate(one.asker),
        one.must({ type: "subscribe-push", subscription }),
        one.must({ type: "rename-device", device: one.asker.device, label: "Renamed" }),
      ]);
      expect(await gate.authenticate(typeof token === "string" ? token : "")).toMatchObject({
        account: alice,
      });
      expect(await town.node("n1").store.readDevice(one.asker.device)).toMatchObject({
        push: subscription,
        label: "Renamed",
      });
    }),
  );

  it(
    "[DEV6] the device of a public terminal goes with its connection, not with a reload",
    inTown(async (town) => {
      const { gate, exchange, store } = town.node("n1");
      const admitted = await gate.signIn("bob", passwordOf("bob"), { ...device, passing: true });
      if (isRejection(admitted)) throw new Error(admitted.rejected);
      const arrival = {
        epoch: undefined,
        positions: new Map(),
        capabilities: undefined,
        activity: "active",
        idleFor: 0,
        open: undefined,
      } as const;
      const sink = { tell: () => undefined, close: () => undefined, room: () => undefined };
      const come = async () => {
        const attached = await exchange.attach(admitted.asker, arrival, sink);
        if (isRejection(attached)) throw new Error(attached.rejected);
        attached.start();
        await town.settle();
        return attached;
      };
      (await come()).detach();
      await town.pass(30_000);
      (await come()).detach();
      await town.pass(40_000);
      expect(await store.readDevice(admitted.asker.device)).toBeDefined();
      await town.pass(30_000);
      expect(await store.readDevice(admitted.asker.device)).toBeUndefined();
      const forgotten = await gate.signIn("bob", passwordOf("bob"), { ...device, passing: true });
      await town.pass(1000);
      expect(await exchange.tidy(town.clock.now())).toBe(1);
      expect(isRejection(forgotten) || (await store.readDevice(forgotten.asker.device))).toBeUndefined();
    }),
  );
});
