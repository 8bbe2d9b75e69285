import type { Alarm } from "./clock.ts";

/**
 * A hierarchical timing wheel (Varghese and Lauck, 1987): adding and removing cost the same however many
 * timers there are. Level 0 has one slot per tick, each further level slots 64 times as long; a timer sits
 * at the lowest level whose present turn contains it and moves down as its time comes near.
 */
export interface Wheel {
  /** How many timers it holds. */
  readonly size: number;
  /** Sets a timer. Milliseconds, absolute; `Infinity` never comes. Throws on NaN. */
  add(at: number, wake: (now: number) => void): Alarm;
  /** Takes a timer out. One that fired or was removed already is ignored. */
  remove(alarm: Alarm): void;
  /** Takes every timer out. */
  clear(): void;
  /** Fires what is due at `now`. If a wake throws, the rest stays due for the next call. */
  advance(now: number): void;
  /**
   * When `advance` has something to do next: never after the first timer's tick, and sometimes before it,
   * to move timers down a level. Undefined if the wheel is empty.
   */
  nextDue(): number | undefined;
}

export interface WheelOptions {
  /** Granularity in milliseconds: a timer never fires early, and at most this much late. */
  readonly tick: number;
  /** Where time begins, in milliseconds since 1970. */
  readonly start: number;
}

export function createWheel(options: WheelOptions): Wheel {
  if (!(options.tick > 0)) throw new RangeError(`the tick of a wheel must be positive: ${options.tick}`);
  return new TimingWheel(options);
}

const slotsPerLevel = 64;
/** At a tick of 8 ms the highest level turns once in seventeen years. */
const levelCount = 6;
const ticksPerSlot = Array.from({ length: levelCount + 1 }, (_, level) => slotsPerLevel ** level);
/** The list of timers that are due, beside the slots. */
const readyList = levelCount * slotsPerLevel;
const noList = -1;

/** A member of a doubly linked list; each list is a ring around a `Timer` that stands for its head. */
class Timer implements Alarm {
  readonly at: number;
  /** The tick it fires in, from the wheel's start. */
  readonly tick: number;
  readonly order: number;
  readonly wake: (now: number) => void;
  list = noList;
  previous: Timer = this;
  next: Timer = this;

  constructor(at: number, tick: number, order: number, wake: (now: number) => void) {
    this.at = at;
    this.tick = tick;
    this.order = order;
    this.wake = wake;
  }
}

class TimingWheel implements Wheel {
  size = 0;
  readonly #tick: number;
  readonly #start: number;
  /** Every tick before this one has been dealt with. */
  #cursor = 0;
  /** The first tick that a new timer may fire in: while advancing, one that this advance does not reach. */
  #open = 0;
  #order = 0;
  readonly #heads = Array.from({ length: readyList + 1 }, () => new Timer(0, 0, 0, () => undefined));
  /** A bit for each slot that is not empty: two words for each level. */
  readonly #occupied = new Uint32Array(levelCount * 2);

  constructor(options: WheelOptions) {
    this.#tick = options.tick;
    this.#start = options.start;
  }

