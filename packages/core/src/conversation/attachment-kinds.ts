import type { Attachment, MessageBody } from "../topic/entry.ts";

/** `media` is looked at, `files` is everything else. */
export type AttachmentKind = "media" | "files";

export function kindOf({ type }: Pick<Attachment, "type">): AttachmentKind {
  return type.startsWith("image/") || type.startsWith("video/") ? "media" : "files";
}

/** The files of one kind that hang on a message. */
export function attachmentsOf({ files }: MessageBody, kind: AttachmentKind): readonly Attachment[] {
  return (files ?? []).filter((file) => kindOf(file) === kind);
}
