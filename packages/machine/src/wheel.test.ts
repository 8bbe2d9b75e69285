import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Alarm } from "./clock.ts";
import { createWheel } from "./wheel.ts";

const tick = 8;
const start = 1_700_000_000_000;
const year = 365 * 24 * 3600 * 1000;

function wheelWithLog() {
  const wheel = createWheel({ tick, start });
  const fired: string[] = [];
  const add = (after: number, name: string): Alarm => wheel.add(start + after, () => void fired.push(name));
  return { wheel, fired, add, advance: (after: number) => wheel.advance(start + after) };
}

/** The same promises kept in the simplest way: a list, searched and sorted each time. */
class NaiveWheel {
  #timers: { readonly at: number; readonly tick: number; readonly id: number }[] = [];
  #next = 0;
  add(at: number, id: number): void {
    this.#timers.push({ at, tick: Math.max(Math.ceil(at / tick), this.#next), id });
  }
  remove(id: number): void {
    this.#timers = this.#timers.filter((timer) => timer.id !== id);
  }
  advance(now: number): number[] {
    const target = Math.floor(now / tick);
    const due = this.#timers.filter((timer) => timer.tick <= target);
    this.#timers = this.#timers.filter((timer) => timer.tick > target);
    this.#next = Math.max(this.#next, target + 1);
    return due
      .sort((one, other) => one.tick - other.tick || one.at - other.at || one.id - other.id)
      .map(({ id }) => id);
  }
  get size(): number {
    return this.#timers.length;
  }
  get firstDue(): number | undefined {
    return this.size === 0 ? undefined : Math.min(...this.#timers.map((timer) => timer.tick)) * tick;
  }
}

type Action =
  | { readonly do: "add"; readonly after: number }
  | { readonly do: "remove"; readonly which: number }
  | { readonly do: "advance"; readonly by: number };

// Spans from a tick to beyond the highest level, so that every level and its edges are met.
const span = fc.oneof(
  fc.integer({ min: -50, max: 50 }),
  fc.integer({ min: 0, max: 40_000 }),
  fc.integer({ min: 0, max: 40 * 24 * 3600 * 1000 }),
  fc.integer({ min: 0, max: 40 * year }),
);
const action: fc.Arbitrary<Action> = fc.oneof(
  { weight: 5, arbitrary: span.map((after): Action => ({ do: "add", after })) },
  { weight: 2, arbitrary: fc.nat(60).map((which): Action => ({ do: "remove", which })) },
  { weight: 4, arbitrary: span.map((by): Action => ({ do: "advance", by: Math.max(0, by) })) },
);

describe("wheel", () => {
  it("[WHEEL1] [WHEEL2] [WHEEL3] [WHEEL5] does what a plain sorted list does", () => {
    fc.assert(
      fc.property(fc.array(action, { maxLength: 60 }), (actions) => {
        const wheel = createWheel({ tick, start });
        const naive = new NaiveWheel();
        const alarms: Alarm[] = [];
        let now = 0;
        let fired: number[] = [];
        for (const next of actions) {
          if (next.do === "add") {
            const id = alarms.length;
            alarms.push(wheel.add(start + now + next.after, () => void fired.push(id)));
            naive.add(now + next.after, id);
          } else if (next.do === "remove") {
            const alarm = alarms[next.which];
            if (alarm !== undefined) wheel.remove(alarm);
            naive.remove(next.which);
          } else {
            now += next.by;
            wheel.advance(start + now);
            expect(fired).toEqual(naive.advance(now));
            fired = [];
          }
          expect(wheel.size).toBe(naive.size);
          const [due, firstDue] = [wheel.nextDue(), naive.firstDue];
          expect(due === undefined).toBe(firstDue === undefined);
          if (due !== undefined && firstDue !== undefined) expect(due - start).toBeLessThanOrEqual(firstDue);
        }
      }),
      { numRuns: 1000 },
    );
  });

  it("[WHEEL1] fires at the first tick that is not before the timer's time", () => {
    const { advance, add, fired } = wheelWithLog();
    add(17, "a");
    advance(23.9);
    expect(fired).toEqual([]);
    advance(24);
    expect(fired).toEqual(["a"]);
  });

  it("[WHEEL2] fires in the order of times, equal ones as they were set", () => {
    const { advance, add, fired } = wheelWithLog();
    add(90_000, "last");
    add(5, "second");
    add(3, "first");
    add(5, "third");
    advance(100_000);
    expect(fired).toEqual(["first", "second", "third", "last"]);
  });

  it("[WHEEL3] a timer can remove another that is due at the same moment", () => {
    const { wheel, advance, add, fired } = wheelWithLog();
    wheel.add(start + 1, () => wheel.remove(victim));
    const victim = add(2, "victim");
    advance(8);
    expect(fired).toEqual([]);
    expect(wheel.size).toBe(0);
  });

  it("[WHEEL3] removing twice, or after it fired, does nothing", () => {
    const { wheel, advance, add, fired } = wheelWithLog();
    const one = add(1, "one");
    const other = add(100, "other");
    advance(8);
    wheel.remove(one);
    wheel.remove(other);
    wheel.remove(other);
    expect(wheel.size).toBe(0);
    advance(1000);
    expect(fired).toEqual(["one"]);
  });

  it("[WHEEL4] a timer that sets itself for now again and again fires once for each advance", () => {
    const wheel = createWheel({ tick, start });
    let count = 0;
    const again = (now: number): void => {
      count += 1;
      wheel.add(now, again);
    };
    wheel.add(start, again);
    for (let turn = 1; turn <= 3; turn++) wheel.advance(start + turn * tick);
    expect(count).toBe(3);
  });

  it("[WHEEL5] going to the next due time again and again reaches a far timer in few steps", () => {
    const { wheel, add, fired } = wheelWithLog();
    add(3 * year, "far");
    let steps = 0;
    for (let due = wheel.nextDue(); due !== undefined; due = wheel.nextDue()) {
      wheel.advance(due);
      steps += 1;
    }
    expect(fired).toEqual(["far"]);
    expect(steps).toBeLessThanOrEqual(6);
  });

  it("[WHEEL6] the timers behind one that throws fire with the next advance", () => {
    const { wheel, advance, add, fired } = wheelWithLog();
    wheel.add(start + 1, () => {
      throw new Error("a bug");
    });
    add(2, "behind");
    expect(() => advance(8)).toThrow("a bug");
    expect(wheel.nextDue()).toBeLessThanOrEqual(start + 8);
    advance(8);
    expect(fired).toEqual(["behind"]);
  });

  it("[WHEEL7] takes times in the past, far ahead and infinite, and nothing else", () => {
    const { wheel, advance, add, fired } = wheelWithLog();
    advance(1000);
    add(-5000, "past");
    add(100 * year, "far");
    wheel.add(Number.POSITIVE_INFINITY, () => void fired.push("never"));
    advance(1008);
    expect(fired).toEqual(["past"]);
    advance(100 * year + tick);
    expect(fired).toEqual(["past", "far"]);
    expect(wheel.size).toBe(1);
    expect(() => wheel.add(Number.NaN, () => undefined)).toThrow(RangeError);
    expect(() => createWheel({ tick: 0, start })).toThrow(RangeError);
  });

  it("[WHEEL8] holds three hundred thousand timers, removes half and fires the rest", () => {
    const wheel = createWheel({ tick, start });
    const count = 300_000;
    let fired = 0;
    const alarms = Array.from({ length: count }, (_, index) =>
      wheel.add(start + ((index * 7919) % 3_600_000), () => void (fired += 1)),
    );
    for (let index = 0; index < count; index += 2) wheel.remove(alarms[index] as Alarm);
    expect(wheel.size).toBe(count / 2);
    wheel.advance(start + 3_600_000 + tick);
    expect(fired).toBe(count / 2);
    expect(wheel.nextDue()).toBeUndefined();
  });

  it("[WHEEL3] clearing takes every timer out, also those that are due at this moment", () => {
    const { wheel, advance, add, fired } = wheelWithLog();
    wheel.add(start + 1, () => wheel.clear());
    add(2, "due");
    add(50_000, "later");
    advance(100_000);
    expect(fired).toEqual([]);
    expect(wheel.size).toBe(0);
  });
});
