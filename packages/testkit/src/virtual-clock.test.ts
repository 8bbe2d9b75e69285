import { describe, expect, it } from "vitest";
import { virtualClock } from "./virtual-clock.ts";

function clockWithLog(start = 0) {
  const clock = virtualClock(start);
  const woken: string[] = [];
  const set = (at: number, name: string) => clock.alarms.set(at, (now) => void woken.push(`${name} ${now}`));
  return { clock, woken, set };
}

describe("virtual clock", () => {
  it("[VCLOCK1] wakes alarms at their times, in order", () => {
    const { clock, woken, set } = clockWithLog(100);
    set(130, "c");
    set(110, "a");
    set(120, "b");
    set(110, "a'");
    clock.advance(9);
    expect(woken).toEqual([]);
    clock.advance(11);
    expect(woken).toEqual(["a 110", "a' 110", "b 120"]);
    expect([clock.now(), clock.pending, clock.nextAlarm]).toEqual([120, 1, 130]);
  });

  it("[VCLOCK1] an alarm set by another on the way comes in its turn", () => {
    const { clock, woken, set } = clockWithLog();
    clock.alarms.set(10, () => void set(15, "inner"));
    set(20, "outer");
    clock.runUntil(30);
    expect(woken).toEqual(["inner 15", "outer 20"]);
    expect(clock.now()).toBe(30);
  });

  it("[VCLOCK1] goes from moment to moment", () => {
    const { clock, woken, set } = clockWithLog();
    set(5, "a");
    set(5, "b");
    set(9, "c");
    expect(clock.runNext()).toBe(true);
    expect(woken).toEqual(["a 5", "b 5"]);
    expect(clock.runNext(8)).toBe(false);
    expect(clock.now()).toBe(5);
  });

  it("[VCLOCK2] a cleared alarm does not come, one for the past comes now", () => {
    const { clock, woken, set } = clockWithLog(50);
    clock.alarms.clear(set(60, "cleared"));
    set(10, "past");
    expect(woken).toEqual([]);
    clock.advance(20);
    expect(woken).toEqual(["past 50"]);
  });

  it("[VCLOCK3] an alarm set for now again and again is an error", () => {
    const { clock } = clockWithLog();
    const again = (now: number): void => void clock.alarms.set(now, again);
    clock.alarms.set(1, again);
    expect(() => clock.advance(1)).toThrow("more than 100000 alarms at 1");
  });

  it("[VCLOCK4] lets promises settle between alarms", async () => {
    const { clock, woken, set } = clockWithLog();
    const chain = async (): Promise<void> => {
      await new Promise<void>((resolve) => clock.alarms.set(10, () => resolve()));
      await Promise.resolve();
      set(15, "after the promise");
    };
    const done = chain();
    await clock.advanceSettled(20);
    await done;
    expect(woken).toEqual(["after the promise 15"]);
    expect(clock.now()).toBe(20);
  });
});
