import { describe, expect, it } from "vitest";
import type { Alarm, Alarms } from "./clock.ts";
import { drive, type DriveOptions, type Observed } from "./drive.ts";
import { go, type Machine, machine } from "./machine.ts";

/** Counts, announces every count, and ticks every ten milliseconds while it is running. */
type Counter =
  | { readonly name: "still"; readonly count: number }
  | {
      readonly name: "running";
      readonly count: number;
      readonly timers: { readonly tick: number; readonly end: number };
    };
type CounterEvent =
  | { readonly type: "add"; readonly at: number; readonly amount: number }
  | { readonly type: "start"; readonly at: number };
type CounterEffect = { readonly type: "announce"; readonly count: number };

const announce = (count: number): CounterEffect => ({ type: "announce", count });
const running = (count: number, tick: number, end: number): Counter => ({
  name: "running",
  count,
  timers: { tick, end },
});

const counter: Machine<Counter, CounterEvent, CounterEffect> = machine<Counter, CounterEvent, CounterEffect>({
  still(state, event) {
    switch (event.type) {
      case "add":
        return go<Counter, CounterEffect>(
          { ...state, count: state.count + event.amount },
          announce(state.count + event.amount),
        );
      case "start":
        return go<Counter, CounterEffect>(running(state.count, event.at + 10, event.at + 25));
    }
  },
  running(state, event) {
    switch (event.type) {
      case "add":
        return go<Counter, CounterEffect>(
          { ...state, count: state.count + event.amount },
          announce(state.count + event.amount),
          announce(-1),
        );
      case "start":
        return go<Counter, CounterEffect>(state);
      case "timer":
        return event.timer === "end"
          ? go<Counter, CounterEffect>({ name: "still", count: state.count }, announce(0))
          : go<Counter, CounterEffect>(
              running(state.count + 1, event.at + 10, state.timers.end),
              announce(state.count + 1),
            );
    }
  },
});

/** Alarms that are woken by hand. */
class HandAlarms implements Alarms {
  readonly set_: number[] = [];
  readonly pending = new Map<Alarm, (now: number) => void>();
  set(at: number, wake: (now: number) => void): Alarm {
    const alarm = { at };
    this.set_.push(at);
    this.pending.set(alarm, wake);
    return alarm;
  }
  clear(alarm: Alarm): void {
    this.pending.delete(alarm);
  }
  wake(now: number): void {
    for (const [alarm, wake] of this.pending) {
      if (alarm.at > now) continue;
      this.pending.delete(alarm);
      wake(now);
    }
  }
}

type Options = DriveOptions<Counter, CounterEvent, CounterEffect>;

function start(overrides: Partial<Options> = {}) {
  const alarms = new HandAlarms();
  const announced: number[] = [];
  const errors: unknown[] = [];
  const driver = drive<Counter, CounterEvent, CounterEffect>({
    machine: counter,
    initial: { name: "still", count: 0 },
    alarms,
    perform: (effect) => announced.push(effect.count),
    failed: (error) => errors.push(error),
    ...overrides,
  });
  return { driver, alarms, announced, errors };
}

const add = (amount: number, at = 0): CounterEvent => ({ type: "add", at, amount });

