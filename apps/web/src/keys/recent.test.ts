import { describe, expect, it } from "vitest";
import { readRecent } from "./recent.ts";

describe("what was chosen lately", () => {
  it("[EASE3] is read as it was kept, and strange things are none", () => {
    expect(readRecent('["a","b"]')).toEqual(["a", "b"]);
    expect(readRecent('["a",1,null]')).toEqual(["a"]);
    for (const strange of [null, "", "{", "{}", "7"]) expect(readRecent(strange)).toEqual([]);
    expect(readRecent(JSON.stringify(Array.from({ length: 99 }, String)))).toHaveLength(8);
  });
});
