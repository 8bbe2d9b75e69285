import { spawnSync } from "node:child_process";
import { existsSync, realpathSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { currentStamp, hasBuild, publish } from "./place.mjs";
import { stampOf } from "./stamp.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));

/**
 * Sees to it that `dist` is made of the present sources and answers with the server's program.
 * Writes nothing to standard output. Building happens in a process of its own, so that the bundler's
 * memory and settings do not stay in the server.
 * @returns {string} path of main.mjs, with links resolved
 */
export function freshProgram() {
  const stamp = stampOf(root);
  if (stamp !== undefined && currentStamp(root) !== stamp) renew(stamp);
  const program = join(root, "dist/server/main.mjs");
  if (!existsSync(program)) throw new Error("There are neither sources to build nor a build in dist/.");
  return realpathSync(program);
}

/** @param {string} stamp */
function renew(stamp) {
  if (hasBuild(root, stamp)) return publish(root, stamp);
  const made = spawnSync(process.execPath, [join(root, "scripts/build.mjs")], { stdio: ["ignore", 2, 2] });
  if (made.status !== 0) throw new Error("The build failed.");
}
