import type { Answer } from "@elsewhere/protocol/requests";
import type { Session } from "../session/session.ts";

/** A file where it was sent. */
export type SharedFile = Answer<"attachments">["attachments"][number];
export type SharedKind = "media" | "files";

/** The next page of the files of a conversation, older than those at hand (newest first). Rejects as requests do. */
export async function olderFiles(
  { client }: Pick<Session, "client">,
  conversation: string,
  kind: SharedKind,
  known: readonly SharedFile[],
): Promise<{ readonly files: readonly SharedFile[]; readonly more: boolean }> {
  const last = known.at(-1);
  const before = last === undefined ? {} : { before: last.offset };
  const { attachments, more } = await client.request("attachments", {
    conversation,
    kind,
    limit: 60,
    ...before,
  });
  return { files: [...known, ...attachments], more };
}

/** All of them down to a message. */
export async function filesDownTo(
  session: Pick<Session, "client">,
  conversation: string,
  kind: SharedKind,
  offset: number,
): Promise<{ readonly files: readonly SharedFile[]; readonly more: boolean }> {
  let page = await olderFiles(session, conversation, kind, []);
  while (page.more && (page.files.at(-1)?.offset ?? 0) > offset)
    page = await olderFiles(session, conversation, kind, page.files);
  return page;
}
