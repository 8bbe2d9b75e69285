import { Town, type TownOptions } from "@elsewhere/testkit";
import { describe, expect, it } from "vitest";
import { directConversation } from "../names.ts";
import type { ReceiptBody } from "../topic/entry.ts";
import { bob, withBob } from "../testing/desk.ts";

const inTown =
  (test: (town: Town) => Promise<void>, options: TownOptions = { nodes: ["n1", "n2"] }) =>
  async (): Promise<void> => {
    const town = new Town(options);
    await town.people("alice", "bob");
    await test(town);
    await town.close();
    expect(town.failures).toEqual([]);
  };

type Told = { entries(topic: string): readonly { readonly body: { readonly type: string } }[] };

const receiptsOf = (device: { readonly knowledge: unknown }): readonly ReceiptBody[] =>
  (device.knowledge as Told)
    .entries(withBob)
    .flatMap(({ body }) => (body.type === "receipt" ? [body as ReceiptBody] : []));

describe("receipts", () => {
  it(
    "[RCPT1] the first device that has a message makes it delivered, once; a burst makes one receipt",
    inTown(async (town) => {
      const a = await town.connect("alice", { node: "n1" });
      await town.connect("bob", { node: "n1" });
      await town.connect("bob", { node: "n2" });
      for (const text of ["1", "2", "3"]) await a.say({ account: bob }, text);
      expect(receiptsOf(a)).toEqual([]);
      await town.pass(1000);
      expect(receiptsOf(a)).toEqual([{ type: "receipt", account: bob, delivered: 6, read: 0 }]);
      await town.pass(60_000);
      expect(receiptsOf(a)).toHaveLength(1);
    }),
  );

  it(
    "[RCPT2] a device that has less takes nothing back",
    inTown(async (town) => {
      const a = await town.connect("alice");
      const [fast, slow] = [await town.connect("bob"), await town.connect("bob")];
      slow.acknowledges = false;
      fast.acknowledges = false;
      for (const text of ["1", "2"]) await a.say({ account: bob }, text);
      const offsets = slow.knowledge.positions() as Map<typeof withBob, number>;
      offsets.set(withBob, 4);
      slow.ack();
      fast.ack();
      slow.ack();
      await town.pass(1000);
      expect(receiptsOf(a)).toEqual([{ type: "receipt", account: bob, delivered: 5, read: 0 }]);
    }),
  );

  it(
    "[RCPT3] reading is told with what was read, and makes it delivered",
    inTown(async (town) => {
      const a = await town.connect("alice", { node: "n1" });
      const b = await town.connect("bob", { node: "n2" });
      await a.say({ account: bob }, "1");
      await b.must({ type: "mark-read", conversation: withBob, upTo: 4 });
      await town.pass(1000);
      expect(receiptsOf(a)).toEqual([{ type: "receipt", account: bob, delivered: 4, read: 4 }]);
    }),
  );

  it(
    "[RCPT4] who does not tell is not told on",
    inTown(async (town) => {
      const a = await town.connect("alice");
      const b = await town.connect("bob");
      await b.must({ type: "set-settings", settings: { receiptsSent: false } });
      await a.say({ account: bob }, "1");
      await b.must({ type: "mark-read", conversation: withBob, upTo: 4 });
      await town.pass(1000);
      expect(receiptsOf(a)).toEqual([]);
    }),
  );

  it(
    "[RCPT5] a message that came just before the end of its node is acknowledged when the device is back",
    inTown(
      async (town) => {
        const a = await town.connect("alice");
        const b = await town.connect("bob");
        await a.say({ account: bob }, "1");
        await town.crash("n1");
        town.start("n1");
        await Promise.all([a.connect(), b.connect()]);
        await town.pass(1000);
        expect(receiptsOf(a)).toEqual([{ type: "receipt", account: bob, delivered: 4, read: 0 }]);
        await b.disconnect();
        await b.connect();
        await town.pass(1000);
        expect(receiptsOf(a)).toHaveLength(1);
      },
      { nodes: ["n1"] },
    ),
  );

  it("[RCPT6] while many accounts receive, receipts are gathered for longer", async () => {
    const town = new Town({ nodes: ["n1"] });
    const names = Array.from({ length: 33 }, (_, index) => `dave${index}`);
    await town.people("alice", ...names);
    const a = await town.connect("alice");
    for (const name of names) await town.connect(name);
    for (const name of names) await a.say({ account: name as typeof bob }, "hello");
    const receipts = () => {
      const told = a.knowledge as unknown as Told;
      return names.flatMap((name) =>
        told
          .entries(directConversation("alice" as typeof bob, name as typeof bob))
          .filter(({ body }) => body.type === "receipt"),
      );
    };
    await town.pass(1000);
    expect(receipts()).toEqual([]);
    await town.pass(2000);
    expect(receipts()).toHaveLength(names.length);
    await town.close();
    expect(town.failures).toEqual([]);
  });
});
