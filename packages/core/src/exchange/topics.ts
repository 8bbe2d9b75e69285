import type { Offset, TopicId } from "../names.ts";
import type { Store } from "../ports/store.ts";
import { keyOf, type Entry } from "../topic/entry.ts";
import { applyEntry, emptyTopic, type TopicState } from "../topic/state.ts";

interface Loading {
  readonly promise: Promise<TopicState>;
  /** The newest offset heard of while reading; what is read must reach it. */
  heard: Offset;
  /** It came into doubt while it was being read: what is being read may be old already. */
  again: boolean;
}

/**
 * The present states of topics, read when first needed and kept up with every entry that passes.
 * A state may lag behind the store; decisions expect what they saw, so a late one is refused and read again.
 */
export class Topics {
  readonly #store: Store;
  readonly #atMost: number;
  readonly #states = new Map<TopicId, TopicState>();
  readonly #loading = new Map<TopicId, Loading>();
  readonly #pins = new Map<TopicId, number>();
  /** Known to be behind the store: good enough to look at, read again before it is relied on. */
  readonly #doubted = new Set<TopicId>();

  constructor(store: Store, atMost: number) {
    this.#store = store;
    this.#atMost = atMost;
  }

  get size(): number {
    return this.#states.size;
  }

  /** The state if it is in memory, perhaps a little old. */
  get(topic: TopicId): TopicState | undefined {
    return this.#states.get(topic);
  }

  /** The state, read if it is not in memory or in doubt. Rejects with `Unavailable`. */
  load(topic: TopicId): Promise<TopicState> {
    const known = this.current(topic);
    if (known !== undefined) return Promise.resolve(known);
    const already = this.#loading.get(topic);
    if (already !== undefined) return already.promise;
    const loading: Loading = { promise: this.#read(topic), heard: 0, again: false };
    this.#loading.set(topic, loading);
    return loading.promise;
  }

  /** The state if it is in memory and not in doubt. */
  current(topic: TopicId): TopicState | undefined {
    return this.#doubted.has(topic) ? undefined : this.#states.get(topic);
  }

  async #read(topic: TopicId): Promise<TopicState> {
    try {
      for (;;) {
        const stored = await this.#store.readTopic(topic);
        if (this.#isOld(topic, stored.head)) continue;
        const keys = new Map(stored.entries.map((entry) => [keyOf(entry.body) ?? "", entry]));
        const state: TopicState = { ...emptyTopic(topic), head: stored.head, keys };
        this.#keep(state);
        return state;
      }
    } finally {
      this.#loading.delete(topic);
    }
  }

  #isOld(topic: TopicId, head: Offset): boolean {
    const loading = this.#loading.get(topic);
    const again = loading?.again === true;
    if (loading !== undefined) loading.again = false;
    return again || head < (loading?.heard ?? 0);
  }

  /** Takes an entry in. `gap`: one before it is missing; the state is in doubt. */
  apply(topic: TopicId, entry: Entry): "applied" | "gap" | "unknown" {
    const loading = this.#loading.get(topic);
    if (loading !== undefined) loading.heard = Math.max(loading.heard, entry.offset);
    const state = this.#states.get(topic);
    if (state === undefined) return "unknown";
    if (entry.offset > state.head + 1) {
      this.#doubted.add(topic);
      return "gap";
    }
    this.#states.set(topic, applyEntry(state, entry));
    return "applied";
  }

  /** What is in memory may be old: the next `load` reads it again. */
  doubt(topic: TopicId): void {
    const loading = this.#loading.get(topic);
    if (loading !== undefined) loading.again = true;
    if (this.#states.has(topic)) this.#doubted.add(topic);
  }

  /** A pinned topic stays in memory until it is unpinned as often. */
  pin(topic: TopicId): void {
    this.#pins.set(topic, (this.#pins.get(topic) ?? 0) + 1);
  }

  unpin(topic: TopicId): void {
    const pins = (this.#pins.get(topic) ?? 0) - 1;
    if (pins > 0) this.#pins.set(topic, pins);
    else this.#pins.delete(topic);
  }

  #keep(state: TopicState): void {
    this.#states.set(state.topic, state);
    this.#doubted.delete(state.topic);
    if (this.#states.size > this.#atMost) this.#evict();
  }

  /** Drops the tenth that was read longest ago: a second read is cheap, a touch at every message is not. */
  #evict(): void {
    let left = Math.ceil(this.#atMost / 10);
    for (const topic of this.#states.keys()) {
      if (this.#pins.has(topic)) continue;
      this.#states.delete(topic);
      this.#doubted.delete(topic);
      if (--left === 0) return;
    }
  }
}
