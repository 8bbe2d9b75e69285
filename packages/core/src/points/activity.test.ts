import { earliestTimer } from "@elsewhere/machine";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { noon } from "../testing/points.ts";
import {
  reportOf,
  sensing,
  startSensing,
  type SensingEffect,
  type SensingEvent,
  type SensingState,
} from "./activity.ts";

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;

interface Played {
  readonly state: SensingState;
  /** `12 active 0`: after so many seconds, what, idle for so many seconds. */
  readonly said: readonly string[];
}

/** Plays events, timers in between, then lets time pass until `until` (milliseconds after noon). */
function play(events: readonly SensingEvent[], until: number, start = startSensing(noon, false)): Played {
  let state = start;
  const said: string[] = [];
  const take = (event: Parameters<typeof sensing.step>[1]): void => {
    const step = sensing.step(state, event);
    state = step.state;
    said.push(...step.effects.map((effect) => words(effect, event.at)));
  };
  const passTo = (at: number): void => {
    for (let due = earliestTimer(state); due !== undefined && due.at <= at; due = earliestTimer(state)) {
      take({ type: "timer", timer: due.timer, at: due.at } as Parameters<typeof sensing.step>[1]);
    }
  };
  for (const event of events) {
    passTo(event.at);
    take(event);
  }
  passTo(noon + until);
  return { state, said };
}

function words(effect: SensingEffect, at: number): string {
  const after = (at - noon) / second;
  return effect.type === "woke"
    ? `${after} woke ${effect.sleptFor / second}`
    : `${after} ${effect.activity} ${effect.idleFor / second}`;
}

/** Without timers, as while a device sleeps. */
function after(state: SensingState, event: Parameters<typeof sensing.step>[1]): string[] {
  return sensing.step(state, event).effects.map((effect) => words(effect, event.at));
}

const input = (after: number): SensingEvent => ({ type: "input", at: noon + after });
const look = (after: number, visible: boolean): SensingEvent => ({
  type: "visibility",
  at: noon + after,
  visible,
});
const system = (
  after: number,
  user: "active" | "idle",
  screen: "locked" | "unlocked" = "unlocked",
): SensingEvent => ({
  type: "system",
  at: noon + after,
  user,
  screen,
});

describe("sensing", () => {
  it("[SENSE1] begins active", () => {
    const state = startSensing(noon, false);
    expect(reportOf(state, noon + 2 * second)).toStrictEqual({ activity: "active", idleFor: 2 * second });
    const idle = play([], 6 * minute).state;
    expect(reportOf(idle, noon + 6 * minute)).toStrictEqual({ activity: "idle", idleFor: 6 * minute });
  });

  it("[SENSE2] [SENSE10] is idle after five minutes, once, and active with the next input", () => {
    expect(play([], hour).said).toStrictEqual(["300 idle 300"]);
    expect(play([input(10 * minute)], 11 * minute).said).toStrictEqual(["300 idle 300", "600 active 0"]);
  });

  it("[SENSE3] reports use at most every 25 s, the last input included", () => {
    const busy = [2, 10, 20, 24, 30, 40].map((at) => input(at * second));
    expect(play(busy, 4 * minute).said).toStrictEqual(["25 active 1", "50 active 10"]);
    expect(play([input(2 * minute)], 3 * minute).said).toStrictEqual(["120 active 0"]);
  });

  it("[SENSE4] inputs within a second change nothing", () => {
    const { state } = play([input(5 * second)], 5 * second);
    expect(sensing.step(state, input(5_999)).state).toBe(state);
    expect(sensing.step(state, input(6_000)).state).not.toBe(state);
  });

  it("[SENSE5] a handheld device put away is asleep, a desktop is not", () => {
    const phone = startSensing(noon, true);
    expect(play([look(8 * second, false), look(20 * second, true)], minute, phone).said).toStrictEqual([
      "8 asleep 8",
      "20 active 0",
    ]);
    expect(play([look(8 * second, false)], minute).said).toStrictEqual([]);
    expect(play([look(8 * second, false)], 6 * minute).said).toStrictEqual(["300 idle 300"]);
    expect(play([look(6 * minute, false), look(7 * minute, true)], 8 * minute).said.at(-1)).toBe(
      "420 active 0",
    );
  });

  it("[SENSE6] what the system senses counts as input", () => {
    const { said, state } = play([look(0, false), system(0, "active")], 10 * minute);
    expect(state.name).toBe("active");
    expect(said).toHaveLength(24);
    const left = play([system(2 * minute, "idle")], 20 * minute, play([system(0, "active")], minute).state);
    expect(left.said.at(-1)).toBe("360 idle 300");
    expect(play([system(6 * minute, "active")], 6 * minute).said.at(-1)).toBe("360 active 0");
    expect(play([system(6 * minute, "idle")], 6 * minute).state.name).toBe("idle");
  });

  it("[SENSE7] a locked screen and a stopped page are asleep", () => {
    const locked = play([system(9 * second, "active", "locked")], 9 * second);
    expect(locked.said).toStrictEqual(["9 asleep 9"]);
    expect(play([system(12 * second, "active")], 12 * second, locked.state).said).toStrictEqual([
      "12 active 0",
    ]);
    expect(play([system(12 * second, "idle")], 12 * second, locked.state).said).toStrictEqual([]);
    const frozen = play([{ type: "frozen", at: noon + 9 * second }], 20 * second);
    expect(frozen.said).toStrictEqual(["9 asleep 9"]);
    expect(play([input(21 * second)], 21 * second, frozen.state).said).toStrictEqual(["21 active 0"]);
    expect(
      play([look(21 * second, false), look(22 * second, true)], 22 * second, frozen.state).said,
    ).toStrictEqual(["22 active 0"]);
    const whileIdle = play([{ type: "frozen", at: noon + 6 * minute }], 6 * minute);
    expect(whileIdle.said.at(-1)).toBe("360 asleep 360");
  });

  it("[SENSE8] a device that slept says so and is idle until touched", () => {
    const state = startSensing(noon, false);
    const watch = { type: "timer", timer: "watch", at: noon + hour } as const;
    expect(after(state, watch)).toStrictEqual(["3600 woke 3600", "3600 idle 3600"]);
    expect(after(state, input(hour))).toStrictEqual(["3600 woke 3600", "3600 active 0"]);
    expect(after(state, look(hour, false))).toStrictEqual(["3600 woke 3600", "3600 idle 3600"]);
    const idle = play([], 6 * minute).state;
    expect(after(idle, input(hour))[0]).toMatch(/woke/);
    const asleep = play([{ type: "frozen", at: noon }], minute).state;
    expect(after(asleep, look(hour, true))).toStrictEqual(["3600 woke 3540", "3600 active 0"]);
  });

  it("[SENSE8] a timer delayed by a hidden page is no sleep", () => {
    const state = startSensing(noon, false);
    expect(after(state, { type: "timer", timer: "watch", at: noon + 2 * minute })).toStrictEqual([]);
  });

  it("[SENSE9] a clock set back neither makes activity nor hides it", () => {
    const back = sensing.step(startSensing(noon, false), input(-hour));
    expect(reportOf(back.state, noon - hour)).toStrictEqual({ activity: "active", idleFor: 0 });
    const quiet = sensing.step(startSensing(noon, false), look(-hour, false)).state;
    expect(play([], -hour + 6 * minute, quiet).state.name).toBe("idle");
  });
});

