import type { MessageValue } from "@elsewhere/protocol/values";

/** A stretch of the history apart from the newest messages: what lies around a place somebody jumped to. */
export interface Past {
  /** Oldest first, without a hole. */
  readonly messages: readonly MessageValue[];
  /** There are older messages on the server. */
  readonly more: boolean;
  /** Everything from the first message up to here is held, other entries of the conversation included. */
  readonly upTo: number;
}

/** Offsets that one page covers. Messages are among them, so a page of as many messages has no hole. */
export const pageOffsets = 100;

/** What to ask of `history` so that the answer covers the place and as much on both sides. */
export function around(offset: number): { readonly before: number; readonly limit: number } {
  return { before: offset + pageOffsets / 2, limit: pageOffsets };
}

/** What to ask so that the answer has everything that follows next. */
export function following(past: Past): { readonly before: number; readonly limit: number } {
  return { before: past.upTo + pageOffsets + 1, limit: pageOffsets };
}

/** The stretch with a page of `history` taken in; `before` is what the page was asked with. */
export function withPage(
  past: Past | undefined,
  page: { readonly messages: readonly MessageValue[]; readonly more: boolean },
  before: number,
): Past {
  const byOffset = new Map<number, MessageValue>();
  for (const message of [...(past?.messages ?? []), ...page.messages]) byOffset.set(message.offset, message);
  const messages = [...byOffset.values()].toSorted((one, other) => one.offset - other.offset);
  const reached = past?.messages[0]?.offset ?? Number.POSITIVE_INFINITY;
  const isOlder = (page.messages.at(-1)?.offset ?? before) < reached;
  const more = past === undefined || isOlder ? page.more : past.more;
  return { messages, more, upTo: Math.max(past?.upTo ?? 0, before - 1) };
}

/** The stretch after a message of it was edited, deleted or reacted to. */
export function withRevised(past: Past, message: MessageValue): Past {
  const index = past.messages.findIndex((one) => one.offset === message.offset);
  return index < 0 ? past : { ...past, messages: past.messages.with(index, message) };
}

/** Whether nothing is missing between the stretch and the messages that are held. */
export function meets(past: Past, held: readonly MessageValue[]): boolean {
  const [first] = held;
  return first === undefined || past.upTo + 1 >= first.offset;
}

/** What is shown: the stretch alone, or with the newest if it has grown as far as those. */
export function shownWith(past: Past, held: readonly MessageValue[]): readonly MessageValue[] {
  if (!meets(past, held)) return past.messages;
  const first = held[0]?.offset ?? Number.POSITIVE_INFINITY;
  return [...past.messages.filter((one) => one.offset < first), ...held];
}
