import { describe, expect, it } from "vitest";
import { directConversation, forGood, type AccountName, type ConversationId } from "../names.ts";
import { setSettings } from "../people/own.ts";
import { isRejection } from "../rejection.ts";
import { alice, bob, carol, Desk, withBob } from "../testing/desk.ts";
import { createGroup } from "./group.ts";
import type { Body } from "../topic/entry.ts";
import { entriesOf } from "../topic/state.ts";
import { keepConversation, markRead, pinnedAtMost, readUpTo, receipt, setDraft } from "./keeping.ts";
import { receiptsUpTo } from "./membership.ts";
import { sendMessage } from "./message.ts";

const conversation = withBob;

function talked(): Desk {
  const desk = new Desk(alice, bob, carol);
  for (const text of ["one", "two"]) desk.does(sendMessage, alice, { to: { account: bob }, text });
  return desk;
}

describe("keeping", () => {
  it("[KEEP1] a read mark only moves forward, and not beyond what there is", () => {
    const desk = talked();
    const read = (upTo: number) => desk.does(markRead, bob, { conversation, upTo });
    expect(read(4)).toMatchObject([
      { type: "read", upTo: 4 },
      { type: "receipt", account: bob, delivered: 4, read: 4 },
    ]);
    expect(read(4)).toEqual([]);
    expect(read(3)).toEqual([]);
    expect(read(999)).toMatchObject([{ upTo: 6 }, { read: 6 }]);
    expect(readUpTo(desk.own(bob), conversation)).toBe(6);
    expect(readUpTo(desk.own(alice), conversation)).toBe(0);
  });

  it("[KEEP2] others learn how far somebody has read, unless that person does not tell", () => {
    const desk = talked();
    desk.does(setSettings, bob, { settings: { receiptsSent: false } });
    expect(desk.does(markRead, bob, { conversation, upTo: 4 })).toMatchObject([{ type: "read", upTo: 4 }]);
    desk.does(setSettings, bob, { settings: { receiptsSent: true } });
    expect(desk.does(markRead, bob, { conversation, upTo: 5 })).toHaveLength(2);
  });

  it("[KEEP3] a receipt tells something new, never takes back, and is not told in large groups or to oneself", () => {
    const desk = talked();
    const of = (delivered: number, read: number) =>
      receipt(desk.topic(conversation), bob, { delivered, read });
    expect(of(5, 0).entries).toMatchObject([{ body: { delivered: 5, read: 0 } }]);
    desk.does(markRead, bob, { conversation, upTo: 5 });
    expect(of(5, 5).entries).toEqual([]);
    expect(of(5, 0).entries).toEqual([]);
    const many = Array.from({ length: receiptsUpTo }, (_, index) => `p${index}` as AccountName);
    const crowd = new Desk(alice, ...many);
    crowd.does(createGroup, alice, { title: "T", members: many });
    const group = [...crowd.own(alice).keys.keys()][0]?.slice("joined:".length) as ConversationId;
    const sure = receipt(crowd.topic(group), many[0] as AccountName, { delivered: 1, read: 1 });
    expect(sure.entries).toEqual([]);
    crowd.does(sendMessage, alice, { to: { account: alice }, text: "note" });
    const notes = crowd.topic("d:alice:alice" as ConversationId);
    expect(receipt(notes, alice, { delivered: 3, read: 3 }).entries).toEqual([]);
  });

  it("[KEEP4] two marks at once: the second is decided again", () => {
    const desk = talked();
    const decision = desk.decide(markRead, bob, { conversation, upTo: 5 });
    expect(!isRejection(decision) && decision.expect.map(({ key }) => key)).toEqual([
      `read:${conversation}`,
      "receipt:bob",
    ]);
  });

  it("[KEEP5] a draft is kept with the device that writes it; the same text again is no change", () => {
    const desk = talked();
    const draft = (text: string) => desk.does(setDraft, bob, { conversation, text });
    expect(draft("hel")).toEqual([{ type: "draft", conversation, text: "hel", device: "bob-1" }]);
    expect(draft("hel")).toEqual([]);
    expect(draft("")).toMatchObject([{ text: "" }]);
    expect(draft("")).toEqual([]);
  });

  it("[KEEP6] what is not said of a conversation stays as it was; a mute ends when told", () => {
    const desk = talked();
    const keep = (change: object) => desk.does(keepConversation, bob, { conversation, ...change });
    expect(keep({ alerts: "mentions" })).toMatchObject([
      { alerts: "mentions", pinned: false, archived: false },
    ]);
    expect(keep({ pinned: true, mutedUntil: 99 })).toMatchObject([
      { alerts: "mentions", pinned: true, mutedUntil: 99 },
    ]);
    expect(keep({ archived: true })).toMatchObject([{ mutedUntil: 99, archived: true }]);
    const [kept] = keep({ mutedUntil: null });
    expect(kept).not.toHaveProperty("mutedUntil");
  });

  it("[KEEP8] pinned conversations stand in the person's own order", () => {
    const desk = new Desk(alice, bob, carol);
    const ids = [bob, carol, alice].map((account) => {
      desk.does(sendMessage, alice, { to: { account }, text: "x" });
      return directConversation(alice, account);
    });
    const [one, two, three] = ids as [ConversationId, ConversationId, ConversationId];
    const keep = (conversation: ConversationId, change: object) =>
      desk.does(keepConversation, alice, { conversation, ...change });
    const order = () =>
      entriesOf(desk.own(alice), "kept")
        .filter(({ body }) => body.pinned)
        .toSorted((a, b) => (a.body.rank ?? 0) - (b.body.rank ?? 0))
        .map(({ body }) => ids.indexOf(body.conversation) + 1);
    for (const conversation of ids) keep(conversation, { pinned: true });
    expect(order()).toEqual([1, 2, 3]);
    expect(keep(three, { pinned: true, before: one })).toHaveLength(3);
    expect(order()).toEqual([3, 1, 2]);
    expect(keep(three, { before: null })).toHaveLength(3);
    expect(order()).toEqual([1, 2, 3]);
    expect(keep(two, { alerts: "none" })).toMatchObject([{ rank: 2, alerts: "none" }]);
    const [unpinned] = keep(one, { pinned: false });
    expect(unpinned).not.toHaveProperty("rank");
    expect(order()).toEqual([2, 3]);
  });

  it("[KEEP9] at most fifty conversations are pinned", () => {
    const desk = talked();
    const write = (conversation: ConversationId) =>
      desk.write(desk.own(bob).topic, {
        type: "kept",
        conversation,
        alerts: "all",
        pinned: true,
        archived: false,
      });
    for (let count = 0; count < pinnedAtMost; count += 1) write(`g:crowd${1000 + count}` as ConversationId);
    expect(desk.does(keepConversation, bob, { conversation, pinned: true })).toBe("too-many");
    expect(desk.does(keepConversation, bob, { conversation, archived: true })).toHaveLength(1);
  });

  it("[KEEP10] what is archived remembers how far the conversation was", () => {
    const desk = talked();
    const keep = (change: object) => desk.does(keepConversation, bob, { conversation, ...change });
    const { head } = desk.topic(conversation);
    expect(keep({ archived: true })).toMatchObject([{ archived: true, archivedAt: head }]);
    desk.does(sendMessage, alice, { to: { account: bob }, text: "three" });
    expect(keep({ mutedUntil: forGood })).toMatchObject([{ archivedAt: head, mutedUntil: forGood }]);
    const [back] = keep({ archived: false });
    expect(back).not.toHaveProperty("archivedAt");
  });

  it("[KEEP11] a conversation marked as unread is so until it is read again", () => {
    const desk = talked();
    desk.does(markRead, bob, { conversation, upTo: 5 });
    expect(desk.does(keepConversation, bob, { conversation, unread: true })).toMatchObject([
      { unread: true },
    ]);
    const [kept, ...more] = desk.does(markRead, bob, { conversation, upTo: 5 });
    expect(kept).toMatchObject({ type: "kept", conversation });
    expect(kept).not.toHaveProperty("unread");
    expect(more).toEqual([]);
    desk.does(keepConversation, bob, { conversation, unread: true });
    const bodies = desk.does(markRead, bob, { conversation, upTo: 6 });
    expect((bodies as readonly Body[]).map(({ type }) => type)).toEqual(["read", "receipt", "kept"]);
  });

  it("[KEEP7] only members keep anything of a conversation", () => {
    const desk = talked();
    expect(desk.does(markRead, carol, { conversation, upTo: 1 })).toBe("not-a-member");
    expect(desk.does(setDraft, carol, { conversation, text: "x" })).toBe("not-a-member");
    expect(desk.does(keepConversation, carol, { conversation, pinned: true })).toBe("not-a-member");
  });
});