const happening: fc.Arbitrary<(at: number) => SensingEvent> = fc.oneof(
  fc.constant((at: number): SensingEvent => ({ type: "input", at })),
  fc.boolean().map(
    (visible) =>
      (at: number): SensingEvent => ({ type: "visibility", at, visible }),
  ),
  fc
    .tuple(
      fc.constantFrom("active" as const, "idle" as const),
      fc.constantFrom("locked" as const, "unlocked" as const),
    )
    .map(
      ([user, screen]) =>
        (at: number): SensingEvent => ({ type: "system", at, user, screen }),
    ),
  fc.constant((at: number): SensingEvent => ({ type: "frozen", at })),
);
const history = fc
  .array(fc.tuple(happening, fc.integer({ min: 0, max: 3 * minute })), { maxLength: 30 })
  .map((parts) => {
    let at = noon;
    return parts.map(([make, passed]) => make((at += passed)));
  });

describe("for any history", () => {
  it("[SENSE10] a device left alone ends up idle or asleep and is silent", () => {
    fc.assert(
      fc.property(history, fc.boolean(), (events, handheld) => {
        const end = (events.at(-1)?.at ?? noon) - noon;
        const quiet: SensingEvent = { type: "system", at: noon + end, user: "idle", screen: "unlocked" };
        const { state } = play([...events, quiet], end + 6 * minute, startSensing(noon, handheld));
        expect(state.name).not.toBe("active");
        expect(play([], end + hour, state).said).toStrictEqual([]);
      }),
    );
  });

  it("[SENSE3] two reports without a change of activity are at least 25 s apart", () => {
    fc.assert(
      fc.property(history, fc.boolean(), (events, handheld) => {
        const { said } = play(events, hour, startSensing(noon, handheld));
        said.slice(1).forEach((line, index) => {
          const [at, what] = line.split(" ");
          const [before, was] = (said[index] ?? "").split(" ");
          if (what === "active" && was === "active")
            expect(Math.round((Number(at) - Number(before)) * second)).toBeGreaterThanOrEqual(25 * second);
        });
      }),
    );
  });

  it("[SENSE9] a state survives JSON and idleness is never negative", () => {
    const jump = fc.integer({ min: -hour, max: hour });
    fc.assert(
      fc.property(history, jump, (events, by) => {
        const { state } = play(events, hour);
        expect(JSON.parse(JSON.stringify(state))).toStrictEqual(state);
        const step = sensing.step(state, { type: "input", at: noon + hour + by });
        for (const effect of step.effects) {
          expect(effect.type === "woke" ? effect.sleptFor : effect.idleFor).toBeGreaterThanOrEqual(0);
        }
      }),
    );
  });
});
