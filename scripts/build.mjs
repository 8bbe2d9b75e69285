/** `npm run build`: bundles the server and the web pages into dist/, unless a build of these sources is there. */
import { rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { currentStamp, hasBuild, keepBuild, newBuildFolder, publish } from "./build/place.mjs";
import { buildServer } from "./build/server.mjs";
import { stampOf } from "./build/stamp.mjs";
import { buildWeb } from "./build/web.mjs";

const attempts = 3;
const root = fileURLToPath(new URL("..", import.meta.url));

/**
 * Sources may change while they are read; then what was made is of no stamp, and is made again.
 * When they never stop changing, the last one gets a name that no sources have: it serves until the next start.
 * @param {number} left
 * @returns {Promise<string>} the name of the build
 */
async function make(left) {
  const stamp = presentStamp();
  const folder = newBuildFolder(root);
  try {
    await buildInto(folder, stamp);
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
  const name = presentStamp() === stamp ? stamp : `${stamp}-mixed`;
  if (name === stamp || left === 1) return keepBuild(root, folder, name);
  rmSync(folder, { recursive: true, force: true });
  return make(left - 1);
}

/**
 * @param {string} folder
 * @param {string} stamp
 */
async function buildInto(folder, stamp) {
  await Promise.all([buildServer(root, join(folder, "server")), buildWeb(root, join(folder, "web"), stamp)]);
}

function presentStamp() {
  const stamp = stampOf(root);
  if (stamp === undefined) throw new Error("There are no sources to build.");
  return stamp;
}

const started = performance.now();
const wanted = presentStamp();
if (hasBuild(root, wanted)) {
  if (currentStamp(root) !== wanted) publish(root, wanted);
  console.error(`dist/ is up to date (${wanted})`);
} else {
  const name = await make(attempts);
  publish(root, name);
  console.error(`built dist/ (${name}) in ${Math.round(performance.now() - started)} ms`);
}
