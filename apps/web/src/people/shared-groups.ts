import { sortedConversations, type AccountState } from "@elsewhere/client";

/** Groups one is in together with somebody, the liveliest first. */
export function sharedGroups(state: AccountState, account: string): readonly string[] {
  return sortedConversations(state)
    .filter(({ conversation, members }) => conversation.startsWith("g:") && members.has(account))
    .map(({ conversation }) => conversation);
}
