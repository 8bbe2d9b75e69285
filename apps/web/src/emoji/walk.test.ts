import { expect, it } from "vitest";
import { walked } from "./walk.ts";

/** Three in the first group; eleven in the second: rows of 3, 8 and 3. */
const walk = (at: number, key: string) => walked([3, 11], 8, at, key);

it.each([
  [0, "ArrowRight", 1],
  [13, "ArrowRight", 13],
  [0, "ArrowLeft", 0],
  [1, "ArrowDown", 4],
  [10, "ArrowDown", 13],
  [12, "ArrowDown", 12],
  [9, "ArrowUp", 2],
  [2, "ArrowUp", 2],
  [5, "Home", 0],
  [5, "End", 13],
  [5, "a", undefined],
] as const)("[EMOJI5] from %i by %s to %o", (at, key, to) => {
  expect(walk(at, key)).toBe(to);
});
