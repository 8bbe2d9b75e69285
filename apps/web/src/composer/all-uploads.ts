import { onCleanup } from "solid-js";
import type { Client } from "@elsewhere/client";
import { serverInfo } from "../session/entrance.ts";
import type { Who } from "../session/keeping.ts";
import { keptFiles, nothingKept } from "./kept-files.ts";
import { createUploads, type Uploads } from "./uploads.ts";

/** The files of each conversation, for as long as somebody is signed in here. */
export function createAllUploads(client: Client, who: Who): (conversation: string) => Uploads {
  const { locks } = navigator as { readonly locks?: LockManager };
  const kept = who.isPublic ? nothingKept : keptFiles(indexedDB, locks);
  // In the order of their making, also those of several tabs as well as can be.
  let made = 0;
  const newId = () =>
    `${Date.now()}-${String((made += 1)).padStart(6, "0")}-${Math.random().toString(36).slice(2)}`;
  const all = new Map<string, Uploads>();
  onCleanup(() => [...all.values()].forEach((uploads) => uploads.stop()));
  let largest: number | undefined;
  const learn = () => {
    // Where it cannot be learnt the server says it of each file.
    serverInfo()
      .then((info) => (largest = info.uploadLimit))
      .catch(() => undefined);
  };
  return (conversation) => {
    const known = all.get(conversation);
    if (known !== undefined) return known;
    if (largest === undefined) learn();
    const uploads = createUploads({
      client,
      conversation,
      kept,
      largest: () => largest,
      spoken: (file, voice, reply) =>
        void client.send(conversation, "", {
          files: [file],
          voice,
          ...(reply === undefined ? {} : { reply }),
        }),
      now: () => Date.now(),
      newId,
    });
    all.set(conversation, uploads);
    return uploads;
  };
}
