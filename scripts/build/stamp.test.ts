import { cpSync, mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { stampOf } from "./stamp.mjs";

const made: string[] = [];
afterEach(() => {
  for (const path of made.splice(0)) rmSync(path, { recursive: true });
});

function tree(files: Record<string, string>): string {
  const root = mkdtempSync(join(tmpdir(), "elsewhere-stamp-"));
  made.push(root);
  for (const [path, text] of Object.entries(files)) write(root, path, text);
  return root;
}

function write(root: string, path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

const server = { "apps/server/src/main.ts": "export {};", "packages/core/src/index.ts": "export {};" };

describe("stamp of the sources", () => {
  it("[BUILD1] is the same for the same contents, whatever their dates and place", () => {
    const root = tree(server);
    const copy = tree({});
    cpSync(root, copy, { recursive: true });
    utimesSync(join(copy, "apps/server/src/main.ts"), 1, 1);
    expect(stampOf(copy)).toBe(stampOf(root));
  });

  it("[BUILD1] changes with a changed, added or renamed source and with the lock", () => {
    const root = tree(server);
    const stamps = [stampOf(root)];
    for (const [path, text] of [
      ["packages/core/src/index.ts", "export const a = 1;"],
      ["packages/core/src/more.ts", ""],
      ["apps/web/index.html", "<p>"],
      ["package-lock.json", "{}"],
    ] as const) {
      write(root, path, text);
      stamps.push(stampOf(root));
    }
    expect(new Set(stamps).size).toBe(stamps.length);
  });

  it("[BUILD2] does not change with tests, rules and installed packages", () => {
    const root = tree(server);
    const before = stampOf(root);
    write(root, "packages/core/src/index.test.ts", "1");
    write(root, "packages/core/src/RULES.md", "1");
    write(root, "packages/core/node_modules/a/index.js", "1");
    expect(stampOf(root)).toBe(before);
  });

  it("[BUILD3] is absent where there are no sources", () => {
    expect(stampOf(tree({ "dist/server/main.mjs": "" }))).toBeUndefined();
  });
});
