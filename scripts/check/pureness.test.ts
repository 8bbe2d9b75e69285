import { describe, expect, it } from "vitest";
import { pureness } from "./pureness.ts";
import { moduleState } from "./state.ts";
import { treeOf } from "./tree.ts";

const impure = (text: string, path = "packages/core/src/a.ts"): string[] =>
  pureness.run(treeOf({ [path]: text })).problems.map((problem) => problem.text);

describe("pureness", () => {
  it.each([
    "Date.now()",
    "new Date()",
    "Date()",
    "Math.random()",
    "setTimeout(f, 1)",
    "setInterval(f, 1)",
    "console.log(1)",
    "process.exit()",
    "fetch(url)",
    "crypto.randomUUID()",
    "globalThis.fetch(url)",
    "performance.now()",
    "f(queueMicrotask)",
    "const a = { fetch }",
  ])("[PURE1] refuses %s", (text) => {
    expect(impure(text)).toHaveLength(1);
  });

  it("[PURE1] in pure rooms and not in their tests or in others", () => {
    expect(impure("Date.now()", "packages/protocol/src/a.ts")).toEqual(["Date.now is not pure"]);
    expect(impure("Date.now()", "packages/core/src/a.test.ts")).toEqual([]);
    expect(impure("Date.now()", "packages/store/src/a.ts")).toEqual([]);
  });

  it("[PURE2] refuses Node", () => {
    expect(impure(`import { readFileSync } from "node:fs";`)).toEqual(["node:fs is not pure"]);
  });

  it.each([
    "new Date(at).getUTCDay()",
    "clock.fetch(1)",
    "const effects = { fetch: 1, console: 2 }",
    "function f(process: Process) { return process.name; }",
    "for (const document of documents) read(document);",
    "interface Port { fetch(): void; crypto: string }",
    "const f = ({ crypto, ...rest }: Keys) => crypto + rest",
  ])("[PURE3] leaves alone %s", (text) => {
    expect(impure(text)).toEqual([]);
  });
});

const states = (text: string): string[] =>
  moduleState.run(treeOf({ "packages/core/src/a.ts": text })).problems.map((problem) => problem.text);

describe("module state", () => {
  it.each([
    "let a = 1;",
    "export let a = 1;",
    "var a;",
    "const a = new Map<string, number>();",
    "export const a = new Set();",
  ])("[STATE1] refuses %s", (text) => {
    expect(states(text)).toHaveLength(1);
  });

  it.each([
    "const a = 1; export const b = { c: 1 };",
    "const a = new Map([[1, 2]]);",
    "const none: ReadonlySet<string> = new Set();",
    "const known = new WeakMap<object, string>();",
    "export function f() { let a = 1; return a++; }",
    "declare let a: number;",
  ])("[STATE2] permits %s", (text) => {
    expect(states(text)).toEqual([]);
  });
});
