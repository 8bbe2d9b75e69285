import type { MessageValue } from "@elsewhere/protocol/values";
import { messageLine } from "../messages/timeline.ts";

const longest = 140;

/** What a notification says. */
export function alertWords(
  message: MessageValue,
  from: string,
  group: string | undefined,
): { readonly title: string; readonly text: string } {
  const line = messageLine(message);
  const text = line.length > longest ? `${line.slice(0, longest - 1)}…` : line;
  return { title: group === undefined ? from : `${from} in ${group}`, text };
}

/** The title of the page: what is open, with the number of unread messages before it. */
export function pageTitle(unread: number, open: string | undefined): string {
  const name = open === undefined ? "Elsewhere" : `${open} · Elsewhere`;
  return unread === 0 ? name : `(${unread > 99 ? "99+" : unread}) ${name}`;
}
