import { Town, type TownOptions } from "@elsewhere/testkit";
import { describe, expect, it } from "vitest";
import { directConversation, type ConversationId } from "../names.ts";
import { alice, bob, carol, withBob } from "../testing/desk.ts";

const inTown =
  (test: (town: Town) => Promise<void>, options: TownOptions = { nodes: ["n1", "n2"] }) =>
  async (): Promise<void> => {
    const town = new Town(options);
    await town.people("alice", "bob", "carol");
    await test(town);
    await town.close();
    expect(town.failures).toEqual([]);
  };

const toBob = { account: bob };

describe("messages", () => {
  it(
    "[EXCH1] reach every connected device of everybody, on whichever node, once and in order",
    inTown(async (town) => {
      const sender = await town.connect("alice", { node: "n1" });
      const sibling = await town.connect("alice", { node: "n2" });
      const bobs = [await town.connect("bob", { node: "n1" }), await town.connect("bob", { node: "n2" })];
      const texts = ["1", "2", "3", "4", "5"];
      for (const text of texts) await sender.say(toBob, text);
      await town.settle();
      for (const device of [sender, sibling, ...bobs]) {
        expect(device.knowledge.texts(withBob)).toEqual(texts);
        expect(device.knowledge.twice).toEqual([]);
      }
      expect(sibling.hows()["1"]).toBe("show");
    }),
  );

  it(
    "[EXCH1] of several people on several nodes at once come to all in the same order",
    inTown(async (town) => {
      const a = await town.connect("alice", { node: "n1" });
      const b = await town.connect("bob", { node: "n2" });
      await a.say(toBob, "0");
      const sends = [1, 2, 3, 4, 5, 6].map((n) =>
        n % 2 === 0 ? a.say({ conversation: withBob }, `${n}`) : b.say({ conversation: withBob }, `${n}`),
      );
      await Promise.all(sends);
      await town.settle();
      expect(a.knowledge.texts(withBob)).toHaveLength(7);
      expect(a.knowledge.texts(withBob)).toEqual(b.knowledge.texts(withBob));
    }),
  );

  it(
    "[EXCH2] a command that is repeated is answered as the first time, on any node",
    inTown(async (town) => {
      const a = await town.connect("alice", { node: "n1" });
      const b = await town.connect("bob", { node: "n2" });
      const first = await a.say(toBob, "once", "c1");
      const { exchange } = town.node("n2");
      const again = await exchange.ask(a.asker, { type: "send-message", to: toBob, text: "once" }, "c1");
      expect(again).toEqual(first);
      await town.settle();
      expect(b.knowledge.texts(withBob)).toEqual(["once"]);
      const place = { conversation: first.conversation, offset: first.offset };
      for (let times = 0; times < 2; times += 1)
        expect(await a.ask({ type: "delete-message", place }, "c2")).toEqual({});
      expect(await a.ask({ type: "delete-message", place }, "c3")).toMatchObject({
        rejected: "no-such-message",
      });
    }),
  );

  it(
    "[EXCH2] also when what it did is why it would be refused now",
    inTown(async (town) => {
      const a = await town.connect("alice");
      const b = await town.connect("bob");
      const group = await a.must({ type: "create-group", title: "T", members: [bob] }, "c1");
      expect(await a.must({ type: "create-group", title: "T", members: [bob] }, "c1")).toEqual(group);
      const leave = { type: "remove-member", conversation: group.conversation, account: bob } as const;
      expect([await b.ask(leave, "c1"), await b.ask(leave, "c1")]).toEqual([{}, {}]);
      expect(await b.ask(leave, "c2")).toMatchObject({ rejected: "not-a-member" });
    }),
  );

  it(
    "[EXCH3] what was decided on old facts is decided again",
    inTown(async (town) => {
      const a = await town.connect("alice", { node: "n1" });
      const b = await town.connect("bob", { node: "n2" });
      const { conversation, offset } = await a.say(toBob, "look");
      const place = { conversation, offset };
      await Promise.all([
        a.must({ type: "react", place, emoji: "👍", on: true }),
        b.must({ type: "react", place, emoji: "👍", on: true }),
        a.must({ type: "edit-message", place, text: "look!" }),
      ]);
      const { messages } = await b.must({ type: "history", conversation, before: undefined, limit: 9 });
      expect(messages[0]?.body).toMatchObject({ text: "look!" });
      expect([...(messages[0]?.body.reactions?.["👍"] ?? [])].sort()).toEqual([alice, bob]);
    }),
  );

  it(
    "[EXCH3] two first messages at once make one conversation",
    inTown(async (town) => {
      const a = await town.connect("alice", { node: "n1" });
      const b = await town.connect("bob", { node: "n2" });
      await Promise.all([a.say(toBob, "you"), b.say({ account: alice }, "me")]);
      await town.settle();
      expect([...a.knowledge.texts(withBob)].sort()).toEqual(["me", "you"]);
      expect(a.knowledge.entries(withBob).filter(({ body }) => body.type === "info")).toHaveLength(1);
    }),
  );

  it(
    "[EXCH4] a node that was not told of a change refuses nobody because of it",
    inTown(async (town) => {
      const a = await town.connect("alice", { node: "n1" });
      const c = await town.signIn(
        "carol",
        { node: "n2" },
        new (class {
          take = () => undefined;
          takeResumed = () => undefined;
          positions = () => new Map<ConversationId, number>();
          opened = () => undefined;
        })(),
      );
      const { conversation } = await a.must({ type: "create-group", title: "T", members: [bob] });
      const { exchange } = town.node("n2");
      const say = () =>
        exchange.ask(c.asker, { type: "send-message", to: { conversation }, text: "x" }, undefined);
      expect(await say()).toMatchObject({ rejected: "not-a-member" });
      await a.must({ type: "add-members", conversation, members: [carol] });
      expect(await say()).toMatchObject({ conversation });
      await a.must({ type: "remove-member", conversation, account: carol });
      expect(await say()).toMatchObject({ rejected: "not-a-member" });
      const history = { type: "history", conversation, before: undefined, limit: 1 } as const;
      expect(await exchange.ask(c.asker, history, undefined)).toMatchObject({ rejected: "not-a-member" });
    }),
  );
});

