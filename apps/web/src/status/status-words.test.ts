import { describe, expect, it } from "vitest";
import { englishWords } from "../language/load.ts";
import { endOf, fieldTime, statusAt, whoSees } from "./status-words.ts";

const words = englishWords(["en-GB"]);
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
    expect(endOf("time", at, fieldTime(at + 90 * minute))).toBe(at + 90 * minute);
    expect(endOf("time", at, fieldTime(at - minute))).toBeUndefined();
    expect(endOf("time", at, "nonsense")).toBeUndefined();
  });

  it("[SAY23] who sees it is said in words", () => {
    expect(whoSees("contacts", 0, words)).toBe("Your contacts see this.");
    expect(whoSees("everyone", 1, words)).toBe("Everyone on this server sees this, except one person.");
    expect(whoSees("contacts", 2, words)).toBe("Your contacts see this, except 2 people.");
    expect(whoSees("nobody", 2, words)).toBe("Nobody sees this.");
  });
});
