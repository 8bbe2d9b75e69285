import type { AccountName } from "../names.ts";
import type { AccountRecord, Store } from "../ports/store.ts";
import type { Person } from "./ask.ts";

const keptAtMost = 20_000;

/** Account records read lately. Changes made through this node are seen at once, those of others when told. */
export class People {
  readonly #store: Store;
  readonly #records = new Map<AccountName, AccountRecord>();

  constructor(store: Store) {
    this.#store = store;
  }

  /** The record if it is in memory. */
  record(name: AccountName): AccountRecord | undefined {
    return this.#records.get(name);
  }

  /** Rejects with `Unavailable`. */
  async read(name: AccountName): Promise<AccountRecord | undefined> {
    const known = this.#records.get(name);
    if (known !== undefined) return known;
    const record = await this.#store.readAccount(name);
    if (record !== undefined) this.#keep(record);
    return record;
  }

  /** Writes a record. Rejects with `Unavailable`. */
  async put(record: AccountRecord): Promise<void> {
    await this.#store.putAccount(record);
    this.#keep(record);
  }

  /** Keeps what an account is called now. Rejects with `Unavailable`. */
  async rename(name: AccountName, displayName: string): Promise<void> {
    const record = await this.#store.readAccount(name);
    if (record !== undefined && record.displayName !== displayName)
      await this.put({ ...record, displayName });
  }

  /** As it is in the store now: for what must not be old. Rejects with `Unavailable`. */
  async readNow(name: AccountName): Promise<AccountRecord | undefined> {
    this.#records.delete(name);
    return this.read(name);
  }

  forget(name: AccountName): void {
    this.#records.delete(name);
  }

  /** The accounts as others see them; of one that was removed nothing is left but its name. Rejects with `Unavailable`. */
  persons(names: Iterable<AccountName>): Promise<readonly Person[]> {
    const asked = [...new Set(names)].map(async (name): Promise<Person> => {
      const record = await this.read(name);
      if (record !== undefined) return personOf(record);
      return { account: name, displayName: name, kind: "person", gone: true };
    });
    return Promise.all(asked);
  }

  #keep(record: AccountRecord): void {
    if (this.#records.size >= keptAtMost) this.#records.clear();
    this.#records.set(record.name, record);
  }
}

export function personOf(record: AccountRecord): Person {
  return { account: record.name, displayName: record.displayName, kind: record.kind };
}
