import type { AccountName, Bus, NodeName, Parcel, Point } from "@elsewhere/core";
import { alice, bob, carol, type Runner } from "./store-subject.ts";

/** Nodes to be tried: they are joined one by one and find each other. */
export interface WireSubject {
  readonly join: (node: NodeName) => Promise<Bus>;
  /** Resolves when everything that was sent, held or released has taken effect everywhere. */
  readonly settle: () => Promise<void>;
  readonly close: () => Promise<void>;
}

export type MakeWire = () => Promise<WireSubject>;

/** A node with what it was given. */
interface Listener {
  readonly bus: Bus;
  readonly taken: (readonly [readonly AccountName[], Parcel])[];
  readonly watched: (readonly [AccountName, Parcel])[];
  points: readonly Point[];
}

const nodeName = (name: string): NodeName => name as NodeName;

export function pointOf(account: AccountName, node: NodeName, device = `${account}-1`): Point {
  return {
    device: device as Point["device"],
    account,
    node,
    label: "Laptop",
    kind: "browser",
    capabilities: ["text"],
    activity: "active",
    lastActiveAt: 5,
    heardAt: 6,
    open: undefined,
    inCall: false,
    pushable: false,
  };
}

const typing = (at: number): Parcel => ({
  type: "typing",
  conversation: "d:alice:bob" as Extract<Parcel, { type: "typing" }>["conversation"],
  account: alice,
  device: "laptop" as Point["device"],
  at,
});

const present: Parcel = { type: "presence", account: alice, presence: { state: "available", can: [] } };

/** What every bus does, whatever it is made of. The rules are in packages/bus/RULES.md. */
export function busContract(makeWire: MakeWire, runner: Runner): void {
  const fresh = (test: (nodes: Listener[], subject: WireSubject) => Promise<void>) => async () => {
    const subject = await makeWire();
    try {
      const nodes: Listener[] = [];
      for (const name of ["n1", "n2", "n3"]) nodes.push(await listen(subject, nodeName(name)));
      await test(nodes, subject);
    } finally {
      await subject.close();
    }
  };
  deliveryContract(fresh, runner);
  directoryContract(fresh, runner);
  endContract(fresh, runner);
}

type Fresh = (test: (nodes: Listener[], subject: WireSubject) => Promise<void>) => () => Promise<void>;

async function listen(subject: WireSubject, name: NodeName): Promise<Listener> {
  const bus = await subject.join(name);
  const listener: Listener = { bus, taken: [], watched: [], points: [] };
  bus.serve({
    take: (accounts, parcel) => listener.taken.push([accounts, parcel]),
    takeAsWatcher: (account, parcel) => listener.watched.push([account, parcel]),
    pointsHere: (accounts) => listener.points.filter((point) => accounts.includes(point.account)),
  });
  return listener;
}

function deliveryContract(fresh: Fresh, { describe, it, expect }: Runner): void {
  describe("delivery", () => {
    it(
      "[BUS1] a parcel is taken once by every other node that holds one of the accounts, with those it holds",
      fresh(async ([n1, n2, n3], { settle }) => {
        for (const one of [n1, n2]) for (const name of [alice, bob]) one?.bus.hold(name);
        n3?.bus.hold(carol);
        await settle();
        n1?.bus.send([alice, bob, carol], typing(1));
        expect(n2?.taken).toEqual([]);
        await settle();
        expect(n1?.taken).toEqual([]);
        expect(n2?.taken).toEqual([[[alice, bob], typing(1)]]);
        expect(n3?.taken).toEqual([[[carol], typing(1)]]);
      }),
    );

    it(
      "[BUS2] parcels of one sender are taken in the order they were sent, of whatever kind",
      fresh(async ([n1, n2], { settle }) => {
        n2?.bus.hold(alice);
        n2?.bus.watch(alice);
        await settle();
        const order: number[] = [];
        n2?.bus.serve({
          take: (_, parcel) => order.push(parcel.type === "typing" ? parcel.at : 0),
          takeAsWatcher: (_, parcel) => order.push(parcel.type === "typing" ? parcel.at : 0),
          pointsHere: () => [],
        });
        for (let at = 1; at <= 50; at += 1) {
          if (at % 3 === 0) n1?.bus.tellWatchers(alice, typing(at));
          else n1?.bus.send([alice], typing(at));
        }
        await settle();
        expect(order).toEqual(Array.from({ length: 50 }, (_, index) => index + 1));
      }),
    );

    it(
      "[BUS3] a parcel for watchers goes to the other nodes that watch, whoever holds the account",
      fresh(async ([n1, n2, n3], { settle }) => {
        n1?.bus.watch(alice);
        n2?.bus.watch(alice);
        n3?.bus.hold(alice);
        await settle();
        n1?.bus.tellWatchers(alice, present);
        await settle();
        expect([n1?.watched, n2?.watched, n3?.watched]).toEqual([[], [[alice, present]], []]);
        expect(n3?.taken).toEqual([]);
        n2?.bus.unwatch(alice);
        await settle();
        n1?.bus.tellWatchers(alice, present);
        await settle();
        expect(n2?.watched).toHaveLength(1);
      }),
    );

    it(
      "[BUS4] what is taken is what was sent, as plain data",
      fresh(async ([n1, n2], { settle }) => {
        n2?.bus.hold(alice);
        await settle();
        const point = pointOf(alice, nodeName("n1"));
        const parcel: Parcel = { type: "point", point: { ...point, open: undefined }, gone: false };
        n1?.bus.send([alice], parcel);
        await settle();
        const [[, taken] = []] = n2?.taken ?? [];
        expect(taken).toEqual(parcel);
        expect(JSON.parse(JSON.stringify(taken))).toEqual(JSON.parse(JSON.stringify(parcel)));
      }),
    );
  });
}

