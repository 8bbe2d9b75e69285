import { earliestTimer } from "@elsewhere/machine";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Activity } from "../points/point.ts";
import { deviceId, noon } from "../testing/points.ts";
import { alerts, noAlert, type AlertEffect, type AlertEvent, type AlertState } from "./alert.ts";
import type { PlanEntry } from "./plan.ts";

const second = 1000;
const laptop = deviceId("laptop");
const phone = deviceId("phone");
const tablet = deviceId("tablet");

type Timed = AlertEvent | { readonly type: "timer"; readonly timer: "turn"; readonly at: number };

/** Plays events; timers that fall due between them fire in between. */
function play(
  events: readonly Timed[],
  start: AlertState = noAlert,
): { state: AlertState; effects: AlertEffect[] } {
  let state = start;
  const effects: AlertEffect[] = [];
  const take = (event: Timed): void => {
    const step = alerts.step(state, event);
    state = step.state;
    effects.push(...step.effects);
  };
  for (const event of events) {
    for (
      let due = earliestTimer(state);
      due !== undefined && due.at <= event.at;
      due = earliestTimer(state)
    ) {
      take({ type: "timer", timer: "turn", at: due.at });
    }
    take(event);
  }
  return { state, effects };
}

const reason = { code: "nobody-active", row: "message/first" } as const;
const now = (point: PlanEntry["point"], how: PlanEntry["how"]): PlanEntry => ({ point, how, reason });
const later = (point: PlanEntry["point"], after: number, how: "push" | "alert" = "push"): PlanEntry => ({
  point,
  how: "withhold",
  reason,
  later: { after, how, unless: "read" },
});
const planned = (offset: number, entries: readonly PlanEntry[], after = 0): AlertEvent => ({
  type: "planned",
  at: noon + after,
  offset,
  entries,
});
const acted = (upTo: number, after: number, device = laptop): AlertEvent => ({
  type: "acted",
  at: noon + after,
  device,
  upTo,
});
const came = (device: PlanEntry["point"], after: number, activity: Activity = "active"): AlertEvent => ({
  type: "point-came",
  at: noon + after,
  device,
  activity,
});
/** Lets time pass. */
const wait = (after: number): AlertEvent => came(deviceId("other"), after, "asleep");

