import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { currentStamp, hasBuild, keepBuild, newBuildFolder, publish } from "./place.mjs";

const made: string[] = [];
afterEach(() => {
  for (const path of made.splice(0)) rmSync(path, { recursive: true });
});

function emptyRoot(): string {
  const root = mkdtempSync(join(tmpdir(), "elsewhere-place-"));
  made.push(root);
  return root;
}

function build(root: string, stamp: string, text: string): void {
  const folder = newBuildFolder(root);
  writeFileSync(join(folder, "main.mjs"), text);
  keepBuild(root, folder, stamp);
}

describe("place of builds", () => {
  it("[BUILD4] publishes a whole build in one step, over a link or a plain folder", () => {
    const root = emptyRoot();
    mkdirSync(join(root, "dist"));
    for (const stamp of ["one", "two"]) {
      build(root, stamp, stamp);
      publish(root, stamp);
      expect(currentStamp(root)).toBe(stamp);
      expect(readFileSync(join(root, "dist/main.mjs"), "utf8")).toBe(stamp);
    }
  });

  it("[BUILD5] of two builds of the same sources the first stays and nothing is left of the other", () => {
    const root = emptyRoot();
    build(root, "one", "first");
    build(root, "one", "second");
    expect(readFileSync(join(root, ".cache/builds/one/main.mjs"), "utf8")).toBe("first");
    expect(readdirSync(join(root, ".cache/builds"))).toEqual(["one"]);
  });

  it("[BUILD6] keeps the last four builds for servers that still run, and what is being made", () => {
    const root = emptyRoot();
    const making = newBuildFolder(root);
    for (const [index, stamp] of ["a", "b", "c", "d", "e", "f"].entries()) {
      build(root, stamp, stamp);
      publish(root, stamp, new Date(1_000_000 + index * 1000));
    }
    expect(["c", "d", "e", "f"].every((stamp) => hasBuild(root, stamp))).toBe(true);
    expect(hasBuild(root, "a")).toBe(false);
    expect(existsSync(making)).toBe(true);
  });

  it("[BUILD7] a link to a build that was removed counts as none", () => {
    const root = emptyRoot();
    build(root, "one", "one");
    publish(root, "one");
    rmSync(join(root, ".cache"), { recursive: true });
    expect(currentStamp(root)).toBeUndefined();
  });
});
