import { describe, expect, it } from "vitest";
import { placeOf } from "./commands.ts";

describe("the place of a command in the index", () => {
  it("[STORE40] ids that tell their time stand together, whatever their hash, and one id has one place", () => {
    const earlier = "laptop/ttovcop-abc-1";
    const later = "laptop/ttovcoq-abc-2";
    const hashes = [0, 1, 2 ** 21 - 1, 2 ** 21, 2 ** 52 - 1];
    for (const one of hashes)
      for (const other of hashes) expect(placeOf(one, earlier)).toBeLessThan(placeOf(other, later));
    expect(placeOf(5, earlier)).toBe(placeOf(5, earlier));
    expect(Number.isSafeInteger(placeOf(2 ** 52 - 1, "phone/tzzzzzz-x-1"))).toBe(true);
  });

  it("[STORE40] other ids stand where their hash says", () => {
    for (const id of ["laptop/m1", "laptop/t1-x", "laptop/tTOVCOP-x", "laptop/xttovcop-x"])
      expect(placeOf(77, id)).toBe(77);
  });
});
