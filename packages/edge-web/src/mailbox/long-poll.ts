import type { Alarm, Clock } from "@elsewhere/machine";
import type { Duration } from "@elsewhere/core";
import type { Mailbox, Reader } from "./mailbox.ts";

/** Waits until the mailbox has something behind the cursor, ends, or `wait` milliseconds have passed. */
export function waitForFrames(box: Mailbox, cursor: number, wait: Duration, clock: Clock): LongPoll {
  return new LongPoll(box, cursor, wait, clock);
}

export class LongPoll implements Reader {
  readonly done: Promise<void>;
  readonly #box: Mailbox;
  readonly #cursor: number;
  readonly #clock: Clock;
  readonly #alarm: Alarm;
  #resolve: () => void = () => undefined;

  constructor(box: Mailbox, cursor: number, wait: Duration, clock: Clock) {
    this.#box = box;
    this.#cursor = cursor;
    this.#clock = clock;
    this.done = new Promise((resolve) => (this.#resolve = resolve));
    this.#alarm = clock.alarms.set(clock.now() + wait, () => this.finish());
    box.read(this);
    this.arrived();
  }

  arrived(): void {
    if (this.#box.ended || this.#box.shelf.last > this.#cursor) this.finish();
  }

  /** An open request shows that the client is there as long as it lasts. */
  beat(): void {
    this.#box.session?.heard();
    this.#box.fetchedAt = this.#clock.now();
  }

  replaced(): void {
    this.finish();
  }

  finish(): void {
    this.#clock.alarms.clear(this.#alarm);
    this.#box.leave(this);
    this.#resolve();
  }
}
