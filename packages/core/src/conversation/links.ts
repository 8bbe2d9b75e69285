import { accountTopic, type AccountName, type Duration, type Time } from "../names.ts";
import { isRejection, rejection, type Rejection } from "../rejection.ts";
import type { NewEntry } from "../ports/store.ts";
import type { LinkBody } from "../topic/entry.ts";
import { entriesOf, entryAt, type TopicState } from "../topic/state.ts";
import {
  asItIs,
  decided,
  expectation,
  type Command,
  type Decision,
  type Moment,
} from "../exchange/decision.ts";
import { membersAtMost } from "./group.ts";
import { membersOf, refusesOwner, roleOf } from "./membership.ts";

/** Links by which people join a group themselves: whoever holds one may come in, until it ends. */

/** Links of one group that lead in at the same time. */
export const linksAtMost = 20;

/** What an owner asks of a link: a word for whom it is, how often and how long it lets somebody in. */
export interface LinkWish {
  readonly note: string | undefined;
  readonly uses: number;
  readonly expiresIn: Duration;
}

/** A new link whose secret has this hash, in a place that no living link has. */
export function decideLink(
  state: TopicState,
  wish: LinkWish,
  hash: string,
  { asker, at }: Pick<Moment, "asker" | "at">,
): (Decision & { readonly slot: number; readonly expiresAt: Time }) | Rejection {
  const refused = refusesOwner(state, asker.account);
  if (refused !== undefined) return refused;
  const slot = freeSlot(state, at);
  if (slot === undefined) return rejection("too-many", `A group has at most ${linksAtMost} links.`);
  const note = wish.note?.trim();
  const expiresAt = at + wish.expiresIn;
  const body: LinkBody = {
    type: "link",
    slot,
    hash,
    by: asker.account,
    ...(note === undefined || note === "" ? undefined : { note }),
    createdAt: at,
    expiresAt,
    usesLeft: wish.uses,
    used: 0,
    gone: false,
  };
  const expect = [expectation(state, `link:${slot}`), expectation(state, `member:${asker.account}`)];
  return { ...decided([{ topic: state.topic, body }], expect), slot, expiresAt };
}

function freeSlot(state: TopicState, at: Time): number | undefined {
  for (let slot = 1; slot <= linksAtMost; slot += 1) {
    const link = entryAt(state, "link", String(slot))?.body;
    if (link === undefined || !leadsIn(link, state, at)) return slot;
  }
  return undefined;
}

/** Whether the link still lets somebody in: it goes with the owner's right to bring people in. */
export function leadsIn(link: LinkBody, state: TopicState, at: Time): boolean {
  return !link.gone && link.usesLeft > 0 && link.expiresAt > at && roleOf(state, link.by) === "owner";
}

/** The link of the group whose secret has this hash. Who guesses does not learn which groups there are. */
export function linkOf(state: TopicState, hash: string, at: Time): LinkBody | Rejection {
  const link = entriesOf(state, "link").find((entry) => entry.body.hash === hash)?.body;
  if (link === undefined || link.gone) return rejection("no-such-invitation");
  if (link.usesLeft <= 0) return rejection("used-up");
  return leadsIn(link, state, at) ? link : rejection("expired");
}

/** Who was shown out does not come back by a link: an owner may bring them. */
function wasShownOut(state: TopicState, account: AccountName): boolean {
  const before = entryAt(state, "member", account)?.body;
  return before?.role === "gone" && before.by !== account;
}

export const joinGroup: Command<"join-group"> = {
  needs: (ask) => ({ topics: [ask.conversation] }),
  decide(ask, facts, { asker, at, hash }) {
    const state = facts.topic(ask.conversation);
    const { account } = asker;
    const { conversation } = ask;
    const link = linkOf(state, hash(ask.secret), at);
    if (roleOf(state, account) !== undefined) return { ...asItIs, answer: { conversation } };
    if (isRejection(link)) return link;
    if (wasShownOut(state, account)) return rejection("not-allowed", "An owner removed you from this group.");
    if (membersOf(state).length >= membersAtMost) return rejection("too-many");
    const entries: NewEntry[] = [
      { topic: conversation, body: { type: "member", account, role: "member", by: account } },
      { topic: accountTopic(account), body: { type: "joined", conversation, gone: false } },
      { topic: conversation, body: { ...link, usesLeft: link.usesLeft - 1, used: link.used + 1 } },
    ];
    const expect = [`link:${link.slot}`, `member:${account}`, `member:${link.by}`];
    return decided(
      entries,
      expect.map((key) => expectation(state, key)),
      { conversation },
    );
  },
};

export const revokeLink: Command<"revoke-group-link"> = {
  needs: (ask) => ({ topics: [ask.conversation] }),
  decide(ask, facts, { asker }) {
    const state = facts.topic(ask.conversation);
    const refused = refusesOwner(state, asker.account);
    if (refused !== undefined) return refused;
    const key = String(ask.slot);
    const link = entryAt(state, "link", key)?.body;
    if (link === undefined) return rejection("no-such-invitation");
    if (link.gone) return asItIs;
    return decided(
      [{ topic: state.topic, body: { ...link, gone: true } }],
      [expectation(state, `link:${key}`), expectation(state, `member:${asker.account}`)],
    );
  },
};
