import type { ConversationState } from "@elsewhere/client";
import type { Words } from "../language/words.ts";

/** How far one's own message has come: `Sent`, `Delivered`, `Read`; in a group with numbers. */
export function receiptWords(
  conversation: ConversationState,
  offset: number,
  me: string,
  { messages }: Words,
): string {
  const others = [...conversation.members.keys()].filter((account) => account !== me);
  const count = (what: "read" | "delivered") =>
    others.filter((account) => (conversation.receipts.get(account)?.[what] ?? 0) >= offset).length;
  const read = count("read");
  const delivered = count("delivered");
  if (others.length === 0) return messages.sent;
  if (read > 0) return read === others.length ? messages.read : messages.readBy(read, others.length);
  if (delivered > 0)
    return delivered === others.length ? messages.delivered : messages.deliveredTo(delivered, others.length);
  return messages.sent;
}
