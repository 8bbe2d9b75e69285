import type { VoiceValue } from "@elsewhere/protocol/values";

/** A file that is to go with a message, as the device keeps it until it went. */
export interface KeptFile {
  readonly id: string;
  readonly conversation: string;
  readonly file: File;
  /** It is a voice message, and goes by itself. */
  readonly voice?: VoiceValue;
  /** Offset of the message that a voice message answers. */
  readonly reply?: number;
  /** The server has it under this id, since then. */
  readonly there?: { readonly file: string; readonly at: number };
}

/** Where files wait that were chosen and not sent, so that loading the page again loses none. */
export interface KeptFiles {
  /** Those of a conversation, in the order they were chosen. */
  list(conversation: string): Promise<readonly KeptFile[]>;
  keep(file: KeptFile): Promise<void>;
  remove(id: string): Promise<void>;
}

/** Name of the database, which whoever leaves nothing behind removes. */
export const filesDatabase = "elsewhere-files";
const store = "files";

/** On a public terminal nothing outlives the page. */
export const nothingKept: KeptFiles = {
  list: () => Promise.resolve([]),
  keep: () => Promise.resolve(),
  remove: () => Promise.resolve(),
};

/** Rejects where the browser lets nothing be kept, or not so much. */
export function keptFiles(factory: IDBFactory): KeptFiles {
  let opening: Promise<IDBDatabase> | undefined;
  const open = () => {
    opening ??= openDatabase(factory).then((database) => {
      database.addEventListener("versionchange", () => {
        // Somebody signs out: the database has to go.
        database.close();
        opening = undefined;
      });
      return database;
    });
    opening.catch(() => (opening = undefined));
    return opening;
  };
  const at = async (mode: IDBTransactionMode) => (await open()).transaction(store, mode).objectStore(store);
  return {
    list: async (conversation) => {
      const all = (await answerOf((await at("readonly")).getAll())) as readonly KeptFile[];
      return all.filter((one) => one.conversation === conversation);
    },
    async keep(file) {
      await answerOf((await at("readwrite")).put(file));
    },
    async remove(id) {
      await answerOf((await at("readwrite")).delete(id));
    },
  };
}

function openDatabase(factory: IDBFactory): Promise<IDBDatabase> {
  const request = factory.open(filesDatabase, 1);
  request.addEventListener("upgradeneeded", () => request.result.createObjectStore(store, { keyPath: "id" }));
  return answerOf(request);
}

function answerOf<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.addEventListener("success", () => resolve(request.result));
    request.addEventListener("error", () =>
      reject(request.error ?? new Error("The browser keeps no files.")),
    );
  });
}
