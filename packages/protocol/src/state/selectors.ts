import type { AccountState } from "../apply.ts";
import type { MessageValue } from "../values.ts";
import { isUnread, type ConversationState } from "./conversation.ts";

/** How long a person is shown as writing after the last sign of it, in milliseconds. */
export const typingShownFor = 10_000;

/**
 * Messages of others behind the read mark. `readUpTo` is a later read mark that the server does not know yet.
 */
export function unread(state: AccountState, conversation: string, readUpTo = 0): number {
  const known = state.conversations.get(conversation);
  if (known === undefined) return 0;
  const mark = Math.max(readUpTo, state.own.reads.get(conversation) ?? 0);
  const oldest = known.messages[0]?.offset ?? known.offset + 1;
  const before = mark >= oldest - 1 ? 0 : known.unreadBefore;
  return before + known.messages.filter((one) => isUnread(one, state.account, mark)).length;
}

/** The newest message of a conversation, or undefined if there is none. */
export function lastMessage(conversation: ConversationState): MessageValue | undefined {
  return conversation.messages.at(-1);
}

/** What to call a conversation: its title, the other person of a direct one, or its members by name. */
export function title(state: AccountState, conversation: string): string {
  const known = state.conversations.get(conversation);
  if (known?.info?.title !== undefined) return known.info.title;
  const others = othersIn(state, conversation, known);
  if (others.length === 0) return displayName(state, state.account);
  return others.map((account) => displayName(state, account)).join(", ");
}

/** A person's display name, or the account name if it is not known. */
export function displayName(state: AccountState, account: string): string {
  if (account === state.account && state.own.profile !== undefined) return state.own.profile.displayName;
  return state.people.get(account)?.displayName ?? account;
}

function othersIn(
  state: AccountState,
  conversation: string,
  known: ConversationState | undefined,
): readonly string[] {
  const [kind, one, other] = conversation.split(":");
  const all = kind === "d" ? [one ?? "", other ?? ""] : [...(known?.members.keys() ?? [])];
  return all.filter((account) => account !== state.account);
}

/** The conversations the account is in: pinned ones first, then by their newest message, newest first. */
export function sortedConversations(state: AccountState): readonly ConversationState[] {
  const mine = [...state.conversations.values()].filter((one) => state.own.joined.has(one.conversation));
  return mine.toSorted(
    (one, other) =>
      Number(isPinned(state, other)) - Number(isPinned(state, one)) ||
      rankOf(state, one) - rankOf(state, other) ||
      liveliness(other) - liveliness(one) ||
      (one.conversation < other.conversation ? -1 : 1),
  );
}

function isPinned(state: AccountState, { conversation }: ConversationState): boolean {
  return state.own.kept.get(conversation)?.pinned ?? false;
}

/** The person's own order of what is pinned. */
function rankOf(state: AccountState, { conversation }: ConversationState): number {
  const kept = state.own.kept.get(conversation);
  return kept?.pinned === true ? (kept.rank ?? 0) : 0;
}

/** Whether the conversation makes no sign at a time of the server's clock, be it for a while or for good. */
export function isMuted(state: AccountState, conversation: string, at: number): boolean {
  const kept = state.own.kept.get(conversation);
  return kept !== undefined && (kept.alerts === "none" || (kept.mutedUntil ?? 0) > at);
}

/** Whether the conversation is put away: a newer message brings it back, unless it is muted. */
export function isArchived(state: AccountState, conversation: string, at: number): boolean {
  const kept = state.own.kept.get(conversation);
  if (kept?.archived !== true) return false;
  const newest = state.conversations.get(conversation)?.messages.at(-1)?.offset ?? 0;
  return newest <= (kept.archivedAt ?? newest) || isMuted(state, conversation, at);
}

/** Unread messages held here that mention the account. */
export function unreadMentions(state: AccountState, conversation: string, readUpTo = 0): number {
  const known = state.conversations.get(conversation);
  const mark = Math.max(readUpTo, state.own.reads.get(conversation) ?? 0);
  return (known?.messages ?? []).filter(
    (one) => isUnread(one, state.account, mark) && one.mentions?.includes(state.account) === true,
  ).length;
}

function liveliness(conversation: ConversationState): number {
  return lastMessage(conversation)?.at ?? conversation.info?.createdAt ?? 0;
}

/** Others who are writing in the conversation at a time of the device's clock. */
export function whoIsTyping(state: AccountState, conversation: string, at: number): readonly string[] {
  const there = state.typing.get(conversation) ?? new Map<string, number>();
  const writing = [...there].filter(
    ([account, seen]) => account !== state.account && at - seen < typingShownFor,
  );
  return writing.map(([account]) => account);
}