  add(at: number, wake: (now: number) => void): Alarm {
    if (Number.isNaN(at)) throw new RangeError("the time of a timer is not a number");
    const dueTick = Math.ceil((at - this.#start) / this.#tick);
    const timer = new Timer(at, Math.max(dueTick, this.#open), this.#order++, wake);
    this.#place(timer);
    this.size += 1;
    return timer;
  }

  remove(alarm: Alarm): void {
    if (!(alarm instanceof Timer) || alarm.list === noList) return;
    this.#unlink(alarm);
    this.size -= 1;
  }

  clear(): void {
    for (let list = 0; list <= readyList; list++) this.#takeAll(list);
    this.size = 0;
  }

  advance(now: number): void {
    const target = Math.floor((now - this.#start) / this.#tick);
    this.#open = Math.max(this.#open, target + 1);
    this.#fireReady(now);
    for (let slot = this.#firstSlot(); slot !== undefined && slot.tick <= target; slot = this.#firstSlot()) {
      this.#empty(slot);
      this.#fireReady(now);
    }
    this.#cursor = this.#open;
  }

  nextDue(): number | undefined {
    const ready = this.#head(readyList);
    if (ready.next !== ready) return ready.next.at;
    const slot = this.#firstSlot();
    return slot === undefined ? undefined : this.#start + slot.tick * this.#tick;
  }

  #fireReady(now: number): void {
    const ready = this.#head(readyList);
    while (ready.next !== ready) {
      const timer = ready.next;
      this.remove(timer);
      timer.wake(now);
    }
  }

  /** Takes the timers out of a slot whose time has come: those of level 0 are due, others move down. */
  #empty(slot: Slot): void {
    const timers = this.#takeAll(slot.list);
    const lowest = slot.list < slotsPerLevel;
    this.#cursor = lowest ? slot.tick + 1 : slot.tick;
    if (lowest) timers.sort(byTime);
    for (const timer of timers) {
      if (lowest && timer.tick <= slot.tick) this.#link(timer, readyList);
      else this.#place(timer);
    }
  }

  #takeAll(list: number): Timer[] {
    const head = this.#head(list);
    const timers: Timer[] = [];
    while (head.next !== head) {
      timers.push(head.next);
      this.#unlink(head.next);
    }
    return timers;
  }

  #place(timer: Timer): void {
    const turn = ticksPerSlot[levelCount] as number;
    // What lies beyond the highest level waits at its end and is placed anew from there.
    const last = (Math.floor(this.#cursor / turn) + 1) * turn - 1;
    const tick = Math.min(timer.tick, last);
    const level = this.#levelOf(tick);
    const index = Math.floor(tick / (ticksPerSlot[level] as number)) % slotsPerLevel;
    this.#link(timer, level * slotsPerLevel + index);
  }

  /** The lowest level on which the tick lies in the same turn as the cursor. */
  #levelOf(tick: number): number {
    for (let level = 0; level < levelCount - 1; level++) {
      const turn = ticksPerSlot[level + 1] as number;
      if (Math.floor(tick / turn) === Math.floor(this.#cursor / turn)) return level;
    }
    return levelCount - 1;
  }

  /** The slot that begins first; of equals the one of the highest level, so that timers move down before others fire. */
  #firstSlot(): Slot | undefined {
    let first: Slot | undefined;
    for (let level = levelCount - 1; level >= 0; level--) {
      const index = this.#firstOccupied(level);
      if (index === undefined) continue;
      const length = ticksPerSlot[level] as number;
      const turn = length * slotsPerLevel;
      const tick = Math.floor(this.#cursor / turn) * turn + index * length;
      if (first === undefined || tick < first.tick) first = { list: level * slotsPerLevel + index, tick };
    }
    return first;
  }

  #firstOccupied(level: number): number | undefined {
    const low = this.#occupied[level * 2] as number;
    if (low !== 0) return lowestBit(low);
    const high = this.#occupied[level * 2 + 1] as number;
    return high === 0 ? undefined : 32 + lowestBit(high);
  }

  #head(list: number): Timer {
    return this.#heads[list] as Timer;
  }

  #link(timer: Timer, list: number): void {
    const head = this.#head(list);
    timer.list = list;
    timer.previous = head.previous;
    timer.next = head;
    head.previous.next = timer;
    head.previous = timer;
    if (list !== readyList) this.#mark(list, true);
  }

  #unlink(timer: Timer): void {
    const { list, previous, next } = timer;
    previous.next = next;
    next.previous = previous;
    timer.list = noList;
    timer.previous = timer;
    timer.next = timer;
    if (list !== readyList && previous === next && previous === this.#head(list)) this.#mark(list, false);
  }

  #mark(list: number, occupied: boolean): void {
    const word = Math.floor(list / 32);
    const bit = 1 << (list % 32);
    const present = this.#occupied[word] as number;
    this.#occupied[word] = occupied ? present | bit : present & ~bit;
  }
}

interface Slot {
  readonly list: number;
  /** Its first tick. */
  readonly tick: number;
}

/** Times may be infinite, so they are compared and not subtracted. */
function byTime(one: Timer, other: Timer): number {
  if (one.at !== other.at) return one.at < other.at ? -1 : 1;
  return one.order - other.order;
}

function lowestBit(word: number): number {
  return 31 - Math.clz32(word & -word);
}
