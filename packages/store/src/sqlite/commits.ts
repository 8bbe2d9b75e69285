import { Commands } from "./commands.ts";
import type { Database, Statement } from "./driver.ts";
import type { SearchIndex } from "./search-index.ts";
import type { TopicSlot, Topics } from "./topics.ts";
import type { CommitOrder, CommitReply, EntryOrder, ExpectOrder, FileUses, Revision } from "./wire.ts";

/** Writes what commands decided, inside the transaction of their group. */
export class Commits {
  readonly #topics: Topics;
  readonly #index: SearchIndex;
  readonly #commands: Commands;
  readonly #add: Statement;
  readonly #replace: Statement;
  readonly #revise: Statement;
  readonly #addUse: Statement;
  readonly #dropUses: Statement;

  constructor(db: Database, topics: Topics, index: SearchIndex) {
    this.#topics = topics;
    this.#index = index;
    this.#commands = new Commands(db);
    this.#add = db.prepare(
      "INSERT INTO entry (topic, offset, at, key, type, author, body) VALUES (?, ?, ?, ?, ?, ?, ?)",
    );
    // The row stays where it is: cheaper than deleting one and inserting another, and the same to readers.
    this.#replace = db.prepare("UPDATE entry SET offset = ?, at = ?, type = ?, body = ? WHERE rid = ?");
    this.#revise = db.prepare(
      "UPDATE entry SET body = ? WHERE topic = ? AND offset = ? AND type = 'message' RETURNING rid",
    );
    this.#addUse = db.prepare("INSERT OR IGNORE INTO file_use (file, topic, rid, kind) VALUES (?, ?, ?, ?)");
    this.#dropUses = db.prepare("DELETE FROM file_use WHERE rid = ?");
  }

  /** All of the commit, or nothing of it. Throws only what fails the whole group. */
  apply([at, account, id, answer, expect, entries]: CommitOrder): CommitReply {
    const command = account === null || id === null ? undefined : { account, id };
    const stale = this.#firstStale(expect);
    if (stale !== undefined) return (command && this.#commands.find(command)) ?? { stale };
    const slots = entries.map(([topic]) => this.#topics.open(topic));
    const offsets = slots.map((slot) => ++slot.head);
    const repeated = command && this.#commands.keep(command, at, offsets, answer);
    if (repeated !== undefined) {
      for (const slot of slots) slot.head--;
      return repeated;
    }
    for (let i = 0; i < entries.length; i++) {
      this.#write(slots[i] as TopicSlot, offsets[i] as number, at, entries[i] as EntryOrder);
    }
    return offsets;
  }

  #firstStale(expect: readonly ExpectOrder[]): string | undefined {
    for (const [topic, key, offset] of expect) {
      const slot = this.#topics.peek(topic);
      const found = slot === undefined ? 0 : this.#topics.keyOf(slot, key).offset;
      if (found !== offset) return topic;
    }
    return undefined;
  }

  #write(slot: TopicSlot, offset: number, at: number, entry: EntryOrder): void {
    const [, key, type, author, body, uses, revision] = entry;
    if (key === null) {
      const { lastInsertRowid } = this.#add.run(slot.id, offset, at, null, type, author, body);
      if (uses !== null) this.#use(uses, slot, Number(lastInsertRowid));
      return;
    }
    this.#put(slot, key, offset, at, type, body);
    if (revision !== null) this.#reviseMessage(slot, revision, uses);
  }

  #put(slot: TopicSlot, key: string, offset: number, at: number, type: string, body: string): void {
    const { rid } = this.#topics.keyOf(slot, key);
    if (rid !== 0) {
      this.#replace.run(offset, at, type, body, rid);
      this.#topics.setKey(slot, key, { rid, offset });
    } else {
      const { lastInsertRowid } = this.#add.run(slot.id, offset, at, key, type, null, body);
      this.#topics.setKey(slot, key, { rid: Number(lastInsertRowid), offset });
    }
  }

  #reviseMessage(slot: TopicSlot, [of, message, text]: Revision, uses: FileUses | null): void {
    const row = this.#revise.get(message, slot.id, of);
    if (row === undefined) return;
    const rid = Number(row["rid"]);
    this.#dropUses.run(rid);
    if (uses !== null) this.#use(uses, slot, rid);
    if (!text.keep) this.#index.replace(rid, slot.id, text.text);
  }

  /** A file that is two things to a message is the first of them. */
  #use(uses: FileUses, slot: TopicSlot, rid: number): void {
    for (const [file, kind] of uses) this.#addUse.run(file, slot.id, rid, kind);
  }
}
