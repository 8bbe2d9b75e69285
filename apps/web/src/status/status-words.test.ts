import { describe, expect, it } from "vitest";
import { endOf, statusAt } from "./status-words.ts";

const at = new Date(2026, 4, 14, 15, 30).getTime();
const minute = 60_000;

describe("the status", () => {
  it("[SAY10] ends", () => {
    expect(statusAt({ state: "busy", until: at }, at)).toEqual({ state: "auto" });
    expect(statusAt({ state: "busy", until: at }, at - 1).state).toBe("busy");
    expect(statusAt(undefined, at)).toEqual({ state: "auto" });
    expect(endOf("open", at)).toBeUndefined();
    expect(endOf("hour", at)).toBe(at + 60 * minute);
    expect(new Date(endOf("today", at) ?? 0)).toEqual(new Date(2026, 4, 15));
    expect(new Date(endOf("tomorrow", at) ?? 0)).toEqual(new Date(2026, 4, 15, 9));
  });
});