describe("between nodes", () => {
  it(
    "[EXCH5] what was lost on its way is read by the node and told before what follows it",
    inTown(async (town) => {
      const a = await town.connect("alice", { node: "n1" });
      const b = await town.connect("bob", { node: "n2" });
      await a.say(toBob, "1");
      town.loses = (parcel) => parcel.type === "entries";
      await a.say(toBob, "2");
      await a.say(toBob, "3");
      town.loses = () => false;
      await a.say(toBob, "4");
      await town.settle();
      expect(b.knowledge.texts(withBob)).toEqual(["1", "2", "3", "4"]);
      const places = b.heard("entry").flatMap((told) => (told.topic === withBob ? [told.entry.offset] : []));
      expect(places).toEqual(places.toSorted((one, other) => one - other));
      expect(b.hows()["2"]).not.toBe("");
      expect(b.knowledge.twice).toEqual([]);
    }),
  );

  it(
    "[EXCH6] two nodes that commit at once tell each entry once",
    inTown(async (town) => {
      const a = await town.connect("alice", { node: "n1" });
      const b = await town.connect("bob", { node: "n2" });
      await a.say(toBob, "0");
      const releases = [town.node("n1").store.holdAnswers(), town.node("n2").store.holdAnswers()];
      const said = [a.say(toBob, "1"), b.say({ account: alice }, "2"), a.say(toBob, "3")];
      await town.settle();
      releases[1]?.();
      await town.settle();
      releases[0]?.();
      await Promise.all(said);
      await town.settle();
      for (const device of [a, b]) {
        expect(device.knowledge.texts(withBob)).toEqual(["0", "1", "2", "3"]);
        expect(device.knowledge.twice).toEqual([]);
      }
      const plans = await town.node("n1").store.readPlans(`m:${withBob}.6`, bob);
      expect(plans).toHaveLength(1);
    }),
  );

  it(
    "[EXCH7] typing is told where the conversation is open, on any node, and not to who blocks the typist",
    inTown(async (town) => {
      const a = await town.connect("alice", { node: "n1", open: withBob });
      const sibling = await town.connect("alice", { node: "n2", open: withBob });
      const open = await town.connect("bob", { node: "n2", open: withBob });
      const closed = await town.connect("bob", { node: "n1" });
      await a.say(toBob, "x");
      await a.typing(withBob);
      expect(open.heard("typing")).toEqual([{ type: "typing", conversation: withBob, account: alice }]);
      expect([closed.heard("typing"), sibling.heard("typing"), a.heard("typing")]).toEqual([[], [], []]);
      await a.must({ type: "set-settings", settings: { typingSent: false } });
      await a.typing(withBob);
      await a.must({ type: "set-settings", settings: { typingSent: true } });
      await open.must({ type: "block-contact", account: alice, blocked: true });
      await a.typing(withBob);
      expect(open.heard("typing")).toHaveLength(1);
      await a.typing("g:notthere0" as ConversationId);
    }),
  );

  it(
    "[EXCH8] a device sees its siblings wherever they are: when it comes, and when they change, go or are renamed",
    inTown(async (town) => {
      const laptop = await town.connect("alice", { node: "n1", label: "Laptop" });
      const phone = await town.connect("alice", { node: "n2", label: "Phone", kind: "phone" });
      const seen = (device: typeof laptop) =>
        Object.fromEntries(
          (device.heard("points").at(-1)?.points ?? []).map((point) => [
            point.label,
            point.node === undefined ? "resting" : point.activity,
          ]),
        );
      expect(seen(phone)).toEqual({ Laptop: "active", Phone: "active" });
      await phone.sense({ activity: "idle" });
      expect(seen(laptop)).toEqual({ Laptop: "active", Phone: "idle" });
      await phone.must({ type: "rename-device", device: phone.asker.device, label: "Pocket" });
      expect(seen(laptop)).toEqual({ Laptop: "active", Pocket: "idle" });
      await phone.disconnect();
      expect(seen(laptop)).toEqual({ Laptop: "active", Pocket: "resting" });
      const { points } = await phone.must({ type: "points" });
      expect(points.map(({ label }) => label).sort()).toEqual(["Laptop", "Pocket"]);
    }),
  );

  it(
    "[EXCH9] who comes into a conversation is introduced, and a new name is told to those who watch",
    inTown(async (town) => {
      const a = await town.connect("alice", { node: "n1" });
      const b = await town.connect("bob", { node: "n2" });
      await a.must({ type: "create-group", title: "T", members: [bob] });
      const known = () =>
        Object.fromEntries(
          b.heard("people").flatMap(({ people }) => people.map((one) => [one.account, one.displayName])),
        );
      expect(known()).toMatchObject({ alice: "Alice" });
      await a.say(toBob, "x");
      await a.must({ type: "set-profile", displayName: "Alice A." });
      expect(known()).toMatchObject({ alice: "Alice A." });
      const { people } = await b.must({ type: "find-people", text: "alice", limit: 5 });
      expect(people).toMatchObject([{ account: alice, displayName: "Alice A." }]);
    }),
  );
});

