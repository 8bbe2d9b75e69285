import type { Offset, Store } from "@elsewhere/core";
import {
  alice,
  aliceTopic,
  bob,
  carol,
  chat,
  commitOf,
  inChat,
  member,
  message,
  noon,
  other,
  revised,
  say,
  textsOf,
  type Fresh,
  type Runner,
} from "./store-subject.ts";

/** Pages of entries and messages. */
export function readContract(fresh: Fresh, { describe, it, expect }: Runner): void {
  const filled = async (store: Store) => {
    await say(store, chat, "m1", "m2");
    await store.commit(commitOf(inChat(member(bob)), inChat(message("m4", bob)), inChat(message("m5"))));
  };

  describe("reading", () => {
    it(
      "[STORE7] pages are bounded and continue where they ended",
      fresh(async (store) => {
        await filled(store);
        const offsets = async (after: Offset) =>
          (await store.readEntries(chat, after, 2)).map(({ offset }) => offset);
        expect([await offsets(0), await offsets(2), await offsets(4), await offsets(5)]).toEqual([
          [1, 2],
          [3, 4],
          [5],
          [],
        ]);
      }),
    );

    it(
      "[STORE7] history holds messages only, newest first, before a place",
      fresh(async (store) => {
        await filled(store);
        expect(textsOf(await store.readHistory(chat, 5, 2))).toEqual(["m4", "m2"]);
        expect(textsOf(await store.readHistory(chat, 2, 10))).toEqual(["m1"]);
        expect(await store.readHistory(other, 10, 10)).toEqual([]);
      }),
    );

    it(
      "[STORE7] recent messages of all conversations are found, oldest first, among the newest entries",
      fresh(async (store) => {
        expect(await store.readRecent(0, 10)).toEqual([]);
        await filled(store);
        await say(store, other, "elsewhere");
        const texts = async (since: number, limit: number) =>
          (await store.readRecent(since, limit)).map(({ conversation, entry }) => [
            conversation,
            entry.body.text,
          ]);
        expect(await texts(noon, 3)).toEqual([
          [chat, "m4"],
          [chat, "m5"],
          [other, "elsewhere"],
        ]);
        expect(await texts(noon + 1, 100)).toEqual([]);
      }),
    );

    it(
      "[STORE7] messages are found by place; what is no message is left out",
      fresh(async (store) => {
        await filled(store);
        expect(await store.readMessages(chat, [4, 3, 99])).toEqual([
          { offset: 4, at: noon, body: message("m4", bob), revision: 0 },
        ]);
      }),
    );

    it(
      "[STORE8] messages after a place are counted up to a limit, without one's own",
      fresh(async (store) => {
        await filled(store);
        expect(await store.countMessages(chat, 0, alice, 100)).toBe(1);
        expect(await store.countMessages(chat, 0, bob, 100)).toBe(3);
        expect(await store.countMessages(chat, 0, bob, 2)).toBe(2);
        expect(await store.countMessages(chat, 1, carol, 100)).toBe(3);
        expect(await store.countMessages(chat, 5, carol, 100)).toBe(0);
      }),
    );

    it(
      "[STORE8] a deleted message is not counted any more, one that speaks of deleting is",
      fresh(async (store) => {
        await filled(store);
        await store.commit(
          commitOf(
            inChat(revised(1, "deleted", { ...message(""), deletedAt: noon })),
            inChat(message('{"deletedAt":1}')),
            inChat(revised(2, "reacted", { ...message("m2"), reactions: { deletedAt: [bob] } })),
          ),
        );
        expect(await store.countMessages(chat, 0, bob, 100)).toBe(3);
      }),
    );

    it(
      "[STORE9] a read sees every commit that was answered before",
      fresh(async (store) => {
        for (let i = 1; i <= 30; i++) {
          await say(store, aliceTopic as typeof chat, `t${i}`);
          expect(await store.readHeads([aliceTopic])).toEqual([i]);
        }
      }),
    );

    it(
      "[STORE10] what was answered is there after opening again, with the same epoch",
      fresh(async (store, { reopen }) => {
        await filled(store);
        const { epoch } = store;
        const before = await store.readEntries(chat, 0, 10);
        const again = reopen === undefined ? store : await reopen();
        expect(again.epoch).toBe(epoch);
        expect(epoch).not.toBe("");
        expect(await again.readEntries(chat, 0, 10)).toEqual(before);
        expect(await say(again, chat, "m6")).toEqual([6]);
      }),
    );
  });
}
