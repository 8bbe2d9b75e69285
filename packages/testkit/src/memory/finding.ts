import type { ConversationId, Offset, SearchHit, SearchQuery, Time, TopicId } from "@elsewhere/core";
import type { Disk } from "./disk.ts";
import { matcher } from "./words.ts";

/** Messages of all conversations committed at or after `since`, among the last `limit`, oldest first. */
export function recentIn(disk: Disk, since: Time, limit: number): readonly SearchHit[] {
  return disk.arrivals
    .slice(-limit)
    .flatMap((arrival) => messageAt(disk, arrival))
    .filter(({ entry }) => entry.at >= since);
}

/** Newest first. */
export function foundIn(disk: Disk, { text, conversations, limit, skip }: SearchQuery): readonly SearchHit[] {
  const matches = matcher(text);
  if (matches === undefined) return [];
  return disk.arrivals
    .toReversed()
    .filter(({ topic }) => conversations.some((one) => one === topic))
    .flatMap((arrival) => messageAt(disk, arrival))
    .filter(({ entry }) => matches(entry.body.text))
    .slice(skip, skip + limit);
}

function messageAt(
  disk: Disk,
  { topic, offset }: { readonly topic: TopicId; readonly offset: Offset },
): SearchHit[] {
  const messages = disk.topics.get(topic)?.messages() ?? [];
  return messages
    .filter((one) => one.offset === offset)
    .map((entry) => ({ conversation: topic as ConversationId, entry }));
}
