import { round, Samples } from "../measure/samples.ts";
import { cpuMicros, pause } from "../measure/use.ts";
import { ringAround } from "../product/seed.ts";
import { Ledger, type Tally } from "./ledger.ts";
import { connectAll, textOf, type Line, type System } from "./line.ts";

export const users = 100;
const devicesEach = 2;
const outstandingEach = 2;
/** People each user talks with, on either side in a ring. */
const partnersEachSide = 5;

/** What a kind of load cost, over all its slices. */
export interface Phase {
  readonly perSecond: number;
  readonly cpuMicrosPerMessage: number;
  /** Share of one processor that the server used. */
  readonly cores: number;
  /** Milliseconds from sending (when it was due, at a fixed rate) to each delivery. */
  readonly p50: number;
  readonly p99: number;
}

/** Adds up slices of load. */
class Meter {
  readonly latencies = new Samples();
  messages = 0;
  /** Of these, complete before the slice ended. */
  inTime = 0;
  #seconds = 0;
  #micros = 0;

  add(messages: number, seconds: number, micros: number): void {
    this.messages += messages;
    this.#seconds += seconds;
    this.#micros += micros;
  }

  get phase(): Phase {
    return {
      perSecond: Math.round(this.inTime / this.#seconds),
      cpuMicrosPerMessage: round(this.#micros / this.messages, 1),
      cores: round(this.#micros / 1e6 / this.#seconds, 2),
      p50: this.latencies.quantile(0.5),
      p99: this.latencies.quantile(0.99),
    };
  }
}

/** Traffic between the users of a system: closed loop, or at a fixed rate. */
export class Traffic {
  readonly #system: System;
  readonly #ledger: Ledger;
  #lines: Line[][] = [];
  #running = false;
  #random = 1;
  #closed = new Meter();
  readonly #fixed = new Meter();

  constructor(system: System) {
    this.#system = system;
    this.#ledger = new Ledger(system.answers, (user) => {
      if (this.#running) this.#send(user, performance.now());
    });
  }

  async open(): Promise<void> {
    this.#lines = await connectAll(this.#system, users, devicesEach, this.#ledger);
    await pause(500);
  }

  /** One message in each conversation, so that none has to begin later. */
  async begin(): Promise<void> {
    for (let user = 0; user < users; user += 1)
      for (const to of ringAround(user, partnersEachSide, users))
        if (to > user) this.#sendTo(user, to, performance.now());
    await this.#drained();
  }

  /** What was measured at the closed loop. */
  get closed(): Phase {
    return this.#closed.phase;
  }

  /** What was measured at the fixed rate; undefined if that was not run. */
  get fixed(): Phase | undefined {
    return this.#fixed.messages === 0 ? undefined : this.#fixed.phase;
  }

  /** Runs until programs are compiled and buffers have grown; nothing of it is counted. */
  async warmUp(ms: number): Promise<void> {
    await this.closedLoop(ms);
    this.#closed = new Meter();
  }

  /** A slice in which every user keeps two messages under way. */
  async closedLoop(ms: number): Promise<void> {
    await this.#measured(this.#closed, async () => {
      this.#running = true;
      for (let user = 0; user < users; user += 1)
        for (let each = 0; each < outstandingEach; each += 1) this.#send(user, performance.now());
      await pause(ms);
      this.#running = false;
    });
  }

  /** A slice of so many messages a second, whatever becomes of them. */
  async atRate(perSecond: number, ms: number): Promise<void> {
    await this.#measured(this.#fixed, async () => {
      const from = performance.now();
      let sent = 0;
      for (;;) {
        const now = performance.now() - from;
        if (now >= ms) return;
        for (; sent < (now * perSecond) / 1000; sent += 1)
          this.#send(this.#draw(users), from + (sent * 1000) / perSecond);
        await pause(1);
      }
    });
  }

  /** Closes the connections; what became of all messages. */
  close(): Tally {
    for (const line of this.#lines.flat()) line.close();
    return this.#ledger.tally();
  }

  /** What is done after the last message (acknowledgements, receipts) is counted, too. */
  async #measured(meter: Meter, run: () => Promise<void>): Promise<void> {
    this.#ledger.measure(meter.latencies);
    const { pid } = this.#system;
    const [from, cpu, complete] = [performance.now(), cpuMicros(pid), this.#ledger.complete];
    await run();
    const seconds = (performance.now() - from) / 1000;
    const inTime = this.#ledger.complete - complete;
    await this.#drained();
    meter.add(this.#ledger.complete - complete, seconds, cpuMicros(pid) - cpu);
    meter.inTime += inTime;
  }

  async #drained(): Promise<void> {
    const until = performance.now() + 10_000;
    while (this.#ledger.complete < this.#ledger.sent && performance.now() < until) await pause(20);
    // What comes late or twice comes now; so do the last acknowledgements and receipts.
    await pause(500);
  }

  #send(user: number, due: number): void {
    const partners = partnersEachSide * 2;
    const drawn = this.#draw(partners);
    const step = (drawn >> 1) + 1;
    this.#sendTo(user, (user + (drawn % 2 === 0 ? step : users - step)) % users, due);
  }

  #sendTo(user: number, to: number, due: number): void {
    const index = this.#draw(devicesEach);
    const sequence = this.#ledger.enter({ user, index }, to, due);
    this.#lines[user]?.[index]?.send(sequence, to, textOf(sequence));
  }

  /** From 0 up to a bound (xorshift): the same in every run. */
  #draw(bound: number): number {
    this.#random ^= this.#random << 13;
    this.#random ^= this.#random >>> 17;
    this.#random ^= this.#random << 5;
    return (this.#random >>> 0) % bound;
  }
}
