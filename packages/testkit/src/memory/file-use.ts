import {
  attachmentsOf,
  type AttachmentKind,
  type ConversationId,
  type Entry,
  type FileId,
  type MessageBody,
  type Offset,
  type TopicId,
} from "@elsewhere/core";
import type { Disk } from "./disk.ts";

/** Whether a message of the topic holds the file, or has a card that shows it. */
export function holdsFile(disk: Disk, topic: TopicId, id: FileId): boolean {
  const messages = disk.topics.get(topic)?.messages() ?? [];
  return messages.some(({ body: { files = [], cards = [] } }) =>
    [...files, ...cards.flatMap(({ image }) => image ?? [])].some(({ file }) => file === id),
  );
}

export function isUsed(disk: Disk, id: FileId): boolean {
  return [...disk.topics.keys()].some((topic) => holdsFile(disk, topic, id));
}

/** Messages before `before` with files of the kind, newest first. */
export function messagesWith(
  disk: Disk,
  topic: ConversationId,
  kind: AttachmentKind,
  before: Offset,
  limit: number,
): readonly Entry<MessageBody>[] {
  const all = disk.topics.get(topic)?.messages() ?? [];
  const held = all.filter(({ offset, body }) => offset < before && attachmentsOf(body, kind).length > 0);
  return held.toReversed().slice(0, limit);
}
