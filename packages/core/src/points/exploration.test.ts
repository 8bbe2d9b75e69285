import { explore } from "@elsewhere/testkit";
import { describe, expect, it } from "vitest";
import { sensing, startSensing, type SensingEvent, type SensingState } from "./activity.ts";

const events: readonly SensingEvent[] = [0, 5_000, 30_000, 3_600_000].flatMap((at): SensingEvent[] => [
  { type: "input", at },
  { type: "visibility", at, visible: true },
  { type: "visibility", at, visible: false },
  { type: "system", at, user: "active", screen: "unlocked" },
  { type: "system", at, user: "idle", screen: "unlocked" },
  { type: "system", at, user: "idle", screen: "locked" },
  { type: "frozen", at },
]);

const withoutTimes = ({ name, handheld, visible, systemActive, timers }: SensingState): string =>
  JSON.stringify({ name, handheld, visible, systemActive, timers: Object.keys(timers) });

describe("every event in every state of sensing", () => {
  it.each([true, false])(
    "[SENSE2] [SENSE5] [SENSE7] reports every change of activity (handheld: %s)",
    (handheld) => {
      const { names, transitions } = explore(sensing, {
        initial: startSensing(0, handheld),
        events,
        key: withoutTimes,
        limit: 100,
      });
      expect(names).toStrictEqual(["active", "asleep", "idle"]);
      for (const { from, to, effects } of transitions) {
        const reports = effects.filter((effect) => effect.type === "report");
        if (from.name !== to.name) expect(reports).toHaveLength(1);
        expect(reports.every((report) => report.activity === to.name)).toBe(true);
      }
    },
  );
});
