import { Town } from "@elsewhere/testkit";
import { describe, expect, it } from "vitest";
import { isRejection } from "../rejection.ts";

const inTown = (test: (town: Town) => Promise<void>) => async (): Promise<void> => {
  const town = new Town({ nodes: ["n1", "n2"] });
  await town.people("alice", "bob", "carol");
  await test(town);
  await town.close();
  expect(town.failures).toEqual([]);
};

const wish = { note: undefined, uses: 1, expiresIn: 60_000 } as const;

describe("links into groups, between people", () => {
  it(
    "[LINK7] whoever holds a link sees what it leads to, on any node, and looking changes nothing",
    inTown(async (town) => {
      const alice = await town.connect("alice");
      const bob = await town.connect("bob", { node: "n2" });
      const { conversation } = await alice.must({ type: "create-group", title: "Choir", members: [] });
      await alice.must({ type: "describe-group", conversation, about: "Thursdays at seven" });
      const { secret } = await alice.must({ type: "make-group-link", conversation, ...wish });
      const look = { type: "group-link", conversation, secret } as const;
      const seen = await bob.must(look);
      expect(seen).toMatchObject({
        title: "Choir",
        about: "Thursdays at seven",
        members: 1,
        joined: false,
        by: { account: "alice" },
      });
      expect(await bob.must(look)).toEqual(seen);
      expect(await bob.ask({ ...look, secret: "guess" })).toMatchObject({ rejected: "no-such-invitation" });
    }),
  );

  it(
    "[LINK8] of two who join at once by a link for one, one comes in; the secret is kept nowhere",
    inTown(async (town) => {
      const alice = await town.connect("alice");
      const bob = await town.connect("bob");
      const carol = await town.connect("carol", { node: "n2" });
      const { conversation } = await alice.must({ type: "create-group", title: "Choir", members: [] });
      const { secret } = await alice.must({ type: "make-group-link", conversation, ...wish });
      const join = { type: "join-group", conversation, secret } as const;
      const answers = await Promise.all([bob.ask(join), carol.ask(join)]);
      expect(answers.filter((answer) => isRejection(answer))).toMatchObject([{ rejected: "used-up" }]);
      const { entries } = await town.node("n1").store.readTopic(conversation);
      expect(entries.filter(({ body }) => body.type === "member")).toHaveLength(2);
      expect(JSON.stringify(entries)).not.toContain(`"${secret}"`);
    }),
  );
});
