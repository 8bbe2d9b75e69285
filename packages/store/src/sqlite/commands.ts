import type { Database, Statement } from "./driver.ts";
import { shortHash } from "./short-hash.ts";

export interface CommandName {
  readonly account: string;
  readonly id: string;
}

/** What a command was answered with: JSON of its offsets and of its answer. */
export interface AnsweredCommand {
  readonly repeated: string;
  readonly answer: string | null;
}

/** Ids that begin with the time they were made, in seconds, in base 36: `t<seconds>-…`. */
const timed = /\/t([0-9a-z]{6})-/;

/**
 * Where a command stands in the index. Those whose ids tell their time stand beside those of the same time, so that a
 * group of commits changes the last page of the index and not as many pages as it has commands. A repeated id says the same time.
 */
export function placeOf(hash: number, id: string): number {
  const seconds = timed.exec(id)?.[1];
  return seconds === undefined ? hash : Number.parseInt(seconds, 36) * 2 ** 21 + (hash % 2 ** 21);
}

/** Commands that were committed, so that a repeated one is answered with the first one's result. */
export class Commands {
  readonly #hash: (text: string) => number;
  readonly #find: Statement;
  readonly #add: Statement;

  constructor(db: Database, hash = shortHash) {
    this.#hash = hash;
    this.#find = db.prepare("SELECT account, id, offsets, answer FROM command WHERE hash = ?");
    this.#add = db.prepare(
      "INSERT OR IGNORE INTO command (hash, account, id, at, offsets, answer) VALUES (?, ?, ?, ?, ?, ?)",
    );
  }

  /** Keeps the command, or tells what it was answered with before: looking up and keeping is one step. */
  keep(
    { account, id }: CommandName,
    at: number,
    offsets: readonly number[],
    answer: string | null,
  ): AnsweredCommand | undefined {
    const json = `[${offsets.join(",")}]`;
    for (let place = this.#place(account, id); ; place++) {
      if (this.#add.run(place, account, id, at, json, answer).changes > 0) return undefined;
      const taken = this.#at(place);
      if (taken?.account === account && taken.id === id) return taken;
    }
  }

  find({ account, id }: CommandName): AnsweredCommand | undefined {
    for (let place = this.#place(account, id); ; place++) {
      const taken = this.#at(place);
      if (taken === undefined || (taken.account === account && taken.id === id)) return taken;
    }
  }

  #place(account: string, id: string): number {
    return placeOf(this.#hash(`${account}\n${id}`), id);
  }

  #at(place: number): (AnsweredCommand & CommandName) | undefined {
    const row = this.#find.get(place);
    if (row === undefined) return undefined;
    const answer = row["answer"] as string | null;
    return {
      account: String(row["account"]),
      id: String(row["id"]),
      repeated: String(row["offsets"]),
      answer,
    };
  }
}
