import { Samples } from "../measure/samples.ts";
import { sequenceOf, type Ears, type Place } from "./line.ts";

/** What must come of a message: to both devices of the recipient and the other one of the sender; and the answer. */
const [toFirst, toSecond, toOwn, answer, toSender] = [1, 2, 4, 8, 16];
const deliveries = toFirst | toSecond | toOwn;
const room = 1 << 16;

export interface Tally {
  readonly sent: number;
  readonly complete: number;
  readonly duplicates: number;
  readonly strays: number;
  readonly errors: readonly string[];
}

/** Keeps account of every message: each must arrive at each of its devices exactly once. */
export class Ledger implements Ears {
  readonly #wanted: number;
  readonly #completed: (user: number) => void;
  #users = new Int32Array(room);
  #sentAt = new Float64Array(room);
  #seen = new Uint8Array(room);
  #latencies = new Samples();
  #measuredFrom = 0;
  #errors: string[] = [];
  sent = 0;
  complete = 0;
  #duplicates = 0;
  #strays = 0;

  /** `completed` is called with the sender of a message of which everything came. */
  constructor(answers: boolean, completed: (user: number) => void) {
    this.#wanted = answers ? deliveries | answer : deliveries;
    this.#completed = completed;
  }

  /** Enters a message that is about to be sent; `due` is when it ought to have been. Gives its number. */
  enter(from: Place, to: number, due: number): number {
    const sequence = this.sent;
    this.sent += 1;
    if (sequence === this.#seen.length) this.#grow();
    this.#users[sequence] = (from.user << 16) | (from.index << 15) | to;
    this.#sentAt[sequence] = due;
    return sequence;
  }

  arrived({ user, index }: Place, text: string): void {
    const sequence = sequenceOf(text);
    const users = sequence === undefined ? undefined : this.#users[sequence];
    if (sequence === undefined || users === undefined || sequence >= this.sent) {
      this.#strays += 1;
      return;
    }
    const to = users & 0x7fff;
    const fromUser = users >> 16;
    const fromIndex = (users >> 15) & 1;
    if (user === to) this.#mark(sequence, index === 0 ? toFirst : toSecond);
    else if (user === fromUser) this.#mark(sequence, index === fromIndex ? toSender : toOwn);
    else this.#strays += 1;
  }

  answered(sequence: number): void {
    this.#mark(sequence, answer);
  }

  wrong(what: string): void {
    if (this.#errors.length < 20) this.#errors.push(what);
  }

  /** From here on latencies are of messages sent later, in milliseconds from sending to each delivery. */
  measure(latencies: Samples): void {
    this.#latencies = latencies;
    this.#measuredFrom = this.sent;
  }

  tally(): Tally {
    const { sent, complete } = this;
    return { sent, complete, duplicates: this.#duplicates, strays: this.#strays, errors: this.#errors };
  }

  #mark(sequence: number, bit: number): void {
    const before = this.#seen[sequence] ?? 0;
    if ((before & bit) !== 0) {
      this.#duplicates += 1;
      return;
    }
    const after = before | bit;
    this.#seen[sequence] = after;
    if ((bit & deliveries) !== 0 && sequence >= this.#measuredFrom)
      this.#latencies.add(performance.now() - (this.#sentAt[sequence] ?? 0));
    if ((after & this.#wanted) !== this.#wanted || (before & this.#wanted) === this.#wanted) return;
    this.complete += 1;
    this.#completed((this.#users[sequence] ?? 0) >> 16);
  }

  #grow(): void {
    const size = this.#seen.length * 2;
    this.#users = grown(this.#users, new Int32Array(size));
    this.#sentAt = grown(this.#sentAt, new Float64Array(size));
    this.#seen = grown(this.#seen, new Uint8Array(size));
  }
}

function grown<A extends { set(from: ArrayLike<number>): void } & ArrayLike<number>>(from: A, to: A): A {
  to.set(from);
  return to;
}
