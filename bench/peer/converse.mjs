/**
 * Converse.js as it is published, for `npm run bench -- web`. Run as a program (`npm run test:setup -- --bench`) it is fetched by
 * npm into .cache, unless it is there; it is no dependency of the project.
 */
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const converseVersion = "14.0.0";
const integrity =
  "sha512-LFUg030jDalV47vI/vyVPqYPZfJYXFbubq8v0cFDe2zXNeeGEk3Up0Fj/WTzT6t+6do+cAIToy73eAj7RNDj2Q==";

const cache = fileURLToPath(new URL("../../.cache/bench/", import.meta.url));
const home = join(cache, `converse-${converseVersion}`);

/** The folder of its bundle; undefined if it was not fetched. */
export function converseBundle() {
  const folder = join(home, "package/dist");
  return existsSync(folder) ? folder : undefined;
}

function fetchConverse() {
  const making = `${home}-${process.pid}`;
  mkdirSync(making, { recursive: true });
  try {
    execFileSync("npm", ["pack", "--silent", `converse.js@${converseVersion}`], { cwd: making });
    const packed = join(making, readdirSync(making)[0] ?? "");
    const found = `sha512-${createHash("sha512").update(readFileSync(packed)).digest("base64")}`;
    if (found !== integrity) throw new Error(`converse.js ${converseVersion} is not what it was: ${found}`);
    execFileSync("tar", ["xzf", packed, "package/dist", "package/LICENSE"], { cwd: making });
    rmSync(packed);
    renameSync(making, home);
  } finally {
    rmSync(making, { recursive: true, force: true });
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  if (converseBundle() === undefined) fetchConverse();
  console.log(`converse.js ${converseVersion} is there.`);
}
