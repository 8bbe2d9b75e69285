import type { AccountName } from "../names.ts";
import type { Rejection } from "../rejection.ts";
import { rejection } from "../rejection.ts";
import type { Role } from "../topic/entry.ts";
import { entriesOf, entryAt, type TopicState } from "../topic/state.ts";

/** Members of a group larger than this do not tell each other what they have received and read. */
export const receiptsUpTo = 20;

const membersByKeys = new WeakMap<TopicState["keys"], readonly AccountName[]>();

/** The accounts that belong to a conversation now. Kept with the state's keys, which change only with an entry. */
export function membersOf(state: TopicState): readonly AccountName[] {
  const known = membersByKeys.get(state.keys);
  if (known !== undefined) return known;
  const members = entriesOf(state, "member")
    .filter((entry) => entry.body.role !== "gone")
    .map((entry) => entry.body.account);
  membersByKeys.set(state.keys, members);
  return members;
}

/** The role of an account, or undefined if it is not a member. */
export function roleOf(state: TopicState, account: AccountName): Role | undefined {
  const role = entryAt(state, "member", account)?.body.role;
  return role === "gone" ? undefined : role;
}

export function exists(state: TopicState): boolean {
  return state.keys.has("info");
}

/** Undefined if the account may take part; to outsiders a conversation that exists looks like one that does not. */
export function refusesMember(state: TopicState, account: AccountName): Rejection | undefined {
  if (roleOf(state, account) !== undefined) return undefined;
  return rejection(exists(state) ? "not-a-member" : "no-such-conversation");
}

/** Undefined if the account may change the group. */
export function refusesOwner(state: TopicState, account: AccountName): Rejection | undefined {
  const refused = refusesMember(state, account);
  if (refused !== undefined) return refused;
  if (entryAt(state, "info")?.body.kind === "direct")
    return rejection("not-allowed", "A direct conversation is not a group.");
  return roleOf(state, account) === "owner" ? undefined : rejection("not-an-owner");
}

export function ownersOf(state: TopicState): readonly AccountName[] {
  return membersOf(state).filter((account) => roleOf(state, account) === "owner");
}

/** Whether members share receipts at all. */
export function sharesReceipts(state: TopicState): boolean {
  return membersOf(state).length <= receiptsUpTo;
}
