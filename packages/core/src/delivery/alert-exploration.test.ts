import { explore } from "@elsewhere/testkit";
import { describe, expect, it } from "vitest";
import { deviceId } from "../testing/points.ts";
import { alerts, noAlert, type AlertEvent, type AlertState } from "./alert.ts";
import type { PlanEntry } from "./plan.ts";

const laptop = deviceId("laptop");
const phone = deviceId("phone");
const reason = { code: "nobody-active", row: "message/first" } as const;
const later = { after: 15_000, how: "push", unless: "read" } as const;
const atLaptop: readonly PlanEntry[] = [
  { point: laptop, how: "alert", reason },
  { point: phone, how: "withhold", reason, later },
];
const onPhone: readonly PlanEntry[] = [{ point: phone, how: "push", reason }];
const newest = 3;

function newestIn(state: AlertState): number {
  if (state.name === "clear") return 0;
  const waiting = state.name === "waiting" ? state.waiting.flatMap((one) => one.offsets) : [];
  return Math.max(...waiting, ...state.told.map((one) => one.newest));
}

function eventsIn(state: AlertState): AlertEvent[] {
  const offset = newestIn(state) + 1;
  const plans = offset > newest ? [] : [atLaptop, onPhone];
  return [
    ...plans.map((entries): AlertEvent => ({ type: "planned", at: 1_000, offset, entries })),
    ...[1, 2, newest].map((upTo): AlertEvent => ({ type: "acted", at: 1_000, device: laptop, upTo })),
    ...[1, 2].map((gone): AlertEvent => ({ type: "deleted", at: 1_000, offset: gone })),
    { type: "point-came", at: 1_000, device: phone, activity: "asleep" },
    { type: "point-came", at: 1_000, device: phone, activity: "idle" },
    { type: "point-came", at: 1_000, device: laptop, activity: "active" },
    { type: "device-gone", at: 1_000, device: phone },
  ];
}

const withoutTimes = (state: AlertState): string =>
  JSON.stringify(state, (key, value: unknown) => (key === "due" || key === "timers" ? undefined : value));

describe("every event in every state of the alerts", () => {
  it("[ALERT1] [ALERT10] all states are reached, and all can become clear", () => {
    const { names, transitions } = explore(alerts, {
      initial: noAlert,
      events: eventsIn,
      key: withoutTimes,
      limit: 500,
    });
    expect(names).toStrictEqual(["clear", "told", "waiting"]);
    const read = transitions.filter(({ event, from }) => event === "acted" && newestIn(from) <= 1);
    expect(read.every(({ to }) => to.name === "clear")).toBe(true);
  });

  it("[ALERT2] [ALERT6] a push is ordered only by its turn or by a plan, never twice for one message", () => {
    const { transitions } = explore(alerts, {
      initial: noAlert,
      events: eventsIn,
      key: withoutTimes,
      limit: 500,
    });
    const pushes = transitions.filter(({ effects }) => effects.some((effect) => effect.type === "push"));
    expect(new Set(pushes.map(({ event }) => event))).toStrictEqual(new Set(["planned", "after turn"]));
    for (const { effects } of pushes) {
      const offsets = effects.flatMap((effect) => (effect.type === "push" ? effect.offsets : []));
      expect(new Set(offsets).size).toBe(offsets.length);
    }
  });
});
