import { describe, expect, it } from "vitest";
import { rulesAndTests, rulesIn } from "./rules.ts";
import { treeOf } from "./tree.ts";

const book = (...ids: string[]): string => ids.map((id) => `- **[${id}]** A sentence.`).join("\n");
const wrong = (files: Record<string, string>): string[] =>
  rulesAndTests.run(treeOf(files)).problems.map(({ text }) => text);

describe("rules and tests", () => {
  it("[RULE1] one test may prove several rules and several tests one", () => {
    const tests = `it("[A1][B2] both", () => {}); test("[A1] again", () => {});`;
    expect(
      wrong({ "packages/core/RULES.md": book("A1", "B2"), "packages/core/src/a.test.ts": tests }),
    ).toEqual([]);
  });

  it.each([
    `it.each([1])("[A1] %s", () => {});`,
    "it.each`a\n${1}`('[A1] $a', () => {});",
    "it(`[A1] ${title}`, () => {});",
    `it("[A1] slow", { timeout: 1 }, () => {});`,
    `export function contract() { describe("x", () => { it("[A1] y", () => {}); }); }`,
  ])("[RULE1] finds the title in %s", (text) => {
    expect(wrong({ "RULES.md": book("A1"), "e2e/a.test.ts": text })).toEqual([]);
  });

  it("[RULE1] refuses a rule without a test; a comment is none, nor is an id later in the title", () => {
    const text = `// it("[A1] x")\nit("other [A1]", () => {}); describe("[A1]", () => {});`;
    expect(wrong({ "RULES.md": book("A1"), "fuzz/a.test.ts": text })).toEqual(["no test proves [A1]"]);
  });

  it("[RULE2] refuses a test of no rule", () => {
    expect(wrong({ "conformance/a.test.ts": `it("[A9] x", () => {});` })).toEqual(["no RULES.md has [A9]"]);
  });

  it("[RULE3] refuses an id used twice, also in different places", () => {
    const files = {
      "a/RULES.md": book("A1"),
      "b/RULES.md": book("A1"),
      "x.test.ts": `it("[A1] x", () => {});`,
    };
    expect(wrong(files)).toEqual(["[A1] is also in a/RULES.md:1"]);
  });

  it.each([`- **[a1]** x.`, `- **[A-1]** x.`, `* **[A1]** x.`, `- **[A1]**`])(
    "[RULE3] refuses the rule %s",
    (text) => {
      expect(wrong({ "RULES.md": text, "x.test.ts": `it("[A1] x", () => {});` })).not.toEqual([]);
    },
  );

  it("[RULE3] refuses a title with a strange id", () => {
    expect(wrong({ "x.test.ts": `it("[plan 3] x", () => {});` })).toHaveLength(1);
  });

  it("[RULE1] a sentence may go on in the next line", () => {
    expect(rulesIn(treeOf({ "RULES.md": "- **[A1]** One\n  and two.\n\nText." })).rules[0]?.sentence).toBe(
      "One and two.",
    );
  });
});
