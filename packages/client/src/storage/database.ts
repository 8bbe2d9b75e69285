import type { Storage } from "./storage.ts";

const store = "values";

/** The part of a page's `indexedDB` that is used here. */
export type DatabaseFactory = Pick<IDBFactory, "open">;

/**
 * Keeps values in a page's database (Indexed Database API 3.0), which is opened with the first use. Rejects when
 * there is no room, and when the database was deleted meanwhile: then nothing is written any more.
 */
export function databaseStorage(databases: DatabaseFactory, name: string): Storage {
  let opened: Promise<IDBDatabase> | undefined;
  const database = () => (opened ??= openDatabase(databases, name));
  const read = readTogether(database);
  return {
    get: read,
    set: async (key, value) => {
      await changed(await database(), (values) => values.put(value, key));
    },
    remove: async (key) => {
      await changed(await database(), (values) => values.delete(key));
    },
    keys: async () => {
      const values = (await database()).transaction(store).objectStore(store);
      return (await answerOf(values.getAllKeys())).map(String);
    },
  };
}

function openDatabase(databases: DatabaseFactory, name: string): Promise<IDBDatabase> {
  const request = databases.open(name, 1);
  request.addEventListener("upgradeneeded", () => request.result.createObjectStore(store));
  return answerOf(request).then((database) => {
    // Whoever deletes it is not kept waiting.
    database.addEventListener("versionchange", () => database.close());
    return database;
  });
}

/** What is read in one turn is read in one transaction: a start reads a value for each conversation. */
function readTogether(database: () => Promise<IDBDatabase>) {
  let waiting: (readonly [string, (value: unknown) => void, (error: unknown) => void])[] = [];
  const readAll = async () => {
    const reads = waiting;
    waiting = [];
    try {
      const values = (await database()).transaction(store).objectStore(store);
      for (const [key, resolve, reject] of reads) answerOf(values.get(key)).then(resolve, reject);
    } catch (error) {
      for (const [, , reject] of reads) reject(error);
    }
  };
  return async (key: string): Promise<string | undefined> => {
    const value = await new Promise<unknown>((resolve, reject) => {
      waiting.push([key, resolve, reject]);
      if (waiting.length === 1) queueMicrotask(() => void readAll());
    });
    return typeof value === "string" ? value : undefined;
  };
}

function answerOf<Value>(request: IDBRequest<Value>): Promise<Value> {
  return new Promise((resolve, reject) => {
    request.addEventListener("success", () => resolve(request.result));
    request.addEventListener("error", () => reject(request.error ?? new Error("The database failed.")));
  });
}

function changed(database: IDBDatabase, change: (values: IDBObjectStore) => IDBRequest): Promise<void> {
  return new Promise((resolve, reject) => {
    const transaction = database.transaction(store, "readwrite");
    transaction.addEventListener("complete", () => resolve());
    transaction.addEventListener("abort", () =>
      reject(transaction.error ?? new Error("The database did not take it.")),
    );
    change(transaction.objectStore(store));
    // Without it the transaction ends with a later turn, and with the page if that goes first.
    transaction.commit();
  });
}
