import { accountTopic, type AccountName, type ConversationId, type TopicId } from "../names.ts";
import { rejection, type Rejection } from "../rejection.ts";
import type { Expectation, NewEntry } from "../ports/store.ts";
import type { Role } from "../topic/entry.ts";
import { entryAt, type TopicState } from "../topic/state.ts";
import { asItIs, decided, expectation, type Command, type Facts, type Moment } from "../exchange/decision.ts";
import { consent, refusesParty } from "./message.ts";
import { membersOf, ownersOf, refusesMember, refusesOwner, roleOf } from "./membership.ts";

/** Accounts of one group. */
export const membersAtMost = 1000;

const accountTopics = (accounts: readonly AccountName[]): TopicId[] => accounts.map(accountTopic);

function member(
  conversation: ConversationId,
  account: AccountName,
  role: Role | "gone",
  by: AccountName,
): NewEntry[] {
  const entry: NewEntry = { topic: conversation, body: { type: "member", account, role, by } };
  const joined: NewEntry = {
    topic: accountTopic(account),
    body: { type: "joined", conversation, gone: role === "gone" },
  };
  return [entry, joined];
}

/** Whether every one of the accounts can be brought into a group by the asker. */
function refusesAny(accounts: readonly AccountName[], facts: Facts, by: AccountName): Rejection | undefined {
  for (const account of accounts) {
    const refused = refusesParty(facts, by, account);
    if (refused !== undefined) return rejection(refused.rejected, account);
  }
  return undefined;
}

export const createGroup: Command<"create-group"> = {
  needs: (ask) => ({ topics: accountTopics(ask.members), accounts: ask.members }),
  decide(ask, facts, moment) {
    const by = moment.asker.account;
    const others = [...new Set(ask.members)].filter((account) => account !== by);
    if (others.length + 1 > membersAtMost) return rejection("too-many");
    const refused = refusesAny(others, facts, by);
    if (refused !== undefined) return refused;
    const conversation = `g:${moment.fresh}` as ConversationId;
    const title = ask.title.trim();
    if (title === "") return rejection("invalid-request", "A group needs a title.");
    const info = { type: "info", kind: "group", title, createdBy: by, createdAt: moment.at } as const;
    const entries: NewEntry[] = [
      { topic: conversation, body: info },
      ...member(conversation, by, "owner", by),
      ...others.flatMap((account) => member(conversation, account, "member", by)),
    ];
    const agreed = others.flatMap((account) => consent(facts, by, account));
    return decided(entries, [{ topic: conversation, key: "info", offset: 0 }, ...agreed], { conversation });
  },
};

export const renameGroup: Command<"rename-group"> = {
  needs: (ask) => ({ topics: [ask.conversation] }),
  decide(ask, facts, moment) {
    const state = facts.topic(ask.conversation);
    const refused = refusesOwner(state, moment.asker.account);
    if (refused !== undefined) return refused;
    const info = state.keys.get("info")?.body;
    const title = ask.title.trim();
    if (info?.type !== "info" || title === "") return rejection("invalid-request", "A group needs a title.");
    if (info.title === title) return asItIs;
    return decided(
      [{ topic: ask.conversation, body: { ...info, title } }],
      [expectation(state, "info"), ownership(state, moment)],
    );
  },
};

export const describeGroup: Command<"describe-group"> = {
  needs: (ask) => ({ topics: [ask.conversation] }),
  decide(ask, facts, moment) {
    const state = facts.topic(ask.conversation);
    const refused = refusesOwner(state, moment.asker.account);
    if (refused !== undefined) return refused;
    const before = entryAt(state, "info");
    if (before === undefined) return rejection("no-such-conversation");
    const { about: was = "", ...info } = before.body;
    const about = ask.about.trim();
    if (was === about) return asItIs;
    const body = about === "" ? info : { ...info, about };
    return decided(
      [{ topic: ask.conversation, body }],
      [expectation(state, "info"), ownership(state, moment)],
    );
  },
};

/** The asker still is what they were when it was decided. */
function ownership(state: TopicState, moment: Moment): Expectation {
  return expectation(state, `member:${moment.asker.account}`);
}

export const addMembers: Command<"add-members"> = {
  needs: (ask) => ({ topics: [ask.conversation, ...accountTopics(ask.members)], accounts: ask.members }),
  decide(ask, facts, moment) {
    const state = facts.topic(ask.conversation);
    const by = moment.asker.account;
    const refused = refusesOwner(state, by);
    if (refused !== undefined) return refused;
    const added = [...new Set(ask.members)].filter((account) => roleOf(state, account) === undefined);
    if (added.length === 0) return asItIs;
    if (membersOf(state).length + added.length > membersAtMost) return rejection("too-many");
    const refusedOne = refusesAny(added, facts, by);
    if (refusedOne !== undefined) return refusedOne;
    return decided(
      added.flatMap((account) => member(ask.conversation, account, "member", by)),
      [
        ownership(state, moment),
        ...added.map((account) => expectation(state, `member:${account}`)),
        ...added.flatMap((account) => consent(facts, by, account)),
      ],
    );
  },
};

/** A group that still has members needs an owner. */
function leavesNoOwner(state: TopicState, account: AccountName): boolean {
  const owners = ownersOf(state);
  return owners.length === 1 && owners[0] === account && membersOf(state).length > 1;
}

export const removeMember: Command<"remove-member"> = {
  needs: (ask) => ({ topics: [ask.conversation] }),
  decide(ask, facts, moment) {
    const state = facts.topic(ask.conversation);
    const by = moment.asker.account;
    const refused =
      ask.account === by && ask.conversation.startsWith("g:")
        ? refusesMember(state, by)
        : refusesOwner(state, by);
    if (refused !== undefined) return refused;
    if (roleOf(state, ask.account) === undefined) return asItIs;
    if (leavesNoOwner(state, ask.account)) return rejection("last-owner");
    return decided(member(ask.conversation, ask.account, "gone", by), [
      ownership(state, moment),
      ...ownersOf(state).map((owner) => expectation(state, `member:${owner}`)),
      expectation(state, `member:${ask.account}`),
    ]);
  },
};

export const setRole: Command<"set-role"> = {
  needs: (ask) => ({ topics: [ask.conversation] }),
  decide(ask, facts, moment) {
    const state = facts.topic(ask.conversation);
    const by = moment.asker.account;
    const refused = refusesOwner(state, by);
    if (refused !== undefined) return refused;
    const role = roleOf(state, ask.account);
    if (role === undefined) return rejection("not-a-member", ask.account);
    if (role === ask.role) return asItIs;
    if (ask.role === "member" && leavesNoOwner(state, ask.account)) return rejection("last-owner");
    return decided(
      [{ topic: ask.conversation, body: { type: "member", account: ask.account, role: ask.role, by } }],
      [
        ...ownersOf(state).map((owner) => expectation(state, `member:${owner}`)),
        expectation(state, `member:${ask.account}`),
      ],
    );
  },
};
