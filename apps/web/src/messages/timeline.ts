import { plainText } from "@elsewhere/core/conversation/formatting";
import type { MessageValue } from "@elsewhere/protocol/values";
import type { Words } from "../language/words.ts";
import { lengthWords } from "../words/lengths.ts";
import { isSameDay } from "../words/times.ts";

/** Messages of one person that stand together must follow within this, in milliseconds. */
const togetherWithin = 5 * 60_000;

/** Whether a new day begins with the message. */
export function startsDay(before: MessageValue | undefined, message: MessageValue): boolean {
  return before === undefined || !isSameDay(before.at, message.at);
}

/** Whether the message stands apart from the one before: another person, another day, or much later. */
export function startsGroup(before: MessageValue | undefined, message: MessageValue): boolean {
  if (before === undefined || startsDay(before, message)) return true;
  return before.by !== message.by || message.at - before.at > togetherWithin;
}

/** What a message is called in a line: its text, or what is attached. */
export function messageLine(message: MessageValue, { messages }: Words): string {
  if (message.deletedAt !== undefined) return messages.deleted;
  if (message.text !== "") return plainText(message.text).replaceAll(/\s+/g, " ");
  const [file, ...more] = message.files ?? [];
  if (file === undefined) return "";
  if (file.voice !== undefined) return messages.voiceOf(lengthWords(file.voice.duration));
  const name = file.type.startsWith("image/") ? messages.picture : file.name;
  return more.length === 0 ? name : messages.andMore(name, more.length);
}

/** Accounts of the conversation that a text names with `@`. */
export function mentionsIn(text: string, members: Iterable<string>): readonly string[] {
  const named = new Set(
    [...text.matchAll(/(?<![\p{L}\p{N}])@([a-z0-9._-]+)/gu)].map(([, name = ""]) => name),
  );
  return [...members].filter((account) => named.has(account));
}