describe("drive", () => {
  it("[DRIVE1] performs all effects of an event, in order, before the next event", () => {
    const { driver, announced } = start({ initial: running(0, 10, 25) });
    driver.send(add(1));
    driver.send(add(2));
    expect(announced).toEqual([1, -1, 3, -1]);
  });

  it("[DRIVE2] queues events sent while an effect is performed", () => {
    const log: string[] = [];
    const { driver } = start({
      initial: running(0, 10, 25),
      perform(effect, send) {
        log.push(`begin ${effect.count}`);
        if (effect.count === 1) {
          send(add(10));
          send(add(100));
        }
        log.push(`end ${effect.count}`);
      },
    });
    driver.send(add(1));
    const counts = [1, -1, 11, -1, 111, -1];
    expect(log).toEqual(counts.flatMap((count) => [`begin ${count}`, `end ${count}`]));
    expect(driver.state.count).toBe(111);
  });

  it("[DRIVE3] has the new state in place when effects are performed", () => {
    const seen: number[] = [];
    const { driver } = start({ perform: () => void seen.push(driver.state.count) });
    driver.send(add(4));
    expect(seen).toEqual([4]);
  });

  it("[DRIVE4] keeps one alarm for the earliest timer and moves it only when that changes", () => {
    const { driver, alarms } = start();
    driver.send({ type: "start", at: 0 });
    expect([...alarms.pending.keys()]).toEqual([{ at: 10 }]);
    driver.send(add(1, 3));
    expect(alarms.set_).toEqual([10]);
    alarms.wake(10);
    alarms.wake(20);
    expect(alarms.set_).toEqual([10, 20, 25]);
    alarms.wake(25);
    expect(driver.state.name).toBe("still");
    expect(alarms.pending.size).toBe(0);
  });

  it("[DRIVE4] takes up the alarm again after an early wake", () => {
    const { alarms, driver } = start({ initial: running(0, 10, 25) });
    const [early] = alarms.pending.values();
    alarms.pending.clear();
    early?.(9);
    expect([...alarms.pending.keys()]).toEqual([{ at: 10 }]);
    expect(driver.state.count).toBe(0);
  });

  it("[DRIVE5] timers that are due together come one by one, earliest first", () => {
    const seen: string[] = [];
    const { alarms } = start({
      initial: running(0, 10, 25),
      observe: ({ event }) => void seen.push(event.type === "timer" ? event.timer : event.type),
    });
    alarms.wake(40);
    alarms.wake(40);
    alarms.wake(40);
    expect(seen).toEqual(["tick", "end"]);
  });

  it("[DRIVE6] a stored state goes on, and its overdue timer comes at once", () => {
    const stored: Counter = JSON.parse(JSON.stringify(running(7, 10, 5000)));
    const { driver, alarms } = start({ initial: stored });
    alarms.wake(1000);
    expect(driver.state).toEqual(running(8, 1010, 5000));
    expect([...alarms.pending.keys()]).toEqual([{ at: 1010 }]);
  });

  it("[DRIVE7] the observer sees each event once, before its effects", () => {
    const seen: Observed<Counter, CounterEvent, CounterEffect>[] = [];
    const order: string[] = [];
    const { driver } = start({
      observe(observed) {
        seen.push(observed);
        order.push("observed");
      },
      perform: () => void order.push("performed"),
    });
    driver.send(add(2));
    expect(order).toEqual(["observed", "performed"]);
    expect(seen).toEqual([
      {
        before: { name: "still", count: 0 },
        event: add(2),
        after: { name: "still", count: 2 },
        effects: [announce(2)],
      },
    ]);
  });

  it("[DRIVE8] nothing happens after stop", () => {
    let late: (() => void) | undefined;
    const announced: number[] = [];
    const { driver, alarms } = start({
      initial: running(0, 10, 25),
      perform(effect, send) {
        announced.push(effect.count);
        late = () => send(add(9));
        send(add(5));
        driver.stop();
      },
    });
    driver.send(add(1));
    late?.();
    driver.send(add(1));
    expect(announced).toEqual([1]);
    expect(driver.state.count).toBe(1);
    expect(driver.stopped).toBe(true);
    expect(alarms.pending.size).toBe(0);
  });

  it.each(["step", "perform", "observe"] as const)(
    "[DRIVE9] a bug in %s stops this driver and is reported once",
    (place) => {
      const bug = (): never => {
        throw new Error("a bug");
      };
      const overrides: Partial<Options> = {
        step: { machine: { step: bug } },
        perform: { perform: bug },
        observe: { observe: bug },
      }[place];
      const { driver, alarms, errors } = start({ initial: running(0, 10, 25), ...overrides });
      expect(() => driver.send(add(1))).not.toThrow();
      driver.send(add(1));
      expect(errors).toEqual([new Error("a bug")]);
      expect(driver.stopped).toBe(true);
      expect(alarms.pending.size).toBe(0);
    },
  );

  it("[DRIVE10] a timer that is unchanged after it fired is a bug", () => {
    const { alarms, errors } = start({
      machine: { step: (state) => ({ state, effects: [] }) },
      initial: running(0, 10, 25),
    });
    alarms.wake(10);
    alarms.wake(10);
    expect(errors).toHaveLength(1);
    expect(String(errors[0])).toContain('"running" is unchanged after it fired');
  });
});