describe("a node", () => {
  it(
    "[EXCH10] whose store cannot be reached does nothing halfway, and goes on when it can",
    inTown(async (town) => {
      const a = await town.connect("alice", { node: "n1" });
      const b = await town.connect("bob", { node: "n2" });
      town.node("n1").store.failing = true;
      await expect(a.say(toBob, "1")).rejects.toMatchObject({ name: "Unavailable" });
      town.node("n1").store.failing = false;
      await a.say(toBob, "2");
      await town.settle();
      expect(b.knowledge.texts(withBob)).toEqual(["2"]);
    }),
  );

  it(
    "[EXCH11] that drains sends its devices away and takes no new ones; the others go on",
    inTown(async (town) => {
      const a = await town.connect("alice", { node: "n1" });
      const b = await town.connect("bob", { node: "n2" });
      town.node("n1").exchange.drain();
      expect([a.goodbye, b.goodbye]).toEqual(["draining", undefined]);
      await expect(a.connect({ node: "n1" })).rejects.toThrow(/draining/);
      await a.connect({ node: "n2" });
      await b.say({ account: alice }, "there?");
      expect(a.knowledge.texts(directConversation(alice, bob))).toEqual(["there?"]);
    }),
  );

  it(
    "[EXCH12] holds nothing of people who are gone",
    inTown(
      async (town) => {
        const a = await town.connect("alice");
        const b = await town.connect("bob");
        await a.say(toBob, "x");
        await b.must({ type: "mark-read", conversation: withBob, upTo: 9 });
        const { exchange } = town.node("n1");
        expect(exchange.counts()).toMatchObject({ points: 2, accounts: 2, watched: 2 });
        await a.disconnect();
        await b.disconnect();
        await town.pass(20_000);
        expect(exchange.counts()).toMatchObject({ points: 0, accounts: 0, watched: 0, openAlerts: 0 });
        await town.pass(600_000);
        expect(town.clock.pending).toBe(0);
      },
      { nodes: ["n1"] },
    ),
  );
});
