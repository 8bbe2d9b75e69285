import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { isInstalled, needsOf } from "./needs.mjs";

/** Tests that run in one go of the test runner. */
export interface Suite {
  readonly name: string;
  readonly config: string;
  /** Paths in the repository; undefined: whatever the configuration finds. */
  readonly files: readonly string[] | undefined;
}

/** A file of tests whose peer is not on this machine. */
export interface NotRun {
  readonly name: string;
  readonly missing: readonly string[];
}

export interface Selection {
  readonly suites: readonly Suite[];
  readonly notRun: readonly NotRun[];
}

/** Folders whose test files run one after the other against the built product, in this order. */
export const serialFolders = ["e2e", "conformance", "fuzz"];

/** What can run here, and what cannot. `chosen` are names of suites or of files (`e2e/two-people`); none: all. */
export function selectSuites(root: string, chosen: readonly string[]): Selection {
  const wanted = (name: string): boolean =>
    chosen.length === 0 || chosen.includes(name) || chosen.includes(name.split("/")[0] ?? "");
  const unit: Suite = { name: "unit", config: "vitest.config.ts", files: undefined };
  const folders = serialFolders.map((folder) => selectFiles(root, folder, wanted));
  return {
    suites: [...(wanted("unit") ? [unit] : []), ...folders.flatMap(({ suites }) => suites)],
    notRun: folders.flatMap(({ notRun }) => notRun),
  };
}

function selectFiles(root: string, folder: string, wanted: (name: string) => boolean): Selection {
  const files = testFiles(root, folder).filter((file) => wanted(nameOf(file)));
  const judged = files.map((file) => ({ file, missing: missingFor(root, file) }));
  const able = judged.filter(({ missing }) => missing.length === 0).map(({ file }) => file);
  const unable = judged.filter(({ missing }) => missing.length > 0);
  return {
    suites: able.length === 0 ? [] : [{ name: folder, config: "vitest.serial.config.ts", files: able }],
    notRun: unable.map(({ file, missing }) => ({ name: nameOf(file), missing })),
  };
}

function testFiles(root: string, folder: string): string[] {
  try {
    const names = readdirSync(join(root, folder)).filter((name) => name.endsWith(".test.ts"));
    return names.toSorted().map((name) => `${folder}/${name}`);
  } catch {
    return [];
  }
}

function nameOf(file: string): string {
  return file.replace(/\.test\.ts$/, "");
}

function missingFor(root: string, file: string): string[] {
  return needsOf(readFileSync(join(root, file), "utf8"))
    .filter(({ executable }) => !isInstalled(executable))
    .map(({ aptPackage }) => aptPackage);
}
