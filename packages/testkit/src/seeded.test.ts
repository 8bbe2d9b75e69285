import { describe, expect, it } from "vitest";
import { seeded } from "./seeded.ts";

const take = (seed: number, count = 20): number[] => {
  const random = seeded(seed);
  return Array.from({ length: count }, () => random.next());
};

describe("seeded", () => {
  it("[SEED1] the same seed gives the same numbers, another others", () => {
    expect(take(7)).toEqual(take(7));
    expect(take(7)).not.toEqual(take(8));
    expect(take(7 + 2 ** 32)).not.toEqual(take(7));
  });

  it("[SEED2] numbers are spread over their range", () => {
    const random = seeded(1);
    const counts = Array.from({ length: 6 }, () => 0);
    for (let turn = 0; turn < 6000; turn++) {
      const face = random.int(6);
      counts[face] = (counts[face] ?? 0) + 1;
    }
    expect(counts).toHaveLength(6);
    for (const count of counts) expect(Math.abs(count - 1000)).toBeLessThan(150);
    const hits = take(2, 4000).filter((number) => number < 0.25).length;
    expect(Math.abs(hits - 1000)).toBeLessThan(150);
  });

  it("[SEED2] picks from the list, and refuses an empty one", () => {
    const random = seeded(3);
    const picked = new Set(Array.from({ length: 50 }, () => random.pick(["a", "b", "c"])));
    expect([...picked].sort()).toEqual(["a", "b", "c"]);
    expect(() => random.pick([])).toThrow(RangeError);
    expect([random.chance(0), random.chance(1)]).toEqual([false, true]);
  });

  it("[SEED3] a fork does not depend on what was taken before", () => {
    const [fresh, used] = [seeded(9), seeded(9)];
    used.next();
    expect(used.fork("x").next()).toBe(fresh.fork("x").next());
    expect(fresh.fork("x").next()).not.toBe(fresh.fork("y").next());
  });
});
