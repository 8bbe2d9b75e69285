import type { MessageValue } from "@elsewhere/protocol/values";
import type { Words } from "../language/words.ts";
import { messageLine } from "../messages/timeline.ts";

const longest = 140;

/** What a notification says. */
export function alertWords(
  message: MessageValue,
  from: string,
  group: string | undefined,
  words: Words,
): { readonly title: string; readonly text: string } {
  const line = messageLine(message, words);
  const text = line.length > longest ? `${line.slice(0, longest - 1)}…` : line;
  return { title: group === undefined ? from : words.alerts.fromIn(from, group), text };
}

/** The title of the page: what is open, with the number of unread messages before it. */
export function pageTitle(unread: number, open: string | undefined, words: Words): string {
  const name = open === undefined ? words.frame.brand : words.alerts.titleOf(open);
  return unread === 0 ? name : words.alerts.counted(unread > 99 ? "99+" : String(unread), name);
}
