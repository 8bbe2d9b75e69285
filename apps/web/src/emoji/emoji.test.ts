import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { findEmoji, inTone, readEmoji, readHabits, tones, usualHabits, withRecent } from "./emoji.ts";

const groups = readEmoji(readFileSync(new URL("emoji.txt", import.meta.url), "utf8"));
const all = groups.flatMap(({ emoji }) => emoji);
const named = (code: string) => {
  const found = all.find((one) => one.code === code);
  if (found === undefined) throw new Error(`there is no ${code}`);
  return found;
};

describe("emoji", () => {
  it("[EMOJI1] every sign is one character that a reader sees, with a name and a code of its own", () => {
    const segments = new Intl.Segmenter("en", { granularity: "grapheme" });
    expect(groups.map(({ id }) => id)).toContain("smileys");
    for (const { sign, name, code } of all) {
      expect([...segments.segment(sign)], name).toHaveLength(1);
      expect(name).not.toBe("");
      expect(code).toMatch(/^[a-z0-9_+-]+$/);
    }
    expect(new Set(all.map(({ code }) => code)).size).toBe(all.length);
    expect(new Set(all.map(({ sign }) => sign)).size).toBe(all.length);
  });

  it("[EMOJI2] is found by beginnings of its words, the closest first", () => {
    const codes = (query: string) => findEmoji(groups, query, 5).map(({ code }) => code);
    expect(codes("smile")[0]).toBe("smile");
    expect(codes("+1")).toEqual(["+1"]);
    expect(codes("thumb")).toContain("+1");
    expect(codes("tada")).toEqual(["tada"]);
    expect(codes("red hea")).toContain("heart");
    expect(codes("")).toEqual([]);
    expect(codes("xyzzy")).toEqual([]);
  });

  it("[EMOJI3] takes the tone that was chosen, where Unicode has one", () => {
    expect(inTone(named("+1"), tones[5])).toBe("👍🏿");
    expect(inTone(named("v"), tones[1])).toBe("✌🏻");
    expect(inTone(named("smile"), tones[5])).toBe("😄");
    expect(inTone(named("wave"), "")).toBe("👋");
    const joined = all.find(({ sign, takesTone }) => takesTone && sign.includes("\u200D"));
    expect(joined && Array.from(inTone(joined, tones[3]))[1]).toBe(tones[3]);
  });

  it("[EMOJI4] what was used last comes first, once; what was kept and is strange is as if nothing was", () => {
    expect(withRecent(["a", "b"], "b")).toEqual(["b", "a"]);
    expect(
      withRecent(
        Array.from({ length: 40 }, (_, at) => `${at}`),
        "x",
      ),
    ).toHaveLength(24);
    expect(readHabits(JSON.stringify({ recent: ["👍", 4, "x".repeat(99)], tone: "🏿" }))).toEqual({
      recent: ["👍"],
      tone: "🏿",
    });
    for (const strange of [null, "", "[]", "7", '{"recent":"x","tone":"dark"}'])
      expect(readHabits(strange)).toEqual(usualHabits);
  });
});
