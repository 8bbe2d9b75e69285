import { round } from "../measure/samples.ts";
import { cpuMicros, pause } from "../measure/use.ts";
import { ringAround } from "../product/seed.ts";
import { Ledger, type Tally } from "./ledger.ts";
import { connectAll, textOf, type Line, type System } from "./line.ts";

export const users = 100;
const devicesEach = 2;
const outstandingEach = 2;
/** People each user talks with, on either side in a ring. */
const partnersEachSide = 5;

export interface Phase {
  readonly perSecond: number;
  readonly cpuMicrosPerMessage: number;
  /** Share of one processor that the server used. */
  readonly cores: number;
  /** Milliseconds from sending (when it was due, at a fixed rate) to each delivery. */
  readonly p50: number;
  readonly p99: number;
}

/** Traffic between the users of a system: closed loop, or at a fixed rate. */
export class Traffic {
  readonly #system: System;
  readonly #ledger: Ledger;
  #lines: Line[][] = [];
  #running = false;
  #random = 1;

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

  /** Every user keeps two messages under way. */
  async closedLoop(ms: number): Promise<Phase> {
    this.#running = true;
    for (let user = 0; user < users; user += 1)
      for (let each = 0; each < outstandingEach; each += 1) this.#send(user, performance.now());
    const phase = await this.#measured(() => pause(ms));
    this.#running = false;
    await this.#drained();
    return { ...phase, ...this.#ledger.latency() };
  }

  /** So many messages a second, whatever becomes of them. */
  async atRate(perSecond: number, ms: number): Promise<Phase> {
    const phase = await this.#measured(async () => {
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
    await this.#drained();
    return { ...phase, ...this.#ledger.latency() };
  }

  /** Closes the connections; what became of all messages. */
  close(): Tally {
    for (const line of this.#lines.flat()) line.close();
    return this.#ledger.tally();
  }

  async #measured(run: () => Promise<void>): Promise<Omit<Phase, "p50" | "p99">> {
    this.#ledger.measure();
    const [from, cpu, complete] = [performance.now(), cpuMicros(this.#system.pid), this.#ledger.complete];
    await run();
    const seconds = (performance.now() - from) / 1000;
    const micros = cpuMicros(this.#system.pid) - cpu;
    const messages = this.#ledger.complete - complete;
    return {
      perSecond: Math.round(messages / seconds),
      cpuMicrosPerMessage: round(micros / messages, 1),
      cores: round(micros / 1e6 / seconds, 2),
    };
  }

  async #drained(): Promise<void> {
    const until = performance.now() + 10_000;
    while (this.#ledger.complete < this.#ledger.sent && performance.now() < until) await pause(20);
    // What comes late or twice comes now.
    await pause(300);
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
