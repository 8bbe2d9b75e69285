import { accountName, partiesOf, type AccountName, type ConversationId } from "../names.ts";
import type { TopicState } from "../topic/state.ts";
import { parseFormatting, type Inline } from "./formatting.ts";
import { roleOf } from "./membership.ts";

/** Accounts that a text names with an at sign, outside of code, each once. */
export function namedIn(text: string): readonly AccountName[] {
  const inlines = parseFormatting(text).flatMap((block) => ("inside" in block ? block.inside : []));
  return [...new Set(inlines.flatMap(namesOf))];
}

function namesOf(inline: Inline): readonly AccountName[] {
  if ("inside" in inline) return inline.inside.flatMap(namesOf);
  const name = inline.type === "mention" ? accountName(inline.account) : undefined;
  return name === undefined ? [] : [name];
}

/** Those of the names that are in the conversation: nobody else learns of it, so nobody else is mentioned. */
export function mentionable(names: readonly AccountName[], state: TopicState): readonly AccountName[] {
  const parties = partiesOf(state.topic as ConversationId);
  return [...new Set(names)].filter((name) => parties?.includes(name) ?? roleOf(state, name) !== undefined);
}
