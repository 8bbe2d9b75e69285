/** Where a client keeps what should survive a restart: text by key. */
export interface Storage {
  get(key: string): Promise<string | undefined>;
  /** Replaces the value as a whole, also if the process ends meanwhile. */
  set(key: string, value: string): Promise<void>;
  remove(key: string): Promise<void>;
  /** All keys. */
  keys(): Promise<readonly string[]>;
}

/** Keeps nothing beyond the process. */
export function memoryStorage(): Storage {
  const values = new Map<string, string>();
  return {
    get: (key) => Promise.resolve(values.get(key)),
    set: (key, value) => {
      values.set(key, value);
      return Promise.resolve();
    },
    remove: (key) => {
      values.delete(key);
      return Promise.resolve();
    },
    keys: () => Promise.resolve([...values.keys()]),
  };
}

/** The part of a page's `localStorage` or `sessionStorage` that is used here. */
export interface WebStorageLike {
  readonly length: number;
  key(index: number): string | null;
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
}

/** Keeps values in a page's storage, under a prefix. Rejects when the page's quota is used up. */
export function webStorage(values: WebStorageLike, prefix: string): Storage {
  const allKeys = () => Array.from({ length: values.length }, (_, index) => values.key(index) ?? "");
  return {
    get: async (key) => values.getItem(prefix + key) ?? undefined,
    set: async (key, value) => values.setItem(prefix + key, value),
    remove: async (key) => values.removeItem(prefix + key),
    keys: async () =>
      allKeys()
        .filter((key) => key.startsWith(prefix))
        .map((key) => key.slice(prefix.length)),
  };
}
