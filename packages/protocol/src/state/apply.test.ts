import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  apply,
  applyHistory,
  applyPage,
  emptyState,
  lastMessage,
  opened,
  positionsOf,
  sortedConversations,
  title,
  trim,
  unread,
  whoIsTyping,
  type AccountState,
} from "../apply.ts";
import type { DurableNotice, LiveNotices, Notice } from "../notices.ts";
import type { MessageValue } from "../values.ts";

const chat = "d:alice:bob";
const own = "a:alice";
const topics = [own, chat] as const;
const start = emptyState("alice", "e1");

type Fact = DurableNotice extends infer N
  ? N extends DurableNotice
    ? Omit<N, "topic" | "offset" | "at">
    : never
  : never;

const message = (by: string, text: string): Fact => ({
  on: "message",
  message: { offset: 0, at: 0, by, device: `${by}-1`, id: text, text },
});

/** Facts with their places, as a server would tell them. `revised` picks one of the messages before it. */
function placed(facts: readonly (readonly [string, Fact])[]): DurableNotice[] {
  const heads = new Map<string, number>();
  const messages: MessageValue[] = [];
  return facts.flatMap(([topic, fact]): DurableNotice[] => {
    const offset = (heads.get(topic) ?? 0) + 1;
    const place = { topic, offset, at: offset };
    if (fact.on === "revised") {
      const of = messages[fact.message.offset % Math.max(1, messages.length)];
      if (of === undefined) return [];
      heads.set(topic, offset);
      return [{ ...fact, ...place, message: { ...of, text: fact.message.text, editedAt: offset } }];
    }
    heads.set(topic, offset);
    if (fact.on !== "message") return [{ ...fact, ...place }];
    const sent = { ...fact.message, offset, at: offset };
    messages.push(sent);
    return [{ ...fact, ...place, message: sent }];
  });
}

const people = fc.constantFrom("alice", "bob", "carol");
const conversationFact: fc.Arbitrary<Fact> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.tuple(people, fc.string({ maxLength: 5 })).map(([by, text]) => message(by, text)),
  },
  fc.tuple(fc.nat(20), fc.string({ maxLength: 5 })).map(([offset, text]): Fact => {
    const revised = { offset, at: 0, by: "bob", device: "bob-1", id: "x", text };
    return { on: "revised", by: "bob", change: "edited", message: revised };
  }),
  fc.record({
    on: fc.constant("member" as const),
    account: people,
    role: fc.constantFrom("owner", "member", "gone"),
    by: people,
  }),
  fc.record({ on: fc.constant("receipt" as const), account: people, delivered: fc.nat(9), read: fc.nat(9) }),
  fc.constant<Fact>({ on: "info", kind: "direct", createdBy: "bob", createdAt: 1 }),
);
const conversations = fc.constantFrom(chat, "g:other123");
const ownFact: fc.Arbitrary<Fact> = fc.oneof(
  fc.record({ on: fc.constant("read" as const), conversation: conversations, upTo: fc.nat(30) }),
  fc.record({
    on: fc.constant("draft" as const),
    conversation: conversations,
    text: fc.constantFrom("", "hi"),
    device: fc.constant("d1"),
  }),
  fc.record({
    on: fc.constant("contact" as const),
    account: people,
    state: fc.constantFrom("asked", "mutual", "gone"),
    blocked: fc.boolean(),
  }),
  fc.record({
    on: fc.constant("profile" as const),
    kind: fc.constant("person" as const),
    displayName: fc.string({ maxLength: 5 }),
  }),
  fc.constant<Fact>({ on: "joined", conversation: chat, gone: false }),
);
const history = fc
  .array(
    fc.oneof(
      ownFact.map((fact) => [own, fact] as const),
      conversationFact.map((fact) => [chat, fact] as const),
    ),
    { maxLength: 40 },
  )
  .map(placed);

const at = 5;
const all = (notices: readonly Notice[], state: AccountState = start) =>
  notices.reduce((before, notice) => apply(before, notice, at).state, state);

