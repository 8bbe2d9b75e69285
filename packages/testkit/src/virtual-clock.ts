import type { Alarm, Clock } from "@elsewhere/machine";

/** A clock whose time passes only when told. Alarms come exactly at their times, in order. */
export interface VirtualClock extends Clock {
  /** How many alarms are set. */
  readonly pending: number;
  /** When the first alarm is due, or undefined. */
  readonly nextAlarm: number | undefined;
  /** Lets time pass, waking every alarm on the way at its own time. Milliseconds. */
  advance(duration: number): void;
  /** The same up to an absolute time, which is never before now. */
  runUntil(at: number): void;
  /** Wakes the alarms of the next moment that has any, if it is not after `atMost`. Says whether there was one. */
  runNext(atMost?: number): boolean;
  /** Like `advance`, and before each moment and at the end lets promises settle, for code that awaits between alarms. */
  advanceSettled(duration: number): Promise<void>;
}

/** So many alarms at one moment mean that somebody sets an alarm for now again and again. */
const mostAtOneMoment = 100_000;

export function virtualClock(start = 0): VirtualClock {
  return new ManualClock(start);
}

interface Pending extends Alarm {
  readonly order: number;
  readonly wake: (now: number) => void;
}

class ManualClock implements VirtualClock {
  #now: number;
  #order = 0;
  /** Latest first, so that the next one is taken from the end. */
  readonly #alarms: Pending[] = [];

  constructor(start: number) {
    this.#now = start;
  }

  now(): number {
    return this.#now;
  }

  get pending(): number {
    return this.#alarms.length;
  }

  get nextAlarm(): number | undefined {
    return this.#alarms.at(-1)?.at;
  }

  readonly alarms = {
    set: (at: number, wake: (now: number) => void): Alarm => {
      if (Number.isNaN(at)) throw new RangeError("the time of an alarm is not a number");
      const alarm: Pending = { at: Math.max(at, this.#now), order: this.#order++, wake };
      this.#alarms.splice(this.#placeOf(alarm), 0, alarm);
      return alarm;
    },
    clear: (alarm: Alarm): void => {
      const index = this.#alarms.indexOf(alarm as Pending);
      if (index >= 0) this.#alarms.splice(index, 1);
    },
  };

  advance(duration: number): void {
    this.runUntil(this.#now + duration);
  }

  runUntil(at: number): void {
    while (this.runNext(at));
    this.#now = Math.max(this.#now, at);
  }

  runNext(atMost = Number.MAX_VALUE): boolean {
    const moment = this.nextAlarm;
    if (moment === undefined || moment > atMost) return false;
    this.#now = moment;
    for (let woken = 0; this.nextAlarm === moment; woken++) {
      if (woken === mostAtOneMoment) throw new Error(`more than ${mostAtOneMoment} alarms at ${moment}`);
      this.#alarms.pop()?.wake(moment);
    }
    return true;
  }

  async advanceSettled(duration: number): Promise<void> {
    const end = this.#now + duration;
    do await settle();
    while (this.runNext(end));
    this.#now = Math.max(this.#now, end);
    await settle();
  }

  #placeOf(alarm: Pending): number {
    let [low, high] = [0, this.#alarms.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#alarms[middle] as Pending).at > alarm.at) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** One turn of the event loop: every promise that can settle without outside help has. */
function settle(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
