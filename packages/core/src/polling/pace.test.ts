import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { noon } from "../testing/points.ts";
import {
  delayOf,
  pace,
  spread,
  startPace,
  usualRates,
  waitBeforeFetch,
  type PaceEvent,
  type PaceState,
} from "./pace.ts";

const machine = pace(usualRates);

/** The delays ordered by events, one for each. */
function delays(types: readonly PaceEvent["type"][], start: PaceState = startPace): number[] {
  let state = start;
  return types.map((type) => {
    const step = machine.step(state, { type, at: noon });
    state = step.state;
    expect(step.effects).toHaveLength(1);
    return step.effects[0]?.delay ?? -1;
  });
}

const empties = (count: number): PaceEvent["type"][] => Array.from({ length: count }, () => "empty");

describe("pace", () => {
  it("[POLL1] begins slowly", () => {
    expect(delayOf(startPace, usualRates)).toBe(15_000);
    expect(delays(["empty"])).toStrictEqual([15_000]);
  });

  it.each(["sent", "received"] as const)("[POLL2] %s makes it fast from any rate", (type) => {
    for (const count of [0, 3, 6, 9, 12, 20]) {
      expect(delays(["sent", ...empties(count), type]).at(-1)).toBe(1_000);
    }
  });

  it("[POLL3] steps down through the interim rates", () => {
    expect(delays(["received", ...empties(13)])).toStrictEqual([
      1_000, 1_000, 1_000, 2_000, 2_000, 2_000, 4_000, 4_000, 4_000, 8_000, 8_000, 8_000, 15_000, 15_000,
    ]);
    expect(delays(["received", "empty", "empty", "received", "empty", "empty"]).at(-1)).toBe(1_000);
  });

  it("[POLL5] a hidden page is slow, and fetches at once when shown", () => {
    expect(delays(["sent", "hidden", "received", "shown", "empty"])).toStrictEqual([
      1_000, 15_000, 15_000, 0, 1_000,
    ]);
  });

  it("[POLL6] spreads by a tenth", () => {
    expect([spread(1_000, 0), spread(1_000, 0.5), spread(1_000, 0.999)]).toStrictEqual([900, 1_000, 1_100]);
  });

  it("[POLL7] says how long to wait", () => {
    expect(waitBeforeFetch(undefined, noon, usualRates)).toBe(0);
    expect(waitBeforeFetch(noon, noon + 100, usualRates)).toBe(400);
    expect(waitBeforeFetch(noon, noon + 500, usualRates)).toBe(0);
    expect(waitBeforeFetch(noon, noon - 60_000, usualRates)).toBe(0);
  });

  it("[POLL4] [POLL6] never from fast to slow, and one order for each event", () => {
    const event = fc.constantFrom<PaceEvent["type"]>("sent", "received", "empty", "hidden", "shown");
    fc.assert(
      fc.property(fc.array(event), (types) => {
        let state: PaceState = startPace;
        for (const type of types) {
          const step = machine.step(state, { type, at: noon });
          expect(`${state.name} ${step.state.name}`).not.toBe("fast slow");
          expect(step.effects).toHaveLength(1);
          state = step.state;
        }
      }),
    );
  });
});
