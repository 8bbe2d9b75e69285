import type { Client, Sending, Unsent } from "@elsewhere/client";
import { onCleanup } from "solid-js";
import type { Left, TabStorage } from "./tabs.ts";

/** Sends what other tabs of this browser had not sent when they were closed. */
export function followTabs(tabs: TabStorage, client: Client): void {
  const adopt = () => void tabs.adopt((left) => client.takeOver(unsentOf(left))).catch(() => undefined);
  const ending = new AbortController();
  const { signal } = ending;
  adopt();
  // Whoever closes a tab comes to another one.
  document.addEventListener("visibilitychange", adopt, { signal });
  globalThis.addEventListener("focus", adopt, { signal });
  client.on("connection", adopt);
  onCleanup(() => {
    ending.abort();
    tabs.end();
  });
}

function unsentOf({ outbox, marks }: Left): Unsent {
  const nothing: Unsent["marks"] = { reads: {}, drafts: {} };
  return {
    outbox: outbox === undefined ? [] : (JSON.parse(outbox) as readonly Sending[]),
    marks: marks === undefined ? nothing : (JSON.parse(marks) as Unsent["marks"]),
  };
}
