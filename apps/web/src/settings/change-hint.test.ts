import { describe, expect, it } from "vitest";
import { changeHint } from "./change-hint.ts";

const entry = {
  device: "phone",
  label: "Phone",
  how: "silent",
  reason: "active-elsewhere",
  rule: "message/elsewhere",
  facts: { place: "Laptop", at: 1 },
  text: "silent: you were active on Laptop",
} as const;

describe("the way to change what was explained", () => {
  it("[SAY17] a new rule for the same place, conversation and kind of data", () => {
    const hint = { data: "messages", device: "phone", conversation: "g:1" };
    expect(changeHint(entry, [], "g:1")).toEqual(hint);
    expect(changeHint({ ...entry, rule: "ring/ring" }, [], "g:1")).toEqual({ ...hint, data: "rings" });
    expect(changeHint({ ...entry, rule: "alert/first" }, [], undefined)).toEqual({
      ...hint,
      data: "alerts",
      conversation: undefined,
    });
  });

  it("[SAY17] the rule that decided, if it is still there", () => {
    const ruled = { ...entry, reason: "rule", facts: { rule: "r1" }, text: "silent: your rule r1 says so" };
    expect(changeHint(ruled, [{ id: "r2" }, { id: "r1" }], "g:1")).toEqual({ rule: "r1" });
    expect(changeHint(ruled, [], "g:1")).toEqual({ data: "messages", device: "phone", conversation: "g:1" });
  });
});
