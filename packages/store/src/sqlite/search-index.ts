import type { Database, Statement } from "./driver.ts";
import { lettersApart } from "./search-words.ts";

/**
 * The full-text index runs behind the messages: it is brought up to date when nothing else is to be done and
 * before a search. What it holds is corrected at once when a message is edited or deleted.
 */
export class SearchIndex {
  readonly #readMark: Statement;
  readonly #writeMark: Statement;
  readonly #last: Statement;
  readonly #addRange: Statement;
  readonly #add: Statement;
  readonly #remove: Statement;
  /** Rows up to here have been looked at; undefined: not known, the disk must be asked. */
  #upTo: number | undefined;

  constructor(db: Database) {
    db.define("letters_apart", lettersApart);
    this.#readMark = db.prepare("SELECT value FROM mark WHERE name = 'indexed'");
    this.#writeMark = db.prepare("INSERT OR REPLACE INTO mark (name, value) VALUES ('indexed', ?)");
    this.#last = db.prepare("SELECT max(rid) AS last FROM entry");
    this.#addRange = db.prepare(
      `INSERT INTO message_text (rowid, topic, text)
       SELECT rid, 't' || topic, letters_apart(body ->> '$.text') FROM entry
       WHERE rid > ? AND rid <= ? AND type = 'message' AND body ->> '$.deletedAt' IS NULL`,
    );
    this.#add = db.prepare("INSERT INTO message_text (rowid, topic, text) VALUES (?, 't' || ?, ?)");
    this.#remove = db.prepare("DELETE FROM message_text WHERE rowid = ?");
  }

  /** Takes up to `rows` further rows into the index; true when there is nothing left. */
  advance(rows: number): boolean {
    const from = this.#position();
    const last = Number(this.#last.get()?.["last"] ?? 0);
    const to = Math.min(from + rows, last);
    if (to <= from) return true;
    this.#addRange.run(from, to);
    this.#writeMark.run(String(to));
    this.#upTo = to;
    return to === last;
  }

  /** The message has another text now; empty: none. */
  replace(rid: number, topic: number, text: string): void {
    if (rid > this.#position()) return;
    this.#remove.run(rid);
    if (text !== "") this.#add.run(rid, topic, lettersApart(text));
  }

  /** After a rollback. */
  forget(): void {
    this.#upTo = undefined;
  }

  #position(): number {
    this.#upTo ??= Number(this.#readMark.get()?.["value"] ?? 0);
    return this.#upTo;
  }
}
