import { describe, expect, it } from "vitest";
import { deviceId, noon } from "../testing/points.ts";
import { explain, span } from "./explain.ts";

const labels = new Map([["laptop", "Laptop"]]);
const laptop = deviceId("laptop");

describe("explain", () => {
  it("[PLAN4] says who was active where, and what comes later", () => {
    const reason = {
      code: "active-elsewhere",
      point: laptop,
      at: noon - 4000,
      row: "message/waiting",
    } as const;
    expect(explain({ how: "withhold", reason }, labels, noon)).toBe(
      "withheld: you were active on Laptop 4 s ago",
    );
    const later = { after: 15_000, how: "push", unless: "read" } as const;
    expect(explain({ how: "silent", reason, later }, new Map(), noon)).toBe(
      "delivered silently: you were active on laptop 4 s ago; to be pushed after 15 s unless you read it",
    );
  });

  it("[PLAN4] says in which form a thing came", () => {
    const reason = { code: "call-comes", row: "ring/ring" } as const;
    expect(explain({ how: "ring", reason, as: "audio-only" }, labels, noon)).toBe(
      "rang as an audio call: a call rings everywhere it can be taken",
    );
  });

  it("[PLAN4] says until when", () => {
    const reason = { code: "do-not-disturb", until: noon + 90 * 60_000, row: "message/hushed" } as const;
    expect(explain({ how: "silent", reason }, labels, noon)).toBe(
      "delivered silently: you do not want to be disturbed for another 1 h",
    );
  });

  it("[PLAN4] lengths of time are in the largest unit that fits", () => {
    expect([400, 59_000, 61_000, 7_200_000, 200_000_000].map(span)).toStrictEqual([
      "0 s",
      "59 s",
      "1 min",
      "2 h",
      "2 d",
    ]);
  });
});
