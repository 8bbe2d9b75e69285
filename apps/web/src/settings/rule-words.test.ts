import { describe, expect, it } from "vitest";
import type { PointValue } from "@elsewhere/protocol/values";
import { rules } from "../language/en/rules.ts";
import { englishWords } from "../language/load.ts";
import type { Rule } from "./own-settings.ts";
import {
  decidedBefore,
  holdsNow,
  movedRules,
  ruleEffect,
  ruleSentence,
  withRuleWords,
} from "./rule-words.ts";

const words = englishWords(["en-GB"]);
const names = {
  place: (device: string) => device.charAt(0).toUpperCase() + device.slice(1),
  conversation: () => "Workshop",
};
const rule = (more: Partial<Rule> = {}): Rule => ({ id: "r1", data: "messages", how: "never", ...more });
const workdays = { from: 22 * 60, to: 7 * 60, days: [1, 2, 3, 4, 5] };

describe("the words of a rule", () => {
  it.each([
    [
      rule({ device: "phone", whileActiveOn: "laptop" }),
      "Phone: no messages, while you are active on Laptop.",
    ],
    [rule({ how: "silent", conversation: "g:1" }), "Everywhere: messages without a sound in Workshop."],
    [rule({ data: "rings", how: "always", device: "phone" }), "Phone: calls always ring."],
    [rule({ data: "alerts", hours: workdays }), "Everywhere: no alerts, from 22:00 to 07:00, Mon–Fri."],
  ])("[SAY14] %j", (value, sentence) => {
    expect(ruleSentence(value, names, words)).toBe(sentence);
  });

  it("[SAY14] an explanation names the rule by its sentence", () => {
    const text = "withheld: your rule r1 says so";
    expect(withRuleWords(text, [rule({ device: "phone" })], names, words)).toBe(
      "withheld: your rule “Phone: no messages” says so",
    );
    expect(withRuleWords(text, [rule({ id: "r10" })], names, words)).toBe(text);
  });

  it("[SAY15] what comes of it, and whether it holds now", () => {
    const point = (activity: PointValue["activity"]): PointValue => ({
      device: "laptop",
      label: "Laptop",
      kind: "browser",
      capabilities: ["text"],
      connected: true,
      pushable: false,
      activity,
      lastActiveAt: 0,
      inCall: false,
    });
    const beside = rule({ device: "phone", whileActiveOn: "laptop" });
    const thursdayNoon = Date.UTC(2026, 4, 14, 12);
    expect(holdsNow(beside, [point("active")], thursdayNoon, 0)).toBe(true);
    expect(holdsNow(beside, [point("idle")], thursdayNoon, 0)).toBe(false);
    expect(holdsNow(rule({ hours: workdays }), [], thursdayNoon, 0)).toBe(false);
    expect(holdsNow(rule({ hours: workdays }), [], thursdayNoon, 600)).toBe(true);
    expect(ruleEffect({ data: "rings", how: "silent" }, { rules })).toMatch(/no sound/);
  });

  it("[SAY15] a rule that never decides is told which one does", () => {
    const wide = rule({ id: "wide" });
    const narrow = rule({ id: "narrow", device: "phone", how: "always" });
    expect(decidedBefore([wide, narrow], narrow)).toBe(wide);
    expect(decidedBefore([narrow, wide], wide)).toBeUndefined();
    expect(decidedBefore([rule({ id: "other", data: "rings" }), narrow], narrow)).toBeUndefined();
    expect(decidedBefore([rule({ id: "hours", hours: workdays }), narrow], narrow)).toBeUndefined();
  });

  it("[SAY16] a rule moves up and down, and no further than the ends", () => {
    const all = ["a", "b", "c"].map((id) => rule({ id }));
    const order = (id: string, to: number) =>
      movedRules(all, id, to)
        .map((one) => one.id)
        .join("");
    expect([order("c", 0), order("a", 1), order("a", 9), order("b", -1), order("x", 0)]).toEqual([
      "cab",
      "bac",
      "bca",
      "bac",
      "abc",
    ]);
  });
});
