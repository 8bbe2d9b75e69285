import { memoryStorage, webStorage, type Storage } from "@elsewhere/client";

/** Who is signed in on this page. */
export interface Who {
  readonly account: string;
  readonly device: string;
  /** A terminal that others use too: nothing outlives the page. */
  readonly isPublic: boolean;
}

const whoKey = "elsewhere.who";
const statePrefix = "elsewhere.kept/";

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
}

/** Where the client keeps its state. What it still wants to write after its person left is dropped. */
export function storageOf(who: Who): Storage {
  if (who.isPublic) return memoryStorage();
  const storage = webStorage(localStorage, `${statePrefix}${who.account}/`);
  return {
    ...storage,
    set: async (key, value) => {
      if (recallWho()?.device === who.device) await storage.set(key, value);
    },
  };
}
