import { describe, expect, it } from "vitest";
import { durationOf, timeOf } from "./times.ts";

const now = new Date(2025, 0, 31, 12, 0, 0).getTime();

describe("times", () => {
  it("[CMD13] are a span, the next such time of day, or a date", () => {
    expect(timeOf("until", "90m", now)).toBe(now + 5_400_000);
    expect(timeOf("until", "17:30", now)).toBe(new Date(2025, 0, 31, 17, 30).getTime());
    expect(timeOf("until", "9:05", now)).toBe(new Date(2025, 1, 1, 9, 5).getTime());
    expect(timeOf("until", "12:00", now)).toBe(new Date(2025, 1, 1, 12, 0).getTime());
    expect(timeOf("until", "2025-02-01T08:00", now)).toBe(new Date(2025, 1, 1, 8).getTime());
    expect(durationOf("timeout", "5m")).toBe(300_000);
  });

  it.each(["soon", "24:00", "9:60", "2025-01-30", "2025-13-01", "", "7w"])(
    "[CMD13] %s is refused",
    (text) => {
      expect(() => timeOf("until", text, now)).toThrow(/^--until: /);
      expect(() => durationOf("timeout", text)).toThrow(/^--timeout: /);
    },
  );
});
