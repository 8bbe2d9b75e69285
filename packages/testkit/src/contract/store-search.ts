import type { ConversationId, Store } from "@elsewhere/core";
import {
  chat,
  commitOf,
  inChat,
  message,
  noon,
  other,
  revised,
  say,
  type Fresh,
  type Runner,
} from "./store-subject.ts";

const find = async (store: Store, text: string, conversations: readonly ConversationId[] = [chat, other]) => {
  const hits = await store.search({ text, conversations, limit: 10, skip: 0 });
  return hits.map(({ entry }) => entry.body.text);
};

/** Full-text search. */
export function searchContract(fresh: Fresh, { describe, it, expect }: Runner): void {
  describe("search", () => {
    it(
      "[STORE11] all words must occur in any order and case, the last may be a beginning, accents do not matter",
      fresh(async (store) => {
        await say(store, chat, "The café is Open today", "open doors", "nothing");
        expect(await find(store, "open")).toEqual(["open doors", "The café is Open today"]);
        expect(await find(store, "TODAY cafe")).toEqual(["The café is Open today"]);
        expect(await find(store, "open caf")).toEqual(["The café is Open today"]);
        expect(await find(store, "ope cafe")).toEqual([]);
      }),
    );

    it(
      "[STORE11] what was just committed is found, newest first, in pages",
      fresh(async (store) => {
        await say(store, chat, "word 1", "word 2");
        await say(store, other, "word 3");
        await say(store, chat, "word 4");
        const page = async (skip: number) =>
          (await store.search({ text: "word", conversations: [chat, other], limit: 2, skip })).map(
            ({ conversation, entry }) => `${conversation}.${entry.offset}`,
          );
        expect([await page(0), await page(2), await page(4)]).toEqual([
          [`${chat}.3`, `${other}.1`],
          [`${chat}.2`, `${chat}.1`],
          [],
        ]);
      }),
    );

    it(
      "[STORE12] only the given conversations are searched",
      fresh(async (store) => {
        await say(store, chat, "common secret");
        await say(store, other, "common matter");
        expect(await find(store, "common", [other])).toEqual(["common matter"]);
        expect(await find(store, "common", ["g:unknownone" as ConversationId])).toEqual([]);
        expect(await find(store, "common", [])).toEqual([]);
      }),
    );

    it(
      "[STORE13] an edited message is found by its new words only, a deleted one not at all",
      fresh(async (store) => {
        await say(store, chat, "apple", "pear");
        expect(await find(store, "apple")).toEqual(["apple"]);
        const edited = { ...message("quince"), editedAt: noon };
        await store.commit(commitOf(inChat(revised(1, "edited", edited))));
        const gone = { ...message(""), deletedAt: noon };
        await store.commit(commitOf(inChat(revised(2, "deleted", gone))));
        expect(await find(store, "apple")).toEqual([]);
        expect(await find(store, "quince")).toEqual(["quince"]);
        expect(await find(store, "pear")).toEqual([]);
      }),
    );

    it(
      "[STORE13] also if it changed before anybody searched; a reaction changes nothing",
      fresh(async (store) => {
        await say(store, chat, "apple", "pear");
        await store.commit(commitOf(inChat(revised(1, "edited", message("quince")))));
        const liked = { ...message("pear"), reactions: { "👍": [] } };
        await store.commit(commitOf(inChat(revised(2, "reacted", liked))));
        expect(await find(store, "apple")).toEqual([]);
        expect([await find(store, "quince"), await find(store, "pear")]).toEqual([["quince"], ["pear"]]);
      }),
    );

    it(
      "[STORE41] in scripts written without spaces any run of letters is found",
      fresh(async (store) => {
        await say(store, chat, "明日の会議は東京で", "ประชุมพรุ่งนี้ at ten", "京東 is a shop");
        expect(await find(store, "会議")).toEqual(["明日の会議は東京で"]);
        expect(await find(store, "東京")).toEqual(["明日の会議は東京で"]);
        expect(await find(store, "พรุ่ง")).toEqual(["ประชุมพรุ่งนี้ at ten"]);
        expect(await find(store, "東京 会議")).toEqual(["明日の会議は東京で"]);
        expect(await find(store, "会東")).toEqual([]);
      }),
    );

    it(
      "[STORE14] what is typed is never taken for a search language",
      fresh(async (store) => {
        await say(store, chat, 'a "quoted" word', "NOT near OR and", "foo-bar topic:t1");
        for (const text of ['"', '""', "*", "(", "a AND", "text:", "{", "^", "-", "\0", "'; DROP", " ", ""]) {
          expect(Array.isArray(await find(store, text))).toBe(true);
        }
        expect(await find(store, "near OR")).toEqual(["NOT near OR and"]);
        expect(await find(store, '"quoted')).toEqual(['a "quoted" word']);
        expect(await find(store, "foo-bar")).toEqual(["foo-bar topic:t1"]);
        expect(await find(store, "quoted OR near")).toEqual([]);
      }),
    );
  });
}
