import { expect, it } from "vitest";
import { playHistory } from "./history/play.ts";

const seeds = Array.from({ length: 30 }, (_, index) => index * 10);

it.each(seeds)(
  "[HISTORY1] what a device knows from notices is what a new device is told, histories %i and the nine after it",
  async (from) => {
    for (let seed = from; seed < from + 10; seed += 1) {
      const played = await playHistory(seed);
      expect({ seed, ...played }).toEqual({ seed, differences: [], failures: [] });
    }
  },
);
