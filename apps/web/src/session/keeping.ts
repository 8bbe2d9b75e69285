import { databaseStorage, memoryStorage, type Storage } from "@elsewhere/client";
import { filesDatabase } from "../composer/kept-files.ts";
import { forgetOffline, forgotten } from "../offline/forgetting.ts";
import { tabStorage, type TabStorage } from "../offline/tabs.ts";

/** Who is signed in on this page. */
export interface Who {
  readonly account: string;
  readonly device: string;
  /** A terminal that others use too: nothing outlives the page. */
  readonly isPublic: boolean;
}

const whoKey = "elsewhere.who";
const database = "elsewhere";

/** Who was signed in here when the page was last left; undefined if nobody is known. */
export function recallWho(): Who | undefined {
  return readWho(sessionStorage.getItem(whoKey) ?? localStorage.getItem(whoKey));
}

function readWho(text: string | null): Who | undefined {
  try {
    const { account, device, isPublic } = JSON.parse(text ?? "") as Partial<Who>;
    if (typeof account !== "string" || typeof device !== "string") return undefined;
    return { account, device, isPublic: isPublic === true };
  } catch {
    return undefined;
  }
}

/** On a public terminal the tab remembers, and forgets when it is closed. */
export function rememberWho(who: Who): void {
  (who.isPublic ? sessionStorage : localStorage).setItem(whoKey, JSON.stringify(who));
}

/** Leaves nothing of anybody on this device. */
export function forgetEverything(): void {
  for (const storage of [localStorage, sessionStorage]) {
    const keys = Array.from({ length: storage.length }, (_, index) => storage.key(index) ?? "");
    for (const key of keys) if (key.startsWith("elsewhere.")) storage.removeItem(key);
  }
  forgetOffline([database, filesDatabase]);
}

/** Another tab of this browser has let somebody in since. */
export function isSomebodyElses(who: Who): boolean {
  const known = recallWho();
  return known !== undefined && known.device !== who.device;
}

/** Where the client keeps its state, and how tabs share it; `tabs` undefined: they do not. */
export interface Kept {
  readonly storage: Storage;
  readonly tabs: TabStorage | undefined;
}

/** What the client still wants to write after its person left is dropped. */
export function keptOf(who: Who): Kept {
  if (who.isPublic) return { storage: memoryStorage(), tabs: undefined };
  const shared = whileSignedIn(who, databaseStorage(indexedDB, database));
  // Without locks, as at an insecure address, tabs cannot know of each other.
  const { locks } = navigator as { readonly locks?: LockManager };
  if (locks === undefined) return { storage: shared, tabs: undefined };
  const tabs = tabStorage(shared, locks, crypto.randomUUID());
  return { storage: tabs, tabs };
}

function whileSignedIn(who: Who, storage: Storage): Storage {
  return {
    ...storage,
    keys: () => forgotten().then(() => storage.keys()),
    set: async (key, value) => {
      if (recallWho()?.device === who.device) await storage.set(key, value);
    },
  };
}