describe("alerts", () => {
  it("[ALERT11] remembers the newest hundred messages of a flood", () => {
    const flood = Array.from({ length: 500 }, (_, index) => planned(index + 1, [later(phone, 15 * second)]));
    const { state } = play(flood);
    expect(state.name === "waiting" && state.waiting[0]?.offsets).toHaveLength(100);
    const { effects } = play([...flood, wait(15 * second)]);
    expect(effects).toMatchObject([{ type: "push", device: phone }]);
    expect(effects[0]?.type === "push" && effects[0].offsets.at(-1)).toBe(500);
  });

  const usual = [now(laptop, "alert"), later(phone, 15 * second)];

  it("[ALERT1] pushes at once and later", () => {
    const { effects } = play([
      planned(7, [now(phone, "push"), later(tablet, 15 * second)]),
      wait(14 * second),
    ]);
    expect(effects).toStrictEqual([{ type: "push", device: phone, offsets: [7] }]);
    const waited = play([planned(7, usual), wait(15 * second)]);
    expect(waited.effects).toStrictEqual([{ type: "push", device: phone, offsets: [7] }]);
    expect(waited.state.name).toBe("told");
    const alerted = play([
      planned(7, [now(phone, "push"), later(laptop, 15 * second, "alert")]),
      wait(15 * second),
    ]);
    expect(alerted.effects[1]).toStrictEqual({ type: "alert", device: laptop, offsets: [7] });
  });

  it("[ALERT2] what was read is not pushed", () => {
    const { state, effects } = play([planned(7, usual), acted(7, 5 * second), wait(60 * second)]);
    expect(effects).toStrictEqual([]);
    expect(state).toStrictEqual(noAlert);
  });

  it("[ALERT3] reading anywhere clears everywhere else", () => {
    const { state, effects } = play([
      planned(7, [now(laptop, "alert"), later(phone, 15 * second), later(tablet, 30 * second)]),
      wait(16 * second),
      acted(7, 20 * second, tablet),
      wait(60 * second),
    ]);
    expect(effects).toStrictEqual([
      { type: "push", device: phone, offsets: [7] },
      { type: "withdraw", device: laptop, how: "alert", first: 7, upTo: 7 },
      { type: "withdraw", device: phone, how: "push", first: 7, upTo: 7 },
    ]);
    expect(state).toStrictEqual(noAlert);
  });

  it("[ALERT3] the device on which it was read clears by itself", () => {
    const { effects } = play([planned(7, [now(phone, "push")]), acted(7, second, phone)]);
    expect(effects.filter((effect) => effect.type === "withdraw")).toStrictEqual([]);
  });

  it("[ALERT4] reading a part leaves the rest, with time to read it", () => {
    const events = [
      planned(7, usual),
      planned(8, usual, 10 * second),
      acted(7, 14 * second),
      wait(28 * second),
    ];
    const { state, effects } = play(events);
    expect(effects).toStrictEqual([]);
    expect(state).toMatchObject({ name: "waiting", told: [{ device: laptop, first: 7, newest: 8 }] });
    expect(play([wait(29 * second)], state).effects).toStrictEqual([
      { type: "push", device: phone, offsets: [8] },
    ]);
  });

  it("[ALERT5] a deleted message is not pushed and its notice is taken off", () => {
    const both = [planned(7, usual), planned(8, usual, second)];
    const gone = (offset: number, after: number): AlertEvent => ({
      type: "deleted",
      at: noon + after,
      offset,
    });
    const { effects } = play([...both, gone(7, 2 * second), wait(20 * second)]);
    expect(effects).toStrictEqual([
      { type: "withdraw", device: laptop, how: "alert", first: 7, upTo: 7 },
      { type: "push", device: phone, offsets: [8] },
    ]);
    const all = play([planned(7, usual), gone(7, second), wait(20 * second)]);
    expect(all.effects).toHaveLength(1);
    expect(all.state).toStrictEqual(noAlert);
  });

  it("[ALERT6] one push tells of all that waits, and new messages do not put it off", () => {
    const { effects } = play([
      planned(7, usual),
      planned(8, usual, 10 * second),
      wait(15 * second),
      wait(60 * second),
    ]);
    expect(effects).toStrictEqual([{ type: "push", device: phone, offsets: [7, 8] }]);
    const pulled = play([planned(7, usual), planned(8, [now(phone, "push")], 3 * second), wait(60 * second)]);
    expect(pulled.effects).toStrictEqual([{ type: "push", device: phone, offsets: [7, 8] }]);
  });

  it("[ALERT7] a device that came back is alerted, not pushed to", () => {
    const { effects } = play([planned(7, usual), came(phone, 3 * second, "idle"), wait(15 * second)]);
    expect(effects).toStrictEqual([{ type: "alert", device: phone, offsets: [7] }]);
    const asleep = play([planned(7, usual), came(phone, 3 * second, "asleep"), wait(15 * second)]);
    expect(asleep.effects).toStrictEqual([{ type: "push", device: phone, offsets: [7] }]);
  });

  it("[ALERT8] coming to another point puts the push off, once", () => {
    const back = play([planned(7, usual), came(laptop, 10 * second), wait(24 * second)]);
    expect(back.effects).toStrictEqual([]);
    const again = play([came(laptop, 24 * second), wait(25 * second)], back.state);
    expect(again.effects).toStrictEqual([{ type: "push", device: phone, offsets: [7] }]);
  });

  it("[ALERT9] a device that was signed out is told nothing", () => {
    const gone: AlertEvent = { type: "device-gone", at: noon + second, device: phone };
    const { effects, state } = play([planned(7, [later(phone, 15 * second)]), gone, wait(60 * second)]);
    expect(effects).toStrictEqual([]);
    expect(state).toStrictEqual(noAlert);
  });
});

