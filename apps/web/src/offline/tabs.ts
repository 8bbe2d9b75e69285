import type { Storage } from "@elsewhere/client";

/** What one tab alone writes: what it still has to send. */
const ownKeys = ["outbox", "marks"] as const;
const prefix = "tab/";

/** The part of the browser's `navigator.locks` that is used here (Web Locks API). */
export interface Locks {
  request(name: string, options: { readonly signal: AbortSignal }, held: () => Promise<void>): Promise<void>;
}

/** What a tab that is gone had not sent. */
export interface Left {
  readonly outbox: string | undefined;
  readonly marks: string | undefined;
}

/** One storage for all tabs of a browser: state is shared, what is to be sent belongs to one tab each. */
export interface TabStorage extends Storage {
  /** Takes what tabs that are gone, or go later, left here. It is removed once `take` has written it. */
  adopt(take: (left: Left) => Promise<void>): Promise<void>;
  /** This tab no longer needs what it wrote; others may take it. */
  end(): void;
}

/** `tab` names this tab among those that share the storage. */
export function tabStorage(shared: Storage, locks: Locks, tab: string): TabStorage {
  const ending = new AbortController();
  const { signal } = ending;
  const own = (key: string) => (ownKeys.some((one) => one === key) ? keyOf(tab, key) : key);
  const gone = new Promise<void>((resolve) => signal.addEventListener("abort", () => resolve()));
  // While it is held, nobody takes what this tab has to send.
  const held = new Promise<void>((resolve, reject) => {
    locks.request(lockOf(tab), { signal }, () => (resolve(), gone)).catch(reject);
  });
  const watched = new Set([tab]);
  return {
    get: (key) => shared.get(own(key)),
    set: async (key, value) => {
      await held;
      await shared.set(own(key), value);
    },
    remove: (key) => shared.remove(own(key)),
    keys: async () => (await shared.keys()).filter((key) => !key.startsWith(prefix)),
    adopt: async (take) => {
      for (const other of tabsOf(await shared.keys())) {
        if (watched.has(other)) continue;
        watched.add(other);
        // Granted at once if that tab is gone, and otherwise when it goes.
        locks
          .request(lockOf(other), { signal }, () => inherit(shared, other, take))
          .catch(() => undefined)
          .finally(() => watched.delete(other));
      }
    },
    end: () => ending.abort(),
  };
}

const lockOf = (tab: string) => `elsewhere.tab/${tab}`;
const keyOf = (tab: string, key: string) => `${prefix}${tab}/${key}`;

function tabsOf(keys: readonly string[]): ReadonlySet<string> {
  const ours = keys.filter((key) => key.startsWith(prefix));
  return new Set(ours.map((key) => key.slice(prefix.length).split("/")[0] ?? ""));
}

/** At each moment it is written somewhere: a message is sent twice under one id rather than lost. */
async function inherit(shared: Storage, from: string, take: (left: Left) => Promise<void>): Promise<void> {
  const [outbox, marks] = await Promise.all(ownKeys.map((key) => shared.get(keyOf(from, key))));
  await take({ outbox, marks });
  for (const key of ownKeys) await shared.remove(keyOf(from, key));
}
