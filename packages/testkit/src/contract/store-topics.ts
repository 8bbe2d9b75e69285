import type { Offset, TopicId } from "@elsewhere/core";
import {
  alice,
  bob,
  carol,
  chat,
  commitOf,
  inChat,
  member,
  message,
  noon,
  other,
  receipt,
  revised,
  say,
  textsOf,
  type Fresh,
  type Runner,
} from "./store-subject.ts";

/** Topics, offsets and what a commit does to them. */
export function topicContract(fresh: Fresh, { describe, it, expect }: Runner): void {
  describe("topics", () => {
    it(
      "[STORE1] offsets of a topic begin at 1 and have no gaps, those of another do not count",
      fresh(async (store) => {
        expect(await say(store, chat, "one", "two")).toEqual([1, 2]);
        expect(await say(store, other, "three")).toEqual([1]);
        const both = commitOf(
          inChat(message("four")),
          { topic: other, body: message("x") },
          inChat(member(bob)),
        );
        expect(await store.commit(both)).toEqual({ outcome: "committed", offsets: [3, 2, 4] });
        expect(await store.readHeads([other, chat, "g:nobodywroteit" as TopicId])).toEqual([2, 4, 0]);
      }),
    );

    it(
      "[STORE1] many commits at once are applied in the order of the calls",
      fresh(async (store) => {
        const texts = Array.from({ length: 300 }, (_, i) => `text ${i}`);
        expect(await say(store, chat, ...texts)).toEqual(texts.map((_, i) => i + 1));
        expect(textsOf(await store.readEntries(chat, 0, 1000))).toEqual(texts);
      }),
    );

    it(
      "[STORE2] an entry replaces the one of its key and takes a new place",
      fresh(async (store) => {
        await store.commit(commitOf(inChat(receipt(bob, 0)), inChat(member(bob)), inChat(member(carol))));
        await store.commit({ ...commitOf(inChat(receipt(bob, 7))), at: noon + 5 });
        expect(await store.readTopic(chat)).toEqual({
          head: 4,
          entries: [
            { offset: 2, at: noon, body: member(bob) },
            { offset: 3, at: noon, body: member(carol) },
            { offset: 4, at: noon + 5, body: receipt(bob, 7) },
          ],
        });
        expect((await store.readEntries(chat, 0, 10)).map(({ offset }) => offset)).toEqual([2, 3, 4]);
      }),
    );

    it(
      "[STORE2] a commit may replace what it wrote itself",
      fresh(async (store) => {
        const twice = commitOf(inChat(receipt(bob, 1)), inChat(receipt(bob, 2)));
        expect(await store.commit(twice)).toEqual({ outcome: "committed", offsets: [1, 2] });
        expect(await store.readTopic(chat)).toEqual({
          head: 2,
          entries: [{ offset: 2, at: noon, body: receipt(bob, 2) }],
        });
      }),
    );

    it(
      "[STORE3] a revision changes the message at its place, and the former text is nowhere",
      fresh(async (store) => {
        await say(store, chat, "secret", "second");
        const edited = { ...message("public"), editedAt: noon + 1 };
        await store.commit(commitOf(inChat(revised(1, "edited", edited))));
        expect(await store.readHistory(chat, 100, 10)).toEqual([
          { offset: 2, at: noon, body: message("second") },
          { offset: 1, at: noon, body: edited },
        ]);
        expect(await store.readEntries(chat, 2, 10)).toEqual([
          { offset: 3, at: noon, body: revised(1, "edited", edited) },
        ]);
        expect(JSON.stringify(await store.readEntries(chat, 0, 100))).not.toContain("secret");
      }),
    );

    it(
      "[STORE3] the last revision of a message stands for all; it is not part of the topic's state",
      fresh(async (store) => {
        await say(store, chat, "first");
        const edited = { ...message("better"), editedAt: noon + 1 };
        const gone = { ...message(""), deletedAt: noon + 2 };
        await store.commit(commitOf(inChat(revised(1, "edited", edited))));
        expect(await store.readMessages(chat, [1])).toEqual([
          { offset: 1, at: noon, body: edited, revision: 2 },
        ]);
        await store.commit(commitOf(inChat(revised(1, "deleted", gone))));
        expect(await store.readEntries(chat, 0, 10)).toEqual([
          { offset: 1, at: noon, body: gone },
          { offset: 3, at: noon, body: revised(1, "deleted", gone) },
        ]);
        expect(await store.readTopic(chat)).toEqual({ head: 3, entries: [] });
      }),
    );

    it(
      "[STORE4] an expectation that does not hold leaves everything as it was, also its neighbours' commits",
      fresh(async (store) => {
        await store.commit(commitOf(inChat(member(bob))));
        const expecting = (offset: Offset, text: string) => ({
          ...commitOf({ topic: other, body: message(text) }, inChat(message(text))),
          expect: [{ topic: chat, key: "member:bob", offset }],
        });
        const results = await Promise.all([
          store.commit(expecting(1, "a")),
          store.commit(expecting(7, "b")),
          store.commit(expecting(1, "c")),
        ]);
        expect(results).toEqual([
          { outcome: "committed", offsets: [1, 2] },
          { outcome: "stale", topic: chat },
          { outcome: "committed", offsets: [2, 3] },
        ]);
        expect(textsOf(await store.readEntries(other, 0, 10))).toEqual(["a", "c"]);
      }),
    );

    it(
      "[STORE4] 0 expects that there is none; what the group wrote before counts",
      fresh(async (store) => {
        const first = {
          ...commitOf(inChat(member(carol))),
          expect: [{ topic: chat, key: "member:carol", offset: 0 }],
        };
        const results = await Promise.all([store.commit(first), store.commit(first)]);
        expect(results.map(({ outcome }) => outcome)).toEqual(["committed", "stale"]);
      }),
    );

    it(
      "[STORE4] two changes of one message that were decided at once: the second is told",
      fresh(async (store) => {
        await say(store, chat, "first");
        const change = (text: string) => ({
          ...commitOf(inChat(revised(1, "edited", message(text)))),
          expect: [{ topic: chat, key: "revised:1", offset: 0 }],
        });
        const results = await Promise.all([store.commit(change("a")), store.commit(change("b"))]);
        expect(results.map(({ outcome }) => outcome)).toEqual(["committed", "stale"]);
        expect(textsOf(await store.readHistory(chat, 100, 10))).toEqual(["a"]);
      }),
    );
  });
}

