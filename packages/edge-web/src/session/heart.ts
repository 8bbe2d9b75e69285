import type { Alarm, Clock } from "@elsewhere/machine";
import type { Duration, Time } from "@elsewhere/core";

export interface Beating {
  beat(at: Time): void;
}

export interface Unopened {
  /** When its patience ends. */
  readonly deadline: Time;
  expire(at: Time): void;
}

/**
 * Looks by at every connection once in an interval: a slot of them at each tick, so that the work is spread
 * and one alarm serves all. Stands still while there is nobody.
 */
export class Heart {
  readonly #clock: Clock;
  readonly #tick: Duration;
  readonly #slots: Set<Beating>[];
  /** In order of their deadlines, since all have the same patience. */
  readonly #unopened = new Set<Unopened>();
  #joins = 0;
  #turn = 0;
  #size = 0;
  #alarm: Alarm | undefined;

  constructor(clock: Clock, interval: Duration) {
    this.#clock = clock;
    const slots = Math.max(1, Math.min(30, Math.floor(interval / 100)));
    this.#tick = interval / slots;
    this.#slots = Array.from({ length: slots }, () => new Set());
  }

  /** Returns the slot, for `leave`. */
  join(beating: Beating): number {
    const slot = this.#joins++ % this.#slots.length;
    this.#slots[slot]?.add(beating);
    this.#size++;
    this.#arm();
    return slot;
  }

  leave(beating: Beating, slot: number): void {
    if (this.#slots[slot]?.delete(beating) === true) this.#size--;
  }

  expect(unopened: Unopened): void {
    this.#unopened.add(unopened);
    this.#arm();
  }

  opened(unopened: Unopened): void {
    this.#unopened.delete(unopened);
  }

  stop(): void {
    if (this.#alarm !== undefined) this.#clock.alarms.clear(this.#alarm);
    this.#alarm = undefined;
  }

  #arm(): void {
    if (this.#alarm !== undefined || (this.#size === 0 && this.#unopened.size === 0)) return;
    this.#alarm = this.#clock.alarms.set(this.#clock.now() + this.#tick, this.#wake);
  }

  readonly #wake = (at: Time): void => {
    this.#alarm = undefined;
    for (const unopened of this.#unopened) {
      if (unopened.deadline > at) break;
      this.#unopened.delete(unopened);
      unopened.expire(at);
    }
    const slot = this.#slots[this.#turn++ % this.#slots.length];
    for (const beating of slot ?? []) beating.beat(at);
    this.#arm();
  };
}
