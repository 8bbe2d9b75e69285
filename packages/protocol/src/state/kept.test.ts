import { describe, expect, it } from "vitest";
import {
  applyPage,
  emptyState,
  isArchived,
  sortedConversations,
  unreadMentions,
  type AccountState,
} from "../apply.ts";
import type { DurableNotice } from "../notices.ts";

const chat = "d:alice:bob";
const own = "a:alice";

type Fact = DurableNotice extends infer N
  ? N extends DurableNotice
    ? Omit<N, "topic" | "offset" | "at">
    : never
  : never;

const message = (by: string, text: string): Fact => ({
  on: "message",
  message: { offset: 0, at: 0, by, device: `${by}-1`, id: text, text },
});

/** Facts with their places, as a server would tell them. */
function placed(facts: readonly (readonly [string, Fact])[]): DurableNotice[] {
  const heads = new Map<string, number>();
  return facts.map(([topic, fact]): DurableNotice => {
    const offset = (heads.get(topic) ?? 0) + 1;
    heads.set(topic, offset);
    const place = { topic, offset, at: offset };
    return fact.on === "message"
      ? { ...fact, ...place, message: { ...fact.message, offset, at: offset } }
      : { ...fact, ...place };
  });
}

function told(notices: readonly DurableNotice[]): AccountState {
  return applyPage(emptyState("alice", "e1"), notices, 0);
}

describe("how a person keeps conversations", () => {
  it("[APPLY17] what is archived comes back with something newer, unless it is muted", () => {
    const kept = (more: object): Fact => ({
      on: "kept",
      conversation: chat,
      alerts: "all",
      pinned: false,
      archived: true,
      archivedAt: 1,
      ...more,
    });
    const archived = (...facts: readonly (readonly [string, Fact])[]) => {
      const state = told(placed([[chat, message("bob", "one")], ...facts]));
      return [100, 300].map((now) => isArchived(state, chat, now));
    };
    expect(archived([own, kept({ archived: false })])).toEqual([false, false]);
    expect(archived([own, kept({})])).toEqual([true, true]);
    expect(archived([own, kept({})], [chat, message("bob", "two")])).toEqual([false, false]);
    const muted = kept({ mutedUntil: 200 });
    expect(archived([own, muted], [chat, message("bob", "two")])).toEqual([true, false]);
    const off = kept({ alerts: "none" });
    expect(archived([own, off], [chat, message("bob", "two")])).toEqual([true, true]);
  });

  it("[APPLY18] pinned conversations stand in the order of their ranks", () => {
    const other = "d:alice:carol";
    const pinned = (conversation: string, rank: number): Fact => ({
      on: "kept",
      conversation,
      alerts: "all",
      pinned: true,
      rank,
      archived: false,
    });
    const state = told(
      placed([
        [own, { on: "joined", conversation: chat, gone: false }],
        [own, { on: "joined", conversation: other, gone: false }],
        [other, message("carol", "early")],
        [chat, message("bob", "late")],
        [own, pinned(other, 1)],
        [own, pinned(chat, 2)],
      ]),
    );
    expect(sortedConversations(state).map((one) => one.conversation)).toEqual([other, chat]);
  });

  it("[APPLY19] a mention counts until it is read", () => {
    const mention: Fact = {
      on: "message",
      message: { offset: 0, at: 0, by: "bob", device: "b", id: "1", text: "@alice", mentions: ["alice"] },
    };
    const state = told(
      placed([
        [chat, mention],
        [chat, message("bob", "two")],
      ]),
    );
    expect([unreadMentions(state, chat), unreadMentions(state, chat, 1)]).toEqual([1, 0]);
  });

  it("[APPLY20] links into a group are those not taken back", () => {
    const group = "g:team12345";
    const link = (slot: number, gone: boolean): Fact => ({
      on: "link",
      slot,
      by: "alice",
      createdAt: 1,
      expiresAt: 9,
      usesLeft: 3,
      used: 0,
      gone,
    });
    const state = told(
      placed([
        [group, link(1, false)],
        [group, link(2, false)],
        [group, link(1, true)],
      ]),
    );
    expect([...(state.conversations.get(group)?.links.keys() ?? [])]).toEqual([2]);
  });
});