/** Commands with a name. */
export function commandContract(fresh: Fresh, { describe, it, expect }: Runner): void {
  const named = (id: string, text: string, account = alice) => ({
    ...commitOf(inChat(message(text))),
    command: { account, id },
    answer: { text },
  });

  describe("commands", () => {
    it(
      "[STORE5] a repeated command is answered with the first one's result and writes nothing",
      fresh(async (store) => {
        expect(await store.commit(named("1", "a"))).toEqual({ outcome: "committed", offsets: [1] });
        expect(await store.commit(named("1", "b"))).toEqual({
          outcome: "repeated",
          offsets: [1],
          answer: { text: "a" },
        });
        expect(await say(store, chat, "c")).toEqual([2]);
        expect(textsOf(await store.readEntries(chat, 0, 10))).toEqual(["a", "c"]);
      }),
    );

    it(
      "[STORE5] also when both are asked at once, and when its expectation no longer holds",
      fresh(async (store) => {
        const once = {
          ...named("1", "a"),
          expect: [{ topic: chat, key: "member:bob", offset: 0 }],
          entries: [inChat(member(bob))],
        };
        const results = await Promise.all([
          store.commit(once),
          store.commit(once),
          store.commit(named("2", "b")),
        ]);
        expect(results.map(({ outcome }) => outcome)).toEqual(["committed", "repeated", "committed"]);
        expect(results.map((result) => "offsets" in result && result.offsets)).toEqual([[1], [1], [2]]);
      }),
    );

    it(
      "[STORE5] the same id of another account is another command; no answer is answered as none",
      fresh(async (store) => {
        const { answer: _, ...silent } = named("1", "b", bob);
        await store.commit(named("1", "a"));
        expect(await store.commit(silent)).toEqual({ outcome: "committed", offsets: [2] });
        expect(await store.commit(silent)).toEqual({ outcome: "repeated", offsets: [2], answer: undefined });
      }),
    );

    it(
      "[STORE5] a command that was stale was not done: it may be asked again",
      fresh(async (store) => {
        const hopeful = {
          ...named("1", "a"),
          expect: [{ topic: chat, key: "member:bob", offset: 1 }],
        };
        expect(await store.commit(hopeful)).toEqual({ outcome: "stale", topic: chat });
        await store.commit(commitOf(inChat(member(bob))));
        expect(await store.commit(hopeful)).toEqual({ outcome: "committed", offsets: [2] });
      }),
    );

    it(
      "[STORE6] commands are forgotten when they are older than their age, and not before",
      fresh(async (store) => {
        await store.commit({ ...named("old", "a"), at: noon });
        await store.commit({ ...named("young", "b"), at: noon + 1000 });
        await store.prune(noon + 2000, { commands: 1500, plans: 1500, cards: 1500 });
        expect((await store.commit(named("young", "b"))).outcome).toBe("repeated");
        expect((await store.commit(named("old", "a"))).outcome).toBe("committed");
      }),
    );
  });
}
