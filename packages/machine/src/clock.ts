import { createWheel } from "./wheel.ts";

/** A time somebody wants to be woken at; given back to clear it. */
export interface Alarm {
  readonly at: number;
}

/** Wakes callers at a time. All times are absolute, in milliseconds since 1970. */
export interface Alarms {
  /** Calls `wake` once, never before `at` and never from within this call; a time in the past comes at once. */
  set(at: number, wake: (now: number) => void): Alarm;
  /** One that fired or was cleared already is ignored. */
  clear(alarm: Alarm): void;
}

export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  readonly alarms: Alarms;
}

/** The runtime's own clock and timers, handed in so that this package knows neither Node nor the browser. */
export interface ClockSource<Handle> {
  /** Milliseconds since 1970; should not go back. */
  now(): number;
  /** Calls `wake` after about `delay` milliseconds. */
  setTimer(wake: () => void, delay: number): Handle;
  clearTimer(handle: Handle): void;
  /** How much an alarm may be late, in milliseconds; alarms this close share one wake-up. 8 unless told. */
  readonly tick?: number;
}

export interface RunningClock extends Clock {
  /** No alarm comes any more. */
  stop(): void;
}

/** setTimeout takes longer delays for 1 ms. */
const longestDelay = 2 ** 31 - 1;
const usualTick = 8;

/** A clock for any number of alarms on one timer of the runtime. Whoever creates it stops it. */
export function createClock<Handle>(source: ClockSource<Handle>): RunningClock {
  return new WheelClock(source);
}

class WheelClock<Handle> implements RunningClock {
  readonly #source: ClockSource<Handle>;
  readonly #wheel;
  /** The runtime's timer, and what it is set for. */
  #armed: { readonly handle: Handle; readonly at: number } | undefined;
  #advancing = false;
  #stopped = false;

  constructor(source: ClockSource<Handle>) {
    this.#source = source;
    this.#wheel = createWheel({ tick: source.tick ?? usualTick, start: source.now() });
  }

  now(): number {
    return this.#source.now();
  }

  readonly alarms: Alarms = {
    set: (at, wake) => {
      const alarm = this.#wheel.add(at, wake);
      if (this.#armed === undefined || at < this.#armed.at) this.#arm();
      return alarm;
    },
    clear: (alarm) => this.#wheel.remove(alarm),
  };

  stop(): void {
    this.#stopped = true;
    this.#wheel.clear();
    this.#disarm();
  }

  readonly #wake = (): void => {
    this.#armed = undefined;
    this.#advancing = true;
    try {
      this.#wheel.advance(this.#source.now());
    } finally {
      this.#advancing = false;
      this.#arm();
    }
  };

  #arm(): void {
    if (this.#advancing || this.#stopped) return;
    const due = this.#wheel.nextDue();
    if (due !== undefined && due === this.#armed?.at) return;
    this.#disarm();
    if (due === undefined) return;
    const delay = Math.min(Math.max(0, Math.ceil(due - this.#source.now())), longestDelay);
    this.#armed = { handle: this.#source.setTimer(this.#wake, delay), at: due };
  }

  #disarm(): void {
    if (this.#armed !== undefined) this.#source.clearTimer(this.#armed.handle);
    this.#armed = undefined;
  }
}
