import { describe, expect, it } from "vitest";
import { createClock } from "./clock.ts";

/** A runtime with timers that are fired by hand. */
function handRuntime() {
  const timers = new Map<number, { readonly wake: () => void; readonly delay: number }>();
  let made = 0;
  const runtime = {
    time: 1_000_000,
    timers,
    now: () => runtime.time,
    setTimer(wake: () => void, delay: number): number {
      made += 1;
      timers.set(made, { wake, delay });
      return made;
    },
    clearTimer: (handle: number) => void timers.delete(handle),
    delays: () => [...timers.values()].map(({ delay }) => delay),
    /** Lets time pass and fires what is set, whether its delay is over or not. */
    fire(passed: number): void {
      runtime.time += passed;
      const due = [...timers.values()];
      timers.clear();
      for (const { wake } of due) wake();
    },
  };
  return runtime;
}

function clockWithLog() {
  const runtime = handRuntime();
  const clock = createClock({ ...runtime, now: () => runtime.time, tick: 10 });
  const woken: number[] = [];
  const set = (after: number) => clock.alarms.set(runtime.time + after, () => void woken.push(after));
  return { runtime, clock, woken, set };
}

describe("clock", () => {
  it("[CLOCK1] any number of alarms share one timer, set for the first", () => {
    const { runtime, set, woken } = clockWithLog();
    for (const after of [300, 200, 400, 20, 500]) set(after);
    expect(runtime.delays()).toEqual([20]);
    runtime.fire(20);
    expect(woken).toEqual([20]);
    expect(runtime.timers.size).toBe(1);
    for (let turn = 0; turn < 20; turn++) runtime.fire(runtime.delays()[0] ?? 0);
    expect(woken).toEqual([20, 200, 300, 400, 500]);
    expect(runtime.timers.size).toBe(0);
  });

  it("[CLOCK1] alarms of one tick do not set the runtime's timer again", () => {
    const { runtime, set } = clockWithLog();
    set(20);
    const before = [...runtime.timers.keys()];
    set(15);
    set(12);
    expect([...runtime.timers.keys()]).toEqual(before);
  });

  it("[CLOCK1] a wake that throws does not stop the clock", () => {
    const { runtime, clock, set, woken } = clockWithLog();
    clock.alarms.set(runtime.time + 10, () => {
      throw new Error("a bug");
    });
    set(10);
    expect(() => runtime.fire(10)).toThrow("a bug");
    runtime.fire(0);
    expect(woken).toEqual([10]);
  });

  it("[CLOCK2] an alarm does not come early when the runtime's timer does", () => {
    const { runtime, set, woken } = clockWithLog();
    set(20);
    runtime.fire(19.5);
    expect(woken).toEqual([]);
    expect(runtime.delays()).toEqual([1]);
    runtime.fire(1);
    expect(woken).toEqual([20]);
  });

  it("[CLOCK3] waits of years are made in pieces the runtime can do", () => {
    const { runtime, set, woken } = clockWithLog();
    const years = 2 * 365 * 24 * 3600 * 1000;
    set(years);
    let waited = 0;
    while (woken.length === 0) {
      const delay = runtime.delays()[0] ?? Number.NaN;
      expect(delay).toBeLessThan(2 ** 31);
      runtime.fire(delay);
      waited += delay;
    }
    expect(waited).toBe(years);
  });

  it("[CLOCK4] an alarm for the past comes at the next turn", () => {
    const { runtime, set, woken } = clockWithLog();
    set(-500);
    expect(woken).toEqual([]);
    expect(runtime.delays()).toEqual([0]);
    runtime.fire(0);
    expect(woken).toEqual([-500]);
  });

  it("[CLOCK5] no alarm comes after stop, and no timer is left", () => {
    const { runtime, clock, set, woken } = clockWithLog();
    clock.alarms.set(runtime.time + 10, () => clock.stop());
    set(10);
    set(20);
    runtime.fire(50);
    expect(woken).toEqual([]);
    set(5);
    expect(runtime.timers.size).toBe(0);
  });

  it("[CLOCK5] a cleared alarm does not come", () => {
    const { runtime, clock, set, woken } = clockWithLog();
    clock.alarms.clear(set(20));
    runtime.fire(20);
    expect(woken).toEqual([]);
    expect(runtime.timers.size).toBe(0);
  });
});
