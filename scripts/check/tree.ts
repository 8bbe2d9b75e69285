import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";

/** The files of the repository as the checks see them; in tests a few in memory. Paths are relative, with `/`. */
export interface Tree {
  readonly paths: readonly string[];
  /** The text of a file; throws when there is none. */
  read(path: string): string;
}

/** Something that must not stay; `line` counts from 1. */
export interface Problem {
  readonly path: string;
  readonly line?: number;
  readonly text: string;
}

export interface Check {
  readonly name: string;
  /** What is wrong; `notes` are shown and do no harm. */
  run(tree: Tree): { readonly problems: readonly Problem[]; readonly notes?: readonly Problem[] };
}

const leftOut = new Set(["node_modules", "dist", ".cache", ".git", "data", "coverage", "test-results"]);

/** What lies in the folder, without what is installed, built or stored there. */
export function workingTree(root: string): Tree {
  const texts = new Map<string, string>();
  return {
    paths: pathsUnder(root, "").toSorted(),
    read(path) {
      const text = texts.get(path) ?? readFileSync(join(root, path), "utf8");
      texts.set(path, text);
      return text;
    },
  };
}

function pathsUnder(root: string, folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
    if (entry.isDirectory()) return leftOut.has(entry.name) ? [] : pathsUnder(root, path);
    return entry.isFile() ? [path] : [];
  });
}

/** A tree in memory. */
export function treeOf(files: Readonly<Record<string, string>>): Tree {
  return {
    paths: Object.keys(files).toSorted(),
    read(path) {
      const text = files[path];
      if (text === undefined) throw new Error(`no file ${path}`);
      return text;
    },
  };
}

/** Whether the file is source of a program (of ours): TypeScript or plain modules. */
export function isSource(path: string): boolean {
  return /\.(?:ts|tsx|mts|mjs|js)$/.test(path) && !path.endsWith(".d.ts");
}

export function isTest(path: string): boolean {
  return /\.test\.tsx?$/.test(path);
}

/** The line of a place in a text, from 1. */
export function lineOf(text: string, index: number): number {
  let line = 1;
  for (let at = text.indexOf("\n"); at >= 0 && at < index; at = text.indexOf("\n", at + 1)) line += 1;
  return line;
}