/** What is left of a history when later entries have replaced those with the same key. */
function compacted(notices: readonly DurableNotice[]): DurableNotice[] {
  const keyOf = (notice: DurableNotice): string => {
    if (notice.on === "message") return `message ${notice.offset}`;
    if (notice.on === "revised") return `revised ${notice.message.offset}`;
    const { account = "", conversation = "" } = notice as { account?: string; conversation?: string };
    return `${notice.on} ${account} ${conversation}`;
  };
  const newest = new Map(notices.map((notice) => [`${notice.topic} ${keyOf(notice)}`, notice]));
  return notices.filter((notice) => newest.get(`${notice.topic} ${keyOf(notice)}`) === notice);
}

/** The snapshot a server would make after these notices. */
function snapshotOf(topic: string, notices: readonly DurableNotice[], keep = 1_000): LiveNotices["snapshot"] {
  const here = notices.filter((notice) => notice.topic === topic);
  const revised = new Map(
    here.flatMap((one) => (one.on === "revised" ? [[one.message.offset, one.message]] : [])),
  );
  const messages = here.flatMap((one) =>
    one.on === "message" ? [revised.get(one.offset) ?? one.message] : [],
  );
  const read = notices.findLast((one) => one.on === "read" && one.conversation === topic);
  const upTo = read?.on === "read" ? read.upTo : 0;
  return {
    on: "snapshot",
    topic,
    offset: here.at(-1)?.offset ?? 0,
    entries: compacted(here).filter((one) => one.on !== "message" && one.on !== "revised"),
    messages: messages.slice(-keep),
    more: messages.length > keep,
    unread: messages.filter((one) => one.by !== "alice" && one.offset > upTo).length,
  };
}

