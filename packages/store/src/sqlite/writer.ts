import { Commits } from "./commits.ts";
import type { Database, Statement } from "./driver.ts";
import { recordWrites, type RecordWrites } from "./record-writes.ts";
import { SearchIndex } from "./search-index.ts";
import { Topics } from "./topics.ts";
import { failure, type CommitOrder, type Order } from "./wire.ts";

export type WriteOrder = CommitOrder | Order;

/** Everything that writes. Knows nothing of threads: it is given a group and gives back as many replies. */
export class Writer {
  readonly #db: Database;
  readonly #topics: Topics;
  readonly #index: SearchIndex;
  readonly #commits: Commits;
  readonly #writes: WriterWrites;
  readonly #begin: Statement;
  readonly #end: Statement;
  readonly #othersWrote: Statement;
  #dataVersion = -1;

  constructor(db: Database) {
    this.#db = db;
    this.#topics = new Topics(db);
    this.#index = new SearchIndex(db);
    this.#commits = new Commits(db, this.#topics, this.#index);
    this.#writes = writerWrites(db, this.#topics, this.#index);
    this.#begin = db.prepare("BEGIN IMMEDIATE");
    this.#end = db.prepare("COMMIT");
    this.#othersWrote = db.prepare("PRAGMA data_version");
  }

  /** Writes the group in one transaction; a `CommitReply`, result or `Failure` for each. Throws when nothing of it was written. */
  run(group: readonly WriteOrder[]): unknown[] {
    this.#begin.run();
    try {
      this.#distrustIfOthersWrote();
      const replies = group.map((order) => this.#one(order));
      this.#end.run();
      this.#topics.trim();
      return replies;
    } catch (error) {
      this.#undo();
      throw error;
    }
  }

  close(): void {
    this.#db.close();
  }

  #one(order: WriteOrder): unknown {
    return "do" in order ? this.#apart(order) : this.#commits.apply(order);
  }

  /** A write of its own kind that fails must not take the commits of its group with it. */
  #apart(order: Order): unknown {
    this.#db.exec("SAVEPOINT apart");
    try {
      const operation = this.#writes[order.do as keyof WriterWrites] as (...given: unknown[]) => unknown;
      const reply = operation(...order.with);
      this.#db.exec("RELEASE apart");
      return reply;
    } catch (error) {
      this.#db.exec("ROLLBACK TO apart");
      this.#db.exec("RELEASE apart");
      this.#forget();
      return failure(error);
    }
  }

  /** Another process (a command of the operator) may have written since the last group. */
  #distrustIfOthersWrote(): void {
    const version = Number(this.#othersWrote.get()?.["data_version"]);
    if (version !== this.#dataVersion) this.#forget();
    this.#dataVersion = version;
  }

  #undo(): void {
    this.#forget();
    try {
      this.#db.exec("ROLLBACK");
    } catch {
      // SQLite has rolled back by itself (a full disk, an I/O error).
    }
  }

  #forget(): void {
    this.#topics.forget();
    this.#index.forget();
  }
}

function writerWrites(db: Database, topics: Topics, index: SearchIndex) {
  return {
    ...recordWrites(db, () => topics.forget()),
    /** Takes further messages into the search index; true when it is up to date. */
    advanceIndex: (rows: number) => index.advance(rows),
  };
}

export type WriterWrites = RecordWrites & { advanceIndex(rows: number): boolean };
