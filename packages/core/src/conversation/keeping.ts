import type { AccountName, ConversationId, Offset } from "../names.ts";
import type { Expectation, NewEntry } from "../ports/store.ts";
import { keptOf, settingsOf } from "../people/account-state.ts";
import type { KeptBody } from "../topic/entry.ts";
import { entryAt, type TopicState } from "../topic/state.ts";
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
    const upTo = Math.min(ask.upTo, state.head);
    if (upTo <= readUpTo(own, ask.conversation)) return asItIs;
    const mark: NewEntry = { topic: own.topic, body: { type: "read", conversation: ask.conversation, upTo } };
    const expect = [expectation(own, `read:${ask.conversation}`)];
    if (!settingsOf(own).receiptsSent) return decided([mark], expect);
    const shared = receipt(state, account, { delivered: upTo, read: upTo });
    return decided([mark, ...shared.entries], [...expect, ...shared.expect]);
  },
};

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

export const keepConversation: Command<"keep-conversation"> = {
  needs: (ask, asker) => ({ topics: [ask.conversation, ownTopic(asker)] }),
  decide(ask, facts, moment) {
    const refused = refusesMember(facts.topic(ask.conversation), moment.asker.account);
    if (refused !== undefined) return refused;
    const own = facts.topic(ownTopic(moment.asker));
    const { mutedUntil: mutedBefore, ...before } = keptOf(own, ask.conversation);
    const mutedUntil = ask.mutedUntil === undefined ? mutedBefore : (ask.mutedUntil ?? undefined);
    const body: KeptBody = {
      ...before,
      alerts: ask.alerts ?? before.alerts,
      pinned: ask.pinned ?? before.pinned,
      archived: ask.archived ?? before.archived,
      ...(mutedUntil === undefined ? {} : { mutedUntil }),
    };
    return decided([{ topic: own.topic, body }], [expectation(own, `kept:${ask.conversation}`)]);
  },
};
