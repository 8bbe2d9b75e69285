import type { AccountName, ConversationId, Offset } from "../names.ts";
import type { Expectation, NewEntry } from "../ports/store.ts";
import { keptOf, settingsOf } from "../people/account-state.ts";
import type { KeptBody } from "../topic/entry.ts";
import { rejection } from "../rejection.ts";
import { entriesOf, entryAt, type TopicState } from "../topic/state.ts";
import type { AskOf } from "../exchange/ask.ts";
import { asItIs, decided, expectation, ownTopic, type Command } from "../exchange/decision.ts";
import { membersOf, refusesMember, sharesReceipts } from "./membership.ts";

/** What a person keeps about a conversation: how far they read, what they were writing, how it may alert. */

export const markRead: Command<"mark-read"> = {
  needs: (ask, asker) => ({ topics: [ask.conversation, ownTopic(asker)] }),
  decide(ask, facts, moment) {
    const { account } = moment.asker;
    const state = facts.topic(ask.conversation);
    const refused = refusesMember(state, account);
    if (refused !== undefined) return refused;
    const own = facts.topic(ownTopic(moment.asker));
    const signs = unmarked(own, ask.conversation);
    const upTo = Math.min(ask.upTo, state.head);
    if (upTo <= readUpTo(own, ask.conversation)) return decided(signs.entries, signs.expect);
    const mark: NewEntry = { topic: own.topic, body: { type: "read", conversation: ask.conversation, upTo } };
    const shared = settingsOf(own).receiptsSent
      ? receipt(state, account, { delivered: upTo, read: upTo })
      : nothing;
    return decided(
      [mark, ...shared.entries, ...signs.entries],
      [expectation(own, `read:${ask.conversation}`), ...shared.expect, ...signs.expect],
    );
  },
};

type Change = { readonly entries: readonly NewEntry[]; readonly expect: readonly Expectation[] };
const nothing: Change = { entries: [], expect: [] };

/** Whoever reads has come back to it. */
function unmarked(own: TopicState, conversation: ConversationId): Change {
  const { unread, ...kept } = keptOf(own, conversation);
  if (unread !== true) return nothing;
  return {
    entries: [{ topic: own.topic, body: kept }],
    expect: [expectation(own, `kept:${conversation}`)],
  };
}

export function readUpTo(own: TopicState, conversation: ConversationId): Offset {
  return entryAt(own, "read", conversation)?.body.upTo ?? 0;
}

/** The entry that tells the others how far an account has come, if it says anything new and the group is small enough. */
export function receipt(
  state: TopicState,
  account: AccountName,
  upTo: { readonly delivered: Offset; readonly read: Offset },
): { readonly entries: readonly NewEntry[]; readonly expect: readonly Expectation[] } {
  const before = entryAt(state, "receipt", account)?.body;
  const delivered = Math.max(before?.delivered ?? 0, upTo.delivered);
  const read = Math.max(before?.read ?? 0, upTo.read);
  const news = delivered !== (before?.delivered ?? 0) || read !== (before?.read ?? 0);
  if (!news || !sharesReceipts(state) || membersOf(state).length < 2) return { entries: [], expect: [] };
  return {
    entries: [{ topic: state.topic, body: { type: "receipt", account, delivered, read } }],
    expect: [expectation(state, `receipt:${account}`)],
  };
}

export const setDraft: Command<"set-draft"> = {
  needs: (ask, asker) => ({ topics: [ask.conversation, ownTopic(asker)] }),
  decide(ask, facts, moment) {
    const own = facts.topic(ownTopic(moment.asker));
    const { conversation, text } = ask;
    const refused = refusesMember(facts.topic(conversation), moment.asker.account);
    if (refused !== undefined) return refused;
    const before = entryAt(own, "draft", conversation)?.body.text ?? "";
    if (before === text) return asItIs;
    const { device } = moment.asker;
    return decided([{ topic: own.topic, body: { type: "draft", conversation, text, device } }], []);
  },
};

/** Conversations that stand above the others. */
export const pinnedAtMost = 50;

export const keepConversation: Command<"keep-conversation"> = {
  needs: (ask, asker) => ({ topics: [ask.conversation, ownTopic(asker)] }),
  decide(ask, facts, moment) {
    const state = facts.topic(ask.conversation);
    const refused = refusesMember(state, moment.asker.account);
    if (refused !== undefined) return refused;
    const own = facts.topic(ownTopic(moment.asker));
    const before = keptOf(own, ask.conversation);
    const kept = keptAnew(before, ask, state.head);
    if (!kept.pinned) return decided([{ topic: own.topic, body: kept }], keptAsSeen(own, [kept]));
    const others = pinnedOf(own).filter((one) => one.conversation !== ask.conversation);
    if (others.length >= pinnedAtMost) return rejection("too-many", `At most ${pinnedAtMost} are pinned.`);
    if (before.pinned && ask.before === undefined)
      return decided([{ topic: own.topic, body: kept }], keptAsSeen(own, [kept]));
    const moved = inOrder(others, kept, ask.before ?? undefined);
    return decided(
      moved.map((body) => ({ topic: own.topic, body })),
      keptAsSeen(own, [kept, ...others]),
    );
  },
};

function keptAsSeen(own: TopicState, kept: readonly KeptBody[]): Expectation[] {
  return kept.map(({ conversation }) => expectation(own, `kept:${conversation}`));
}

/** The pinned conversations in the person's order. */
function pinnedOf(own: TopicState): readonly KeptBody[] {
  const pinned = entriesOf(own, "kept").flatMap(({ body }) => (body.pinned ? [body] : []));
  return pinned.toSorted((one, other) => (one.rank ?? 0) - (other.rank ?? 0));
}

/** Those whose rank is another one when `kept` stands before a conversation, or after all of them. */
function inOrder(
  others: readonly KeptBody[],
  kept: KeptBody,
  before: ConversationId | undefined,
): readonly KeptBody[] {
  const found = others.findIndex((one) => one.conversation === before);
  const place = found < 0 ? others.length : found;
  const order = [...others.slice(0, place), kept, ...others.slice(place)];
  const ranked = order.map((one, index) => (one.rank === index + 1 ? one : { ...one, rank: index + 1 }));
  return ranked.filter((one) => one.conversation === kept.conversation || !others.includes(one));
}

/** How the conversation is kept after what was asked; what was not said stays. */
function keptAnew(before: KeptBody, ask: AskOf<"keep-conversation">, head: Offset): KeptBody {
  const { mutedUntil: muted, rank, archivedAt, unread: wasUnread, ...rest } = before;
  const mutedUntil = ask.mutedUntil === undefined ? muted : (ask.mutedUntil ?? undefined);
  const pinned = ask.pinned ?? before.pinned;
  const archived = ask.archived ?? before.archived;
  const put = ask.archived === true ? head : archivedAt;
  const unread = ask.unread ?? wasUnread;
  return {
    ...rest,
    alerts: ask.alerts ?? before.alerts,
    pinned,
    archived,
    ...(mutedUntil === undefined ? undefined : { mutedUntil }),
    ...(pinned && rank !== undefined ? { rank } : undefined),
    ...(archived && put !== undefined ? { archivedAt: put } : undefined),
    ...(unread === true ? { unread } : undefined),
  };
}