const device = fc.constantFrom(laptop, phone, tablet);
const offset = fc.integer({ min: 1, max: 12 });
const after = fc.integer({ min: 0, max: 90 * second });
const event: fc.Arbitrary<AlertEvent> = fc.oneof(
  fc
    .tuple(
      offset,
      after,
      fc.uniqueArray(fc.tuple(device, fc.constantFrom("alert", "push", 15_000, 30_000)), {
        selector: ([of]) => of,
      }),
    )
    .map(([of, when, parts]) =>
      planned(
        of,
        parts.map(([point, how]) =>
          typeof how === "number" ? later(point, how) : now(point, how as "push"),
        ),
        when,
      ),
    ),
  fc.tuple(offset, after, device).map(([upTo, when, by]) => acted(upTo, when, by)),
  fc.tuple(offset, after).map(([of, when]): AlertEvent => ({ type: "deleted", at: noon + when, offset: of })),
  fc.tuple(device, after).map(([of, when]) => came(of, when)),
  fc
    .tuple(device, after)
    .map(([of, when]): AlertEvent => ({ type: "device-gone", at: noon + when, device: of })),
);
/** Places ascend, as they do in a topic. */
const history = fc.array(event, { maxLength: 20 }).map((events) => {
  let next = 0;
  return events
    .toSorted((a, b) => a.at - b.at)
    .map((one) => (one.type === "planned" ? { ...one, offset: (next += 1) } : one));
});

describe("for any history", () => {
  it("[ALERT2] [ALERT5] nothing read or deleted is ever told", () => {
    fc.assert(
      fc.property(history, (events) => {
        let state: AlertState = noAlert;
        const past = new Set<number>();
        let newest = 0;
        for (const one of events) {
          const before = play([wait(one.at - noon)], state);
          const step = play([one], before.state);
          const told = [...before.effects, ...step.effects].flatMap((effect) =>
            effect.type === "withdraw" ? [] : effect.offsets,
          );
          for (const offset of told) expect(past.has(offset)).toBe(false);
          if (one.type === "deleted" && one.offset <= newest) past.add(one.offset);
          if (one.type === "acted")
            for (let read = 1; read <= Math.min(one.upTo, newest); read += 1) past.add(read);
          if (one.type === "planned") newest = one.offset;
          state = step.state;
        }
      }),
    );
  });

  it("[ALERT3] [ALERT10] once all is read nothing is open and no timer runs", () => {
    fc.assert(
      fc.property(history, (events) => {
        const { state } = play([...events, acted(99, 100 * second)]);
        expect(state).toStrictEqual(noAlert);
        expect(earliestTimer(state)).toBeUndefined();
      }),
    );
  });

  it("[ALERT3] whatever was put on a screen elsewhere is taken off", () => {
    fc.assert(
      fc.property(history, (events) => {
        const kept = events.filter((one) => one.type !== "device-gone" && one.type !== "acted");
        const { effects } = play([...kept, acted(99, 100 * second, deviceId("other"))]);
        const pushed = effects.flatMap((effect) => (effect.type === "push" ? [effect.device] : []));
        const cleared = effects.flatMap((effect) => (effect.type === "withdraw" ? [effect.device] : []));
        expect(cleared).toEqual(expect.arrayContaining(pushed));
      }),
    );
  });

  it("[ALERT10] a state survives JSON, and a timer runs only while somebody waits", () => {
    fc.assert(
      fc.property(history, (events) => {
        const { state } = play(events);
        expect(JSON.parse(JSON.stringify(state))).toStrictEqual(state);
        expect(earliestTimer(state) !== undefined).toBe(state.name === "waiting");
      }),
    );
  });
});
