import type { AskOf, Asker } from "../exchange/ask.ts";
import type { Facts } from "../exchange/decision.ts";
import type { FileRecord } from "../ports/store.ts";
import { rejection, type Rejection } from "../rejection.ts";
import type { Attachment, Voice } from "../topic/entry.ts";

type Send = AskOf<"send-message">;

/** What hangs on a message: the sender's own files as the server knows them, one of them perhaps spoken. */
export function attachments(ask: Send, facts: Facts, asker: Asker): readonly Attachment[] | Rejection {
  const found: Attachment[] = [];
  for (const id of ask.files ?? []) {
    const file = facts.file(id);
    if (file === undefined || file.by !== asker.account) return rejection("no-such-file");
    found.push(attachmentOf(file));
  }
  return ask.voice === undefined ? found : spoken(found, ask.voice);
}

function attachmentOf(file: FileRecord): Attachment {
  const { id, name, type, size, width, height } = file;
  const dimensions = width === undefined || height === undefined ? {} : { width, height };
  return { file: id, name, type, size, ...dimensions };
}

function spoken(files: readonly Attachment[], voice: Voice): readonly Attachment[] | Rejection {
  const [file, ...others] = files;
  const type = file === undefined ? undefined : soundType(file.type);
  if (file === undefined || type === undefined || others.length > 0)
    return rejection("invalid-request", "A voice message is one file of sound.");
  return [{ ...file, type, voice }];
}

/** Recorders of pages write sound into containers of films, which is what their bytes say. */
function soundType(type: string): string | undefined {
  if (type.startsWith("audio/")) return type;
  return type === "video/webm" || type === "video/mp4" ? type.replace("video/", "audio/") : undefined;
}