describe("apply", () => {
  it("[APPLY1] the same notice again changes nothing", () => {
    fc.assert(
      fc.property(history, (notices) => {
        const state = all(notices);
        for (const notice of notices) expect(apply(state, notice, at)).toEqual({ result: "known", state });
      }),
    );
  });

  it("[APPLY2] a gap changes nothing and is named; in a page it is no gap", () => {
    const [first, , third] = placed([
      [chat, message("bob", "one")],
      [chat, message("bob", "two")],
      [chat, message("bob", "three")],
    ]) as [DurableNotice, DurableNotice, DurableNotice];
    const state = all([first]);
    expect(apply(state, third, at)).toEqual({ result: "gap", state, topic: chat, after: 1 });
    const paged = applyPage(state, [third], at).conversations.get(chat);
    expect([paged?.offset, paged?.messages.map((one) => one.text)]).toEqual([3, ["one", "three"]]);
  });

  it("[APPLY3] any part again and any pages give the same state", () => {
    fc.assert(
      fc.property(history, fc.nat(), fc.nat(), fc.integer({ min: 1, max: 5 }), (notices, from, to, size) => {
        const whole = all(notices);
        const begin = from % (notices.length + 1);
        const end = begin + (to % (notices.length - begin + 1));
        expect(all(notices.slice(begin, end), whole)).toEqual(whole);
        expect(all([...notices.slice(0, end), ...notices.slice(begin)])).toEqual(whole);
        let paged = start;
        for (let index = 0; index < notices.length; index += size) {
          paged = applyPage(paged, notices.slice(Math.max(0, index - 1), index + size), at);
        }
        expect(paged).toEqual(whole);
      }),
    );
  });

  it("[APPLY4] a snapshot in the middle gives the same state", () => {
    fc.assert(
      fc.property(history, fc.nat(), (notices, where) => {
        const middle = where % (notices.length + 1);
        const before = notices.slice(0, middle);
        const seen = topics.filter((topic) => before.some((notice) => notice.topic === topic));
        const snapshots = seen.map((topic) => snapshotOf(topic, before));
        for (const given of [start, all(before.slice(0, middle >> 1))]) {
          const state = all(notices.slice(middle), applyPage(given, snapshots, at));
          expect(state).toEqual(all(notices));
        }
      }),
    );
  });

  it("[APPLY5] entries that were replaced need not come", () => {
    fc.assert(
      fc.property(history, (notices) => {
        expect(applyPage(start, compacted(notices), at)).toEqual(all(notices));
      }),
    );
  });

  it("[APPLY6] a revised message is as it is told now", () => {
    const edited = { offset: 1, at: 1, by: "bob", device: "bob-1", id: "one", text: "better", editedAt: 2 };
    const [first] = placed([[chat, message("bob", "one")]]) as [DurableNotice];
    const revised = (offset: number, of: MessageValue): Notice => ({
      on: "revised",
      topic: chat,
      offset,
      at,
      by: "bob",
      change: "edited",
      message: of,
    });
    const state = all([first, revised(2, edited)]);
    expect(lastMessage(state.conversations.get(chat)!)).toEqual(edited);
    const unheld = all([revised(3, { ...edited, offset: 77 })], state);
    expect(unheld.conversations.get(chat)?.messages).toEqual([edited]);
  });

  it("[APPLY7] what is unread is the same with few messages held as with all", () => {
    fc.assert(
      fc.property(history, fc.integer({ min: 1, max: 5 }), (notices, keep) => {
        const whole = all(notices);
        const seen = topics.filter((topic) => notices.some((notice) => notice.topic === topic));
        const few = applyPage(start, seen.map((topic) => snapshotOf(topic, notices, keep)).toReversed(), at);
        expect(unread(few, chat)).toBe(unread(whole, chat));
        const head = whole.conversations.get(chat)?.offset ?? 0;
        expect(unread(few, chat, head)).toBe(0);
        const read: Notice = {
          on: "read",
          topic: own,
          offset: whole.own.offset + 1,
          at,
          conversation: chat,
          upTo: head,
        };
        expect(unread(all([read], few), chat)).toBe(0);
      }),
    );
  });

  it("[APPLY8] leaving a conversation forgets it", () => {
    const joined = (offset: number, gone: boolean): Notice => ({
      on: "joined",
      topic: own,
      offset,
      at,
      conversation: chat,
      gone,
    });
    const state = all([joined(1, false), ...placed([[chat, message("bob", "one")]])]);
    expect(all([joined(2, true)], state).conversations.has(chat)).toBe(false);
    const snapshot: Notice = {
      on: "snapshot",
      topic: own,
      offset: 2,
      entries: [joined(2, true)],
      messages: [],
      more: false,
      unread: 0,
    };
    expect(all([snapshot], state).conversations.has(chat)).toBe(false);
  });

  it("[APPLY9] a hello forgets live facts, another epoch or account everything", () => {
    const notices = placed([[chat, message("bob", "one")]]);
    const presence: Notice = { on: "presence", presence: [{ account: "bob", state: "available", can: [] }] };
    const state = all([...notices, presence]);
    expect(state.presence.get("bob")?.state).toBe("available");
    expect(opened(state, "alice", "e1")).toEqual({ ...state, presence: new Map() });
    expect(opened(state, "alice", "e2")).toEqual(emptyState("alice", "e2"));
    expect(opened(state, "carol", "e1")).toEqual(emptyState("carol", "e1"));
  });

  it("[APPLY10] trimmed and fetched again, a conversation is as before", () => {
    fc.assert(
      fc.property(history, fc.integer({ min: 1, max: 5 }), (notices, keep) => {
        const whole = all(notices);
        const trimmed = trim(whole, chat, keep);
        expect(unread(trimmed, chat)).toBe(unread(whole, chat));
        const held = whole.conversations.get(chat)?.messages ?? [];
        const page = { messages: held.slice(0, -keep).toReversed(), more: false };
        expect(applyHistory(trimmed, chat, page).conversations.get(chat)?.messages ?? []).toEqual(held);
        expect(unread(applyHistory(trimmed, chat, page), chat)).toBe(unread(whole, chat));
      }),
    );
  });

  it("[APPLY11] conversations have names and an order", () => {
    const group = "g:team12345";
    const state = all([
      { on: "joined", topic: own, offset: 1, at, conversation: chat, gone: false },
      { on: "joined", topic: own, offset: 2, at, conversation: group, gone: false },
      { on: "member", topic: group, offset: 1, at, account: "carol", role: "member", by: "alice" },
      { on: "member", topic: group, offset: 2, at, account: "alice", role: "owner", by: "alice" },
      ...placed([[chat, message("bob", "one")]]),
      ...placed([["g:gone1234", message("dave", "elsewhere")]]),
      { on: "people", people: [{ account: "bob", displayName: "Bob B.", kind: "person" }] },
    ]);
    expect([title(state, chat), title(state, group)]).toEqual(["Bob B.", "carol"]);
    expect(sortedConversations(state).map((one) => one.conversation)).toEqual([chat, group]);
    const named = all(
      [
        {
          on: "info",
          topic: group,
          offset: 3,
          at,
          kind: "group",
          title: "Team",
          createdBy: "alice",
          createdAt: 1,
        },
        {
          on: "kept",
          topic: own,
          offset: 3,
          at,
          conversation: group,
          alerts: "all",
          pinned: true,
          archived: false,
        },
      ],
      state,
    );
    expect(title(named, group)).toBe("Team");
    expect(sortedConversations(named).map((one) => one.conversation)).toEqual([group, chat]);
  });

  it("[APPLY12] who writes is shown for ten seconds, or until it comes", () => {
    const state = apply(start, { on: "typing", conversation: chat, account: "bob" }, 1_000).state;
    expect(whoIsTyping(state, chat, 10_999)).toEqual(["bob"]);
    expect(whoIsTyping(state, chat, 11_000)).toEqual([]);
    expect(whoIsTyping(all(placed([[chat, message("bob", "one")]]), state), chat, 2_000)).toEqual([]);
  });

  it("[APPLY13] positions are those of the topics that are known", () => {
    expect(positionsOf(start)).toEqual({});
    const notices = placed([
      [own, { on: "joined", conversation: chat, gone: false }],
      [chat, message("bob", "one")],
      [chat, message("bob", "two")],
    ]);
    expect(positionsOf(all(notices))).toEqual({ [own]: 1, [chat]: 2 });
  });

  it("[APPLY14] of each key the newest counts", () => {
    const facts: readonly Fact[] = [
      { on: "contact", account: "bob", state: "mutual", blocked: false },
      { on: "contact", account: "bob", state: "gone", blocked: true },
      { on: "contact", account: "carol", state: "mutual", blocked: false },
      { on: "contact", account: "carol", state: "gone", blocked: false },
      { on: "draft", conversation: chat, text: "hel", device: "d1" },
      { on: "draft", conversation: chat, text: "", device: "d1" },
      {
        on: "device",
        device: "d1",
        label: "Laptop",
        kind: "browser",
        capabilities: [],
        createdAt: 1,
        gone: false,
      },
      {
        on: "device",
        device: "d2",
        label: "Phone",
        kind: "phone",
        capabilities: [],
        createdAt: 1,
        gone: false,
      },
      {
        on: "device",
        device: "d2",
        label: "Phone",
        kind: "phone",
        capabilities: [],
        createdAt: 1,
        gone: true,
      },
      { on: "status", status: { state: "busy" } },
      { on: "status", status: { state: "auto" } },
    ];
    const state = all(placed(facts.map((fact) => [own, fact] as const))).own;
    expect([...state.contacts.keys()]).toEqual(["bob"]);
    expect([...state.devices.keys()]).toEqual(["d1"]);
    expect(state.drafts.size).toBe(0);
    expect(state.status).toEqual({ state: "auto" });
  });

  it("[APPLY16] a deleted message that is not held is unread no more, one that was read never was", () => {
    const snapshot: Notice = {
      on: "snapshot",
      topic: chat,
      offset: 9,
      entries: [],
      messages: [],
      more: true,
      unread: 2,
    };
    const deletion = (offset: number, of: number, by = "bob"): Notice => ({
      on: "revised",
      topic: chat,
      offset,
      at,
      by,
      change: "deleted",
      message: { offset: of, at, by, device: "d", id: "x", text: "", deletedAt: at },
    });
    const read: Notice = { on: "read", topic: own, offset: 1, at, conversation: chat, upTo: 4 };
    const state = all([read, snapshot]);
    expect(unread(all([deletion(10, 5)], state), chat)).toBe(1);
    expect(unread(all([deletion(10, 5), deletion(11, 6)], state), chat)).toBe(0);
    expect(unread(all([deletion(10, 3), deletion(11, 6, "alice")], state), chat)).toBe(2);
  });

  it("[APPLY15] what is not known yet moves the position only", () => {
    const later = { on: "hologram", topic: chat, offset: 1, at } as unknown as Notice;
    const state = all([later, { on: "spectrum" } as unknown as Notice]);
    expect(positionsOf(state)).toEqual({ [chat]: 1 });
    expect(state.conversations.get(chat)?.messages).toEqual([]);
  });
});
