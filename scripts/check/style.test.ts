import { describe, expect, it } from "vitest";
import { fileNames } from "./file-names.ts";
import { lengths } from "./file-lengths.ts";
import { honestTests } from "./honest-tests.ts";
import { treeOf, type Check } from "./tree.ts";
import { words } from "./words.ts";

const count = (check: Check, files: Record<string, string>): number =>
  check.run(treeOf(files)).problems.length;

describe("file names", () => {
  it.each([
    "packages/core/src/delivery-plan.test.ts",
    "packages/core/src/delivery/RULES.md",
    "docs/adr/0001-runtime.md",
    "apps/web/src/sign-in.tsx",
    "scripts/check/file-names.ts",
    "packages/protocol/corpus/valid/.keep",
  ])("[NAME1] permits %s", (path) => {
    expect(count(fileNames, { [path]: "" })).toBe(0);
  });

  it.each([
    "packages/core/src/deliveryPlan.ts",
    "packages/core/src/Delivery.ts",
    "packages/core/src/delivery_plan.ts",
    "packages/core/src/utils.ts",
    "packages/core/src/helpers/a.ts",
    "packages/core/src/types.ts",
    "packages/core/src/session-manager.ts",
    "e2e/common.ts",
  ])("[NAME1] refuses %s", (path) => {
    expect(count(fileNames, { [path]: "" })).toBe(1);
  });
});

const lines = (many: number): string => "a;\n".repeat(many);

describe("file lengths", () => {
  it("[LONG1] limits sources and tests and notes what grows", () => {
    const judged = lengths(
      treeOf({
        "a.ts": lines(300),
        "b.ts": lines(301),
        "c.ts": lines(351),
        "a.test.ts": lines(500),
        "b.test.ts": lines(501),
      }),
      {},
    );
    expect(judged.problems.map(({ path }) => path)).toEqual(["b.test.ts", "c.ts"]);
    expect(judged.notes?.map(({ path }) => path)).toEqual(["b.ts"]);
  });

  it("[LONG2] permits what is listed, as long as it needs to be", () => {
    const tree = treeOf({ "table.ts": lines(900), "short.ts": lines(10) });
    const judged = lengths(tree, { "table.ts": "a table", "short.ts": "was long", "gone.ts": "is gone" });
    expect(judged.problems.map(({ path }) => path)).toEqual(["short.ts", "gone.ts"]);
  });
});

describe("words", () => {
  const folder = "/" + ["home", "alice"].join("/");
  it.each([
    ["// TO", "DO: later"],
    ["# FIX", "ME"],
    [`const a = "${folder}`, `/x"`],
    ["see https://registry.npm", "js.org"],
  ])("[WORD1] refuses %s%s", (one, two) => {
    expect(count(words, { "docs/a.md": one + two })).toBe(1);
  });

  it.each(["/api/v1/home/x", "`mktemp -t a.XXXXXX`", "./home/x", "https://example.org/home/x", "todo list"])(
    "[WORD1] permits %s",
    (text) => {
      expect(count(words, { "docs/a.md": text })).toBe(0);
    },
  );

  it("[WORD1] leaves golden samples and the lock alone", () => {
    const text = ["TO", "DO"].join("");
    expect(count(words, { "packages/sip/corpus/a.json": text, "package-lock.json": text })).toBe(0);
  });
});

describe("honest tests", () => {
  it.each([
    "it.skip",
    "it.only",
    "test.todo",
    "describe.skip",
    "it.skipIf(a)",
    "describe.each([1]).x; it.concurrent.only",
  ])("[HONEST1] refuses %s", (text) => {
    expect(count(honestTests, { "a.test.ts": `${text}("x", () => {});` })).toBe(1);
  });

  it.each(["true", "1", "[1, 2]", "{ a: [1] }"])("[HONEST2] refuses expect(%s)", (value) => {
    expect(count(honestTests, { "a.test.ts": `expect(${value}).toBeTruthy();` })).toBe(1);
  });

  it.each(["expect(true).toBe(true)", "expect([1]).not.toEqual([2])"])("[HONEST2] refuses %s", (text) => {
    expect(count(honestTests, { "a.test.ts": text })).toBe(1);
  });

  it("[HONEST2] permits a constant that is compared with something", () => {
    expect(count(honestTests, { "a.test.ts": `expect(["a", "b"]).toContain(state);` })).toBe(0);
  });

  it.each(["a", "[a]", "{ a: f() }", "[...a.keys()]"])("[HONEST2] permits expect(%s)", (value) => {
    expect(count(honestTests, { "a.test.ts": `expect(${value}).toBeTruthy();` })).toBe(0);
  });
});
