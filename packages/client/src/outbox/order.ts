import { accountName, conversationId, directConversation } from "@elsewhere/core/names";
import type { AccountState } from "@elsewhere/protocol/apply";
import type { Sending } from "./outbox.ts";

/** The conversation that `to` means for the account, as far as can be told here; otherwise `to` itself. */
export function conversationOf(to: string, me: string, domain: string): string {
  if (conversationId(to) !== undefined) return to;
  const [name = "", at] = to.split("@");
  const other = accountName(name);
  const own = accountName(me);
  if (other === undefined || own === undefined || (at !== undefined && at !== domain)) return to;
  return directConversation(own, other);
}

/** Those that the state does not hold as messages yet: the page may have ended between the two being written. */
export function notYetIn(state: AccountState, entries: readonly Sending[]): readonly Sending[] {
  const messages = [...state.conversations.values()].flatMap((one) => one.messages);
  const arrived = new Set(messages.filter(({ by }) => by === state.account).map(({ id }) => id));
  return entries.filter(({ id }) => !arrived.has(id));
}
