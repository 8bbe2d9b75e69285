import type { ConversationState } from "@elsewhere/client";

/** How far one's own message has come: `Sent`, `Delivered`, `Read`; in a group with numbers. */
export function receiptWords(conversation: ConversationState, offset: number, me: string): string {
  const others = [...conversation.members.keys()].filter((account) => account !== me);
  const count = (what: "read" | "delivered") =>
    others.filter((account) => (conversation.receipts.get(account)?.[what] ?? 0) >= offset).length;
  const read = count("read");
  const delivered = count("delivered");
  if (others.length === 0) return "Sent";
  if (read > 0) return read === others.length ? "Read" : `Read by ${read} of ${others.length}`;
  if (delivered > 0)
    return delivered === others.length ? "Delivered" : `Delivered to ${delivered} of ${others.length}`;
  return "Sent";
}
