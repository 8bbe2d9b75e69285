import { describe, expect, it } from "vitest";
import { firstLoad, refuseTooMuch } from "./first-load.mjs";

const part = (fileName: string, imports: string[], moduleIds: string[], isEntry = false) => {
  // Each file has letters of its own, so that it does not pack to nothing.
  const code = Array.from({ length: 400 }, (_, index) => `let ${fileName.charAt(0)}${index * 7919};`).join(
    "",
  );
  return { fileName, imports, moduleIds, isEntry, code };
};

const parts = [
  part("index.js", ["shared.js"], ["/web/src/main.tsx"], true),
  part("shared.js", [], ["/web/src/house.tsx"]),
  part("talk.js", ["words.js"], ["/web/src/conversations/conversation.tsx"]),
  part("words.js", ["shared.js"], ["/web/src/words/times.ts"]),
  part("admin.js", ["shared.js"], ["/web/src/admin/admin-page.tsx"]),
];

describe("the first load", () => {
  it("[FAST1] is what the page starts with and what a conversation needs, with all they import", async () => {
    const load = await firstLoad(parts);
    expect(load.map(({ fileName }) => fileName).toSorted()).toEqual([
      "index.js",
      "shared.js",
      "talk.js",
      "words.js",
    ]);
    expect(load.every(({ bytes }) => bytes > 200)).toBe(true);
  });

  it("[FAST1] a build that is over the budget is refused, and told what is in it", async () => {
    const load = await firstLoad(parts);
    const all = load.reduce((sum, { bytes }) => sum + bytes, 0);
    expect(() => refuseTooMuch(load, all)).not.toThrow();
    expect(() => refuseTooMuch(load, all - 1)).toThrow(/\[FAST1\][\s\S]*talk\.js \(1 sources\)/);
  });
});
