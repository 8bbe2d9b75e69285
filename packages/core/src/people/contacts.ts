import { accountTopic, type AccountName } from "../names.ts";
import { rejection } from "../rejection.ts";
import type { ContactBody } from "../topic/entry.ts";
import type { NewEntry } from "../ports/store.ts";
import type { Asker } from "../exchange/ask.ts";
import {
  asItIs,
  decided,
  expectation,
  ownTopic,
  type Command,
  type Decision,
  type Facts,
} from "../exchange/decision.ts";
import { contactOf } from "./account-state.ts";

/** Both sides of a relation, as each account keeps it. */
interface Relation {
  readonly mine: ContactBody;
  readonly theirs: ContactBody;
}

function relation(facts: Facts, asker: Asker, account: AccountName): Relation {
  return {
    mine: contactOf(facts.topic(ownTopic(asker)), account),
    theirs: contactOf(facts.topic(accountTopic(account)), asker.account),
  };
}

function needsBoth(ask: { readonly account: AccountName }, asker: Asker) {
  return { topics: [ownTopic(asker), accountTopic(ask.account)], accounts: [ask.account] };
}

/** Writes the sides that change; both are expected to be as they were. */
function changed(
  facts: Facts,
  asker: Asker,
  account: AccountName,
  states: { readonly mine?: ContactBody["state"]; readonly theirs?: ContactBody["state"] },
): Decision {
  const { mine, theirs } = relation(facts, asker, account);
  const entries: NewEntry[] = [];
  if (states.mine !== undefined && states.mine !== mine.state)
    entries.push({ topic: ownTopic(asker), body: { ...mine, state: states.mine } });
  if (states.theirs !== undefined && states.theirs !== theirs.state)
    entries.push({ topic: accountTopic(account), body: { ...theirs, state: states.theirs } });
  if (entries.length === 0) return asItIs;
  return decided(entries, [
    expectation(facts.topic(ownTopic(asker)), `contact:${account}`),
    expectation(facts.topic(accountTopic(account)), `contact:${asker.account}`),
  ]);
}

export const askContact: Command<"ask-contact"> = {
  needs: needsBoth,
  decide(ask, facts, { asker }) {
    if (ask.account === asker.account) return rejection("not-allowed", "This is you.");
    const record = facts.account(ask.account);
    if (record === undefined || record.disabled) return rejection("no-such-account");
    const { mine, theirs } = relation(facts, asker, ask.account);
    if (mine.state === "mutual") return asItIs;
    if (mine.state === "asking")
      return changed(facts, asker, ask.account, { mine: "mutual", theirs: "mutual" });
    // Somebody who is blocked sees their question stay open and learns nothing.
    if (theirs.blocked) return changed(facts, asker, ask.account, { mine: "asked" });
    return changed(facts, asker, ask.account, { mine: "asked", theirs: "asking" });
  },
};

export const answerContact: Command<"answer-contact"> = {
  needs: needsBoth,
  decide(ask, facts, { asker }) {
    const { mine } = relation(facts, asker, ask.account);
    if (mine.state !== "asking") return rejection("no-such-contact", "They have not asked.");
    const state = ask.agree ? "mutual" : "gone";
    return changed(facts, asker, ask.account, { mine: state, theirs: state });
  },
};

export const removeContact: Command<"remove-contact"> = {
  needs: needsBoth,
  decide(ask, facts, { asker }) {
    const { mine } = relation(facts, asker, ask.account);
    if (mine.state === "gone") return rejection("no-such-contact");
    return changed(facts, asker, ask.account, { mine: "gone", theirs: "gone" });
  },
};

/** Blocking ends the relation, so that presence stops on both sides. */
export const blockContact: Command<"block-contact"> = {
  needs: needsBoth,
  decide(ask, facts, { asker }) {
    if (ask.account === asker.account) return rejection("not-allowed", "This is you.");
    if (facts.account(ask.account) === undefined) return rejection("no-such-account");
    const { mine, theirs } = relation(facts, asker, ask.account);
    if (mine.blocked === ask.blocked) return asItIs;
    const state = ask.blocked ? "gone" : mine.state;
    const entries: NewEntry[] = [{ topic: ownTopic(asker), body: { ...mine, state, blocked: ask.blocked } }];
    if (ask.blocked && theirs.state !== "gone" && theirs.state !== "asked")
      entries.push({ topic: accountTopic(ask.account), body: { ...theirs, state: "gone" } });
    return decided(entries, [
      expectation(facts.topic(ownTopic(asker)), `contact:${ask.account}`),
      expectation(facts.topic(accountTopic(ask.account)), `contact:${asker.account}`),
    ]);
  },
};
