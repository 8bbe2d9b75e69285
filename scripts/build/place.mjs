import { randomBytes } from "node:crypto";
import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readlinkSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
} from "node:fs";
import { join } from "node:path";

/*
 * Builds lie side by side in .cache/builds/<stamp>, and `dist` is a link to the current one. A build is made
 * under another name and renamed when it is whole, so builds at the same time do not see each other, and
 * a server that runs keeps the files it was started with.
 */

const kept = 4;
const abandonedAfterMs = 10 * 60_000;

/** @param {string} root */
const buildsOf = (root) => join(root, ".cache/builds");

/**
 * The stamp of the build `dist` points at, or undefined.
 * @param {string} root
 */
export function currentStamp(root) {
  const dist = join(root, "dist");
  if (!lstatSync(dist, { throwIfNoEntry: false })?.isSymbolicLink() || !existsSync(dist)) return undefined;
  return readlinkSync(dist).split("/").at(-1);
}

/**
 * Whether a whole build with this stamp is there.
 * @param {string} root
 * @param {string} stamp
 */
export function hasBuild(root, stamp) {
  return existsSync(join(buildsOf(root), stamp));
}

/**
 * An empty folder to build in, which no other build uses.
 * @param {string} root
 */
export function newBuildFolder(root) {
  const folder = join(buildsOf(root), `making-${process.pid}-${randomBytes(4).toString("hex")}`);
  mkdirSync(folder, { recursive: true });
  return folder;
}

/**
 * Makes the folder the build of the stamp. When another process was faster, its build stays.
 * @param {string} root
 * @param {string} folder
 * @param {string} stamp
 * @returns {string} the stamp
 */
export function keepBuild(root, folder, stamp) {
  try {
    renameSync(folder, join(buildsOf(root), stamp));
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    if (!hasBuild(root, stamp)) throw error;
  }
  return stamp;
}

/**
 * Points `dist` at the build, in one step.
 * @param {string} root
 * @param {string} stamp
 * @param {Date} now
 */
export function publish(root, stamp, now = new Date()) {
  const dist = join(root, "dist");
  if (lstatSync(dist, { throwIfNoEntry: false })?.isDirectory()) rmSync(dist, { recursive: true });
  const link = join(buildsOf(root), `link-${process.pid}-${randomBytes(4).toString("hex")}`);
  symlinkSync(`.cache/builds/${stamp}`, link);
  renameSync(link, dist);
  utimesSync(join(buildsOf(root), stamp), now, now);
  forgetOldBuilds(root, now.getTime());
}

/**
 * @param {string} root
 * @param {number} now
 */
function forgetOldBuilds(root, now) {
  const builds = readdirSync(buildsOf(root), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => join(buildsOf(root), entry.name))
    .map((path) => ({ path, at: statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0 }));
  const making = builds.filter(({ path }) => path.includes("/making-"));
  const whole = builds.filter(({ path }) => !path.includes("/making-")).toSorted((a, b) => b.at - a.at);
  const abandoned = making.filter(({ at }) => at < now - abandonedAfterMs);
  for (const { path } of [...whole.slice(kept), ...abandoned]) rmSync(path, { recursive: true, force: true });
}
