import type { Database, Statement } from "./driver.ts";

/** What the writer knows of a topic without asking the disk. */
export interface TopicSlot {
  readonly id: number;
  head: number;
  readonly keys: Map<string, KeySlot>;
}

/** Where the entry of a key is; `offset` 0: there is none. */
export interface KeySlot {
  readonly rid: number;
  readonly offset: number;
}

const absent: KeySlot = { rid: 0, offset: 0 };

/**
 * Ids, heads and keys of the topics written to of late. Two generations: when the young one is full, the old
 * one is dropped, so the memory is bounded and a topic in use stays.
 */
export class Topics {
  readonly #find: Statement;
  readonly #create: Statement;
  readonly #findKey: Statement;
  readonly #limit: number;
  #young = new Map<string, TopicSlot>();
  #old = new Map<string, TopicSlot>();
  #weight = 0;

  /** `limit`: topics and keys per generation. */
  constructor(db: Database, limit = 100_000) {
    this.#limit = limit;
    this.#find = db.prepare(
      `SELECT id, max(floor, coalesce((SELECT max(offset) FROM entry WHERE topic = topic.id), 0)) AS head
       FROM topic WHERE name = ?`,
    );
    this.#create = db.prepare("INSERT INTO topic (name) VALUES (?)");
    this.#findKey = db.prepare("SELECT rid, offset FROM entry WHERE topic = ? AND key = ?");
  }

  /** The topic; made if nobody wrote to it yet. */
  open(name: string): TopicSlot {
    return this.peek(name) ?? this.#keep(name, Number(this.#create.run(name).lastInsertRowid), 0);
  }

  /** The topic, or undefined if nobody wrote to it yet. */
  peek(name: string): TopicSlot | undefined {
    const known = this.#young.get(name) ?? this.#promote(name);
    if (known !== undefined) return known;
    const row = this.#find.get(name);
    return row === undefined ? undefined : this.#keep(name, Number(row["id"]), Number(row["head"]));
  }

  /** Where the entry with the key is. */
  keyOf(slot: TopicSlot, key: string): KeySlot {
    const known = slot.keys.get(key);
    if (known !== undefined) return known;
    const row = this.#findKey.get(slot.id, key);
    const found = row === undefined ? absent : { rid: Number(row["rid"]), offset: Number(row["offset"]) };
    this.setKey(slot, key, found);
    return found;
  }

  setKey(slot: TopicSlot, key: string, place: KeySlot): void {
    // There may be as many revisions as messages, and each is asked for about once.
    if (key.startsWith("revised:")) return;
    const before = slot.keys.size;
    slot.keys.set(key, place);
    this.#weight += slot.keys.size - before;
  }

  /** After a rollback, or when somebody else wrote: nothing known holds any more. */
  forget(): void {
    this.#young = new Map();
    this.#old = new Map();
    this.#weight = 0;
  }

  /** Between groups (within one, a slot must stay what it is): drops the old generation if the young is full. */
  trim(): void {
    if (this.#weight <= this.#limit) return;
    this.#old = this.#young;
    this.#young = new Map();
    this.#weight = 0;
  }

  #promote(name: string): TopicSlot | undefined {
    const slot = this.#old.get(name);
    if (slot !== undefined) {
      this.#old.delete(name);
      this.#put(name, slot);
    }
    return slot;
  }

  #keep(name: string, id: number, head: number): TopicSlot {
    const slot: TopicSlot = { id, head, keys: new Map() };
    this.#put(name, slot);
    return slot;
  }

  #put(name: string, slot: TopicSlot): void {
    this.#young.set(name, slot);
    this.#weight += 1 + slot.keys.size;
  }
}
