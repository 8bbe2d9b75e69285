import { accountName, conversationId, directConversation } from "@elsewhere/core/names";

/** The conversation that `to` means for the account, as far as can be told here; otherwise `to` itself. */
export function conversationOf(to: string, me: string, domain: string): string {
  if (conversationId(to) !== undefined) return to;
  const [name = "", at] = to.split("@");
  const other = accountName(name);
  const own = accountName(me);
  if (other === undefined || own === undefined || (at !== undefined && at !== domain)) return to;
  return directConversation(own, other);
}
