import type { Alarm, Clock } from "@elsewhere/machine";
import { trim, type AccountState } from "@elsewhere/protocol/apply";
import { fromText, stateOf, toText, type Piece } from "./encoding.ts";
import type { Storage } from "./storage.ts";

export interface KeeperOptions {
  readonly clock: Clock;
  /** Without one, nothing is kept. */
  readonly storage: Storage | undefined;
  /** Newest messages kept of each conversation. */
  readonly keepMessages: number;
  /** The storage does not take it; the client goes on without. */
  failed(error: unknown): void;
}

/** How long changes of the state are collected before they are written, in milliseconds. */
const writeAfter = 300;
const statePrefix = "state/";

/**
 * Keeps state, outbox and token in a storage. Positions and what they stand for are written as one value, soon: the server has
 * them too. What only this device has is handed to the storage in the same turn, since the page may end with the next.
 */
export class Keeper {
  readonly #options: KeeperOptions;
  /** Values that are not handed to the storage yet: of each key the latest. */
  readonly #waiting = new Map<string, unknown>();
  /** Keys that are being written. */
  readonly #underWay = new Map<string, Promise<void>>();
  #hasLoaded = false;
  /** Objects as last written; what is still the same object need not be written again. */
  #written = new Map<string, unknown>();
  #dirty = new Map<string, unknown>();
  #state: AccountState | undefined;
  #alarm: Alarm | undefined;
  /** Writes follow each other. */
  #writing: Promise<void> = Promise.resolve();

  constructor(options: KeeperOptions) {
    this.#options = options;
  }

  /** What an earlier run kept, or undefined. */
  async load(): Promise<AccountState | undefined> {
    const { storage } = this.#options;
    if (storage === undefined) return undefined;
    const keys = (await storage.keys()).filter((key) => key.startsWith(statePrefix));
    const pieces = await Promise.all(
      keys.map(async (key) => fromText(await storage.get(key)) as Piece | undefined),
    );
    const state = stateOf(pieces.filter((piece) => piece !== undefined));
    // Keys that the state no longer has are removed with the first write.
    this.#written = new Map(keys.map((key) => [key, undefined]));
    return state;
  }

  /** A value of its own, such as the outbox. */
  async read(key: string): Promise<unknown> {
    return fromText(await this.#options.storage?.get(key));
  }

  /** Until `loaded` is called it waits, so as not to take the place of what an earlier run kept. */
  write(key: string, value: unknown): void {
    if (this.#options.storage === undefined) return;
    this.#waiting.set(key, value);
    this.#handOver(key);
  }

  /** What an earlier run kept has been read. */
  loaded(): void {
    this.#hasLoaded = true;
    for (const key of this.#waiting.keys()) this.#handOver(key);
  }

  /** The state is now this; it is written soon. */
  keep(state: AccountState): void {
    this.#state = state;
    this.#later();
  }

  /** Writes what has changed; resolves when that is done. */
  flush(): Promise<void> {
    if (this.#alarm !== undefined) this.#options.clock.alarms.clear(this.#alarm);
    this.#alarm = undefined;
    this.#collect();
    const dirty = this.#dirty;
    this.#dirty = new Map();
    this.#writing = this.#writing
      .then(() => this.#store(dirty))
      .catch((error: unknown) => this.#failed(error));
    return Promise.all([this.#writing, ...this.#underWay.values()]).then(() => undefined);
  }

  /** One write of a key at a time; what comes meanwhile follows it. */
  #handOver(key: string): void {
    if (!this.#hasLoaded || this.#underWay.has(key)) return;
    const written = this.#writeLatest(key)
      .catch((error: unknown) => this.#options.failed(error))
      .finally(() => this.#underWay.delete(key));
    this.#underWay.set(key, written);
  }

  async #writeLatest(key: string): Promise<void> {
    while (this.#waiting.has(key)) {
      const value = this.#waiting.get(key);
      this.#waiting.delete(key);
      await this.#options.storage?.set(key, toText(value));
    }
  }

  /** Nothing counts as written, so that the next write has everything. */
  #failed(error: unknown): void {
    for (const key of this.#written.keys()) this.#written.set(key, undefined);
    this.#options.failed(error);
  }

  #later(): void {
    const { clock, storage } = this.#options;
    if (storage === undefined) return;
    this.#alarm ??= clock.alarms.set(clock.now() + writeAfter, () => void this.flush());
  }

  #collect(): void {
    const state = this.#state;
    this.#state = undefined;
    if (state === undefined || state.account === "") return;
    const now = this.#piecesOf(state);
    for (const key of this.#written.keys()) if (!now.has(key)) this.#dirty.set(key, undefined);
    for (const [key, [source, piece]] of now) {
      if (this.#written.get(key) !== source) this.#dirty.set(key, piece());
    }
    this.#written = new Map([...now].map(([key, [source]]) => [key, source]));
  }

  /** Key to the object that tells whether it changed, and the piece to write. */
  #piecesOf(state: AccountState): Map<string, readonly [unknown, () => Piece]> {
    const { account, epoch, own, people } = state;
    const pieces = new Map<string, readonly [unknown, () => Piece]>();
    for (const [id, conversation] of state.conversations) {
      const kept = () => trim(state, id, this.#options.keepMessages).conversations.get(id) ?? conversation;
      pieces.set(`${statePrefix}c/${id}`, [conversation, () => ({ account, epoch, conversation: kept() })]);
    }
    pieces.set(`${statePrefix}people`, [people, () => ({ account, epoch, people })]);
    pieces.set(`${statePrefix}own`, [own, () => ({ account, epoch, own })]);
    return pieces;
  }

  async #store(values: ReadonlyMap<string, unknown>): Promise<void> {
    const { storage } = this.#options;
    for (const [key, value] of values) {
      if (value === undefined) await storage?.remove(key);
      else await storage?.set(key, toText(value));
    }
  }
}
