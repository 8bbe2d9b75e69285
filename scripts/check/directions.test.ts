import { describe, expect, it } from "vitest";
import { directions } from "./directions.ts";
import { treeOf } from "./tree.ts";

const manifest = (
  name: string,
  dependencies: readonly string[],
  exports: Record<string, string> = {},
): string =>
  JSON.stringify({
    name: `@elsewhere/${name}`,
    exports: { ".": "./src/index.ts", ...exports },
    dependencies: Object.fromEntries(dependencies.map((dependency) => [dependency, "1.0.0"])),
  });

const manifests = {
  "packages/machine/package.json": manifest("machine", []),
  "packages/core/package.json": manifest("core", ["@elsewhere/machine"], { "./*": "./src/*.ts" }),
  "packages/core/src/topic/entry.ts": "export {};",
  "packages/edge-web/package.json": manifest("edge-web", ["@elsewhere/core", "ws"]),
  "packages/edge-sip/package.json": manifest("edge-sip", ["@elsewhere/core", "@elsewhere/edge-web"]),
  "packages/store/package.json": manifest("store", ["@elsewhere/core"]),
};

function refused(files: Record<string, string>): string[] {
  return directions.run(treeOf({ ...manifests, ...files })).problems.map(({ text }) => text);
}

describe("directions", () => {
  it("[DIR1] permits what the table names", () => {
    expect(refused({ "packages/core/src/a.ts": `import { step } from "@elsewhere/machine";` })).toEqual([]);
  });

  it.each([
    [`import { a } from "@elsewhere/core";`],
    [`import type { A } from "@elsewhere/core";`],
    [`export * from "@elsewhere/core";`],
    [`const a = await import("@elsewhere/core");`],
    [`let a: import("@elsewhere/core").A;`],
  ])("[DIR1] refuses the other way, in whatever form: %s", (text) => {
    expect(refused({ "packages/machine/src/a.ts": text })).toEqual(["machine may not import core"]);
  });

  it("[DIR1] edges never import each other, declared or not", () => {
    const text = `import { a } from "@elsewhere/edge-web";`;
    expect(refused({ "packages/edge-sip/src/a.ts": text })).toEqual(["edge-sip may not import edge-web"]);
  });

  it("[DIR1] a room must also declare what it imports", () => {
    const text = `import { a } from "@elsewhere/protocol";`;
    expect(refused({ "packages/edge-web/src/a.ts": text })).toEqual([
      "@elsewhere/protocol is not declared in edge-web's package.json",
    ]);
  });

  it("[DIR2] foreign packages are permitted and declared", () => {
    expect(refused({ "packages/edge-web/src/a.ts": `import ws from "ws";` })).toEqual([]);
    expect(refused({ "packages/edge-web/src/a.ts": `import a from "@scope/other/deep";` })).toEqual([
      "@scope/other is not declared in edge-web's package.json",
    ]);
    expect(refused({ "packages/core/src/a.ts": `import ws from "ws";` })).toEqual(["core may not import ws"]);
  });

  it("[DIR3] other rooms only through their exports", () => {
    const deep = (path: string) => refused({ "packages/store/src/a.ts": `import { a } from "${path}";` });
    expect(deep("@elsewhere/core/topic/entry")).toEqual([]);
    expect(deep("@elsewhere/core/topic/gone")).toEqual(["core does not export @elsewhere/core/topic/gone"]);
    expect(deep("@elsewhere/core/src/topic/entry.ts")).toHaveLength(1);
  });

  it("[DIR3] relative imports stay in the room", () => {
    const from = (path: string) =>
      refused({ "packages/store/src/deep/a.ts": `import { a } from "${path}";` });
    expect(from("../b.ts")).toEqual([]);
    expect(from("../../../core/src/names.ts")).toHaveLength(1);
  });

  it.each([
    "process.env.HOME",
    'process.env["HOME"]',
    "globalThis.process.env",
    "const { env } = process.env",
  ])("[DIR4] only the server reads the environment: %s", (text) => {
    expect(
      refused({ "packages/store/src/a.ts": `console.log(${text.replace("const { env } = ", "")});` }),
    ).toEqual(["only server reads the environment"]);
    expect(
      refused({ "apps/server/src/a.ts": `console.log(${text.replace("const { env } = ", "")});` }),
    ).toEqual([]);
  });

  it("[DIR4] also not by importing it", () => {
    const text = `import { env } from "node:process";`;
    expect(refused({ "packages/store/src/a.ts": text })).toEqual(["only server reads the environment"]);
  });

  it("[DIR5] a room without a line in the table is refused", () => {
    expect(refused({ "packages/attic/package.json": "{}" })).toHaveLength(1);
  });

  it("[DIR6] tests may use the testkit, other files may not; outside of rooms everything goes", () => {
    const text = `import { it } from "vitest"; import { a } from "@elsewhere/testkit";`;
    const testkit = { "packages/testkit/package.json": manifest("testkit", []) };
    expect(refused({ ...testkit, "packages/core/src/a.test.ts": text })).toEqual([]);
    expect(refused({ ...testkit, "packages/core/src/a.ts": text })).toHaveLength(2);
    expect(
      refused({ "bench/a.ts": `import a from "../packages/core/src/names.ts"; process.env.HOME;` }),
    ).toEqual([]);
  });
});
