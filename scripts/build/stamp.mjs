import { createHash } from "node:crypto";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";

/** What a build depends on, besides the installed packages named in the lock. */
const sources = ["apps", "packages", "scripts/build", "package-lock.json"];
const leftOut = new Set(["node_modules", "dist", ".cache", "data"]);

/**
 * Names the present state of everything a build reads: same sources, same stamp, whatever their dates.
 * @param {string} root the repository
 * @returns {string | undefined} undefined when there are no sources (a tree that ships only what was built)
 */
export function stampOf(root) {
  if (!existsSync(join(root, "apps/server/src/main.ts"))) return undefined;
  const hash = createHash("sha256");
  for (const path of sources.flatMap((start) => filesUnder(root, start)).toSorted()) {
    const bytes = readFileSync(join(root, path));
    hash.update(`${path}\n${bytes.length}\n`).update(bytes);
  }
  return hash.digest("hex").slice(0, 16);
}

/**
 * @param {string} root
 * @param {string} start
 * @returns {string[]}
 */
function filesUnder(root, start) {
  if (!existsSync(join(root, start))) return [];
  if (/\.[a-z]+$/.test(start)) return [start];
  return readdirSync(join(root, start), { withFileTypes: true }).flatMap((entry) => {
    const path = `${start}/${entry.name}`;
    if (entry.isDirectory()) return leftOut.has(entry.name) ? [] : filesUnder(root, path);
    return entry.isFile() && isBuilt(entry.name) ? [path] : [];
  });
}

/** @param {string} name */
function isBuilt(name) {
  return !/\.test\.tsx?$|\.md$|~$|^\./.test(name);
}
