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
  /** Those of a conversation, in the order they were chosen, that no other tab has in hand. */
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

/** Rejects where the browser lets nothing be kept, or not so much. Without locks every tab has all in hand. */
export function keptFiles(factory: IDBFactory, locks: LockManager | undefined): KeptFiles {
  const hands = createHands(locks);
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
      if (!(await isMade(factory))) return [];
      const all = (await answerOf((await at("readonly")).getAll())) as readonly KeptFile[];
      const here = all.filter((one) => one.conversation === conversation);
      const mine = await Promise.all(here.map(({ id }) => hands.take(id)));
      return here.filter((_, at) => mine[at] === true);
    },
    async keep(file) {
      await hands.take(file.id);
      await answerOf((await at("readwrite")).put(file));
    },
    async remove(id) {
      hands.release(id);
      await answerOf((await at("readwrite")).delete(id));
    },
  };
}

/** A file is in the hand of one tab, until that lets go or is closed: what two tabs send is sent twice. */
function createHands(locks: LockManager | undefined) {
  const held = new Map<string, () => void>();
  return {
    take(id: string): Promise<boolean> {
      if (locks === undefined || held.has(id)) return Promise.resolve(true);
      return new Promise((resolve, reject) => {
        const hold = (lock: Lock | null) => {
          resolve(lock !== null);
          return lock === null ? undefined : new Promise<void>((letGo) => held.set(id, letGo));
        };
        locks.request(`${filesDatabase} ${id}`, { ifAvailable: true }, hold).catch(reject);
      });
    },
    release(id: string): void {
      held.get(id)?.();
      held.delete(id);
    },
  };
}

/** Looking for files makes no database; where the browser does not tell, there may be one. */
async function isMade(factory: IDBFactory): Promise<boolean> {
  const { databases } = factory as { readonly databases?: IDBFactory["databases"] };
  if (databases === undefined) return true;
  return (await databases.call(factory)).some(({ name }) => name === filesDatabase);
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
