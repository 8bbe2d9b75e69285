import { Town } from "@elsewhere/testkit";
import { describe, expect, it } from "vitest";
import type { FileId } from "../names.ts";
import { bob, withBob } from "../testing/desk.ts";

const url = "https://example.org/piece";
const card = { url, title: "A piece" };

const inTown = (test: (town: Town) => Promise<void>) => async (): Promise<void> => {
  const town = new Town({ nodes: ["n1", "n2"] });
  await town.people("alice", "bob", "carol");
  await test(town);
  await town.close();
  expect(town.failures).toEqual([]);
};

describe("previews of links", () => {
  it(
    "[CARD4] what is found of a page is kept for who asked, and goes with their message",
    inTown(async (town) => {
      town.pages.set(url, { found: "card", card });
      const a = await town.connect("alice", { node: "n1" });
      const b = await town.connect("bob", { node: "n2" });
      const { preview } = await a.must({ type: "preview-link", url });
      expect(preview?.card).toEqual(card);
      const cards = preview === undefined ? [] : [preview.id];
      await a.must({ type: "send-message", to: { account: bob }, text: `See ${url}`, cards });
      await b.must({ type: "send-message", to: { conversation: withBob }, text: `And ${url}`, cards });
      const history = { type: "history", conversation: withBob, before: undefined, limit: 9 } as const;
      const { messages } = await b.must(history);
      expect(messages.map(({ body }) => body.cards)).toEqual([undefined, [card]]);
    }),
  );

  it(
    "[CARD4] of nothing found is not said why, and too often is too fast",
    inTown(async (town) => {
      const a = await town.connect("alice", { node: "n1" });
      expect(await a.must({ type: "preview-link", url })).toEqual({ preview: undefined });
      town.pages.set(url, { found: "too-fast" });
      expect(await a.ask({ type: "preview-link", url })).toMatchObject({ rejected: "too-fast" });
    }),
  );

  it(
    "[ACCT6] attachments are listed for members only, page by page",
    inTown(async (town) => {
      const a = await town.connect("alice", { node: "n1" });
      const c = await town.connect("carol", { node: "n2" });
      for (const name of ["f1", "f2"]) {
        const file = name as FileId;
        const record = {
          id: file,
          by: a.asker.account,
          name: "a.png",
          type: "image/png",
          size: 1,
          hash: "h",
        };
        await town.node("n1").store.putFile({ ...record, createdAt: 1 });
        await a.must({ type: "send-message", to: { account: bob }, text: name, files: [file] });
      }
      const ask = {
        type: "attachments",
        conversation: withBob,
        kind: "media",
        before: undefined,
        limit: 1,
      } as const;
      expect(await a.must(ask)).toMatchObject({ more: true, messages: [{ body: { text: "f2" } }] });
      expect(await a.must({ ...ask, before: 5, limit: 2 })).toMatchObject({
        more: false,
        messages: [{ body: { text: "f1" } }],
      });
      expect(await a.must({ ...ask, kind: "files" })).toEqual({ more: false, messages: [] });
      expect(await c.ask(ask)).toMatchObject({ rejected: "not-a-member" });
    }),
  );
});