function directoryContract(fresh: Fresh, { describe, it, expect }: Runner): void {
  describe("directory", () => {
    it(
      "[BUS5] holding twice is holding once, and one release ends it",
      fresh(async ([n1, n2], { settle }) => {
        n2?.bus.hold(alice);
        n2?.bus.hold(alice);
        await settle();
        n1?.bus.send([alice], typing(1));
        await settle();
        expect(n2?.taken).toHaveLength(1);
        n2?.bus.release(alice);
        n2?.bus.release(bob);
        await settle();
        n1?.bus.send([alice], typing(2));
        await settle();
        expect(n2?.taken).toHaveLength(1);
        expect(n1?.bus.held(alice)).toBe(false);
      }),
    );

    it(
      "[BUS6] the other holders are named in order, oneself never",
      fresh(async ([n1, n2, n3], { settle }) => {
        n1?.bus.hold(alice);
        await settle();
        expect([n1?.bus.held(alice), n1?.bus.holders(alice)]).toEqual([false, []]);
        n3?.bus.hold(alice);
        n2?.bus.hold(alice);
        await settle();
        expect([n1?.bus.held(alice), n1?.bus.holders(alice)]).toEqual([true, ["n2", "n3"]]);
        expect(n2?.bus.holders(alice)).toEqual(["n1", "n3"]);
        expect(n1?.bus.holders(bob)).toEqual([]);
      }),
    );

    it(
      "[BUS11] with others there, nobody is alone any more, also when they have gone",
      fresh(async ([n1, n2, n3], { settle }) => {
        expect([n1?.bus.alone, n2?.bus.alone, n3?.bus.alone]).toEqual([false, false, false]);
        await n2?.bus.close();
        await n3?.bus.close();
        await settle();
        expect(n1?.bus.alone).toBe(false);
      }),
    );

    it(
      "[BUS7] points are asked now, of the nodes that hold an account, without one's own",
      fresh(async ([n1, n2, n3], { settle }) => {
        for (const node of [n1, n2, n3]) {
          node?.bus.hold(alice);
          if (node !== undefined) node.points = [pointOf(alice, node.bus.node), pointOf(bob, node.bus.node)];
        }
        await settle();
        const nodes = async () => (await n1?.bus.points([alice]))?.map(({ node }) => node).toSorted();
        expect(await nodes()).toEqual(["n2", "n3"]);
        if (n3 !== undefined) n3.points = [];
        expect(await nodes()).toEqual(["n2"]);
        expect(await n1?.bus.points([carol])).toEqual([]);
      }),
    );
  });
}

function endContract(fresh: Fresh, { describe, it, expect }: Runner): void {
  describe("end", () => {
    it(
      "[BUS8] a node that closed holds, watches, takes and answers nothing, even if it is told to",
      fresh(async ([n1, n2], { settle }) => {
        n2?.bus.hold(alice);
        n2?.bus.watch(alice);
        if (n2 !== undefined) n2.points = [pointOf(alice, n2.bus.node)];
        await settle();
        n1?.bus.send([alice], typing(1));
        await n2?.bus.close();
        n2?.bus.hold(alice);
        n2?.bus.watch(alice);
        await settle();
        const before = n2?.taken.length;
        n1?.bus.send([alice], typing(2));
        n1?.bus.tellWatchers(alice, present);
        await settle();
        expect(n2?.taken.length).toBe(before);
        expect(n2?.watched).toEqual([]);
        expect([n1?.bus.held(alice), await n1?.bus.points([alice])]).toEqual([false, []]);
      }),
    );

    it(
      "[BUS8] nobody hears of it any more",
      fresh(async ([n1, n2], { settle }) => {
        n2?.bus.hold(alice);
        n2?.bus.watch(alice);
        await settle();
        await n1?.bus.close();
        n1?.bus.send([alice], typing(1));
        n1?.bus.tellWatchers(alice, present);
        await settle();
        expect([n2?.taken, n2?.watched]).toEqual([[], []]);
      }),
    );
  });
}
