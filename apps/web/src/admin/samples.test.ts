import { describe, expect, it } from "vitest";
import { linePath, manners, roundTop, samplesKept, seriesOf, withSample, type Sample } from "./samples.ts";

const sample = (at: number, stats: Readonly<Record<string, number>>): Sample => ({ at, stats });
const of = (name: string, samples: readonly Sample[]) =>
  seriesOf(samples).find((series) => series.name === name)?.values;

describe("numbers of the server", () => {
  const samples = [
    sample(0, { connections: 2, messages: 10, groups: 4, groupTime: 8, eventLoopDelay: 1, memory: 5 }),
    sample(5_000, { connections: 3, messages: 20, groups: 6, groupTime: 20, eventLoopDelay: 2, memory: 6 }),
    sample(10_000, { connections: 1, messages: 5, groups: 6, groupTime: 20, eventLoopDelay: 3, memory: 7 }),
  ];

  it("[ADMIN6] sums are shown a second; after a restart, and where nothing was done, there is a gap", () => {
    expect(of("connections", samples)).toEqual([2, 3, 1]);
    expect(of("messages", samples)).toEqual([undefined, 2, undefined]);
    expect(of("commit", samples)).toEqual([undefined, 6, undefined]);
    expect(of("loop", samples)).toEqual([1, 2, 3]);
    expect(of("memory", samples)).toEqual([5, 6, 7]);
  });

  it("[ADMIN6] deliveries are told by manner, the most first", () => {
    const [one, other] = [
      { "deliveries.show": 1, "deliveries.alert": 1 },
      { "deliveries.show": 6, "deliveries.alert": 11 },
    ];
    expect(manners([sample(0, one), sample(5_000, other)])).toEqual([
      ["alert", 2],
      ["show", 1],
    ]);
    expect(manners([sample(0, one)])).toEqual([]);
  });

  it("[ADMIN6] only so many are kept", () => {
    let kept: readonly Sample[] = [];
    for (let at = 0; at < samplesKept + 5; at += 1) kept = withSample(kept, sample(at, {}));
    expect([kept.length, kept[0]?.at]).toEqual([samplesKept, 5]);
  });

  it("[ADMIN6] a line ends at the right edge, and is broken where nothing is known", () => {
    expect(linePath([0, undefined, 5, 10], 190, 100, 10)).toBe("M160.0 100.0M180.0 50.0L190.0 0.0");
    expect(
      linePath(
        Array.from({ length: 20 }, () => 1),
        19,
        10,
        1,
      ),
    ).toMatch(/^M0\.0 0\.0L.*L19\.0 0\.0$/);
    expect(linePath([], 10, 10, 1)).toBe("");
    expect([
      roundTop([]),
      roundTop([0]),
      roundTop([0.3]),
      roundTop([12, undefined]),
      roundTop([50]),
      roundTop([51]),
    ]).toEqual([1, 1, 0.5, 20, 50, 100]);
  });
});
