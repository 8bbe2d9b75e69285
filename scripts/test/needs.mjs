/**
 * What a suite needs besides npm packages: its first line says
 * `// needs: chromium (apt: chromium), nats-server (apt: nats-server)`: an executable and the Debian package it is in.
 * Run as a program, prints the Debian packages that are missing: `node scripts/test/needs.mjs FOLDER…`.
 */
import { accessSync, constants, existsSync, readFileSync, readdirSync } from "node:fs";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";

/** @typedef {{ readonly executable: string, readonly aptPackage: string }} Need */

/**
 * The needs in the first line of a text. Throws when the line is not written as it should be.
 * @param {string} text
 * @returns {Need[]}
 */
export function needsOf(text) {
  const [, list] = /^\/\/ needs:(.*)$/m.exec(text.split("\n", 1)[0] ?? "") ?? [];
  return list === undefined ? [] : list.split(",").map(readNeed);
}

/** @param {string} text */
function readNeed(text) {
  const [, executable, aptPackage] = /^\s*([\w.+-]+) \(apt: ([\w.+-]+)\)\s*$/.exec(text) ?? [];
  if (executable === undefined || aptPackage === undefined)
    throw new Error(`write "// needs: executable (apt: package)", not "${text.trim()}"`);
  return { executable, aptPackage };
}

// Where Debian puts servers that are not meant to be typed.
const more = ["/usr/sbin", "/sbin", "/usr/games"];

/**
 * Whether the executable is in one of the folders.
 * @param {string} executable
 * @param {readonly string[]} folders
 */
export function isInstalled(
  executable,
  folders = [...(process.env["PATH"] ?? "").split(delimiter), ...more, ...postgres()],
) {
  return folders.some((folder) => {
    try {
      accessSync(join(folder, executable), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

function postgres() {
  try {
    return readdirSync("/usr/lib/postgresql").map((version) => `/usr/lib/postgresql/${version}/bin`);
  } catch {
    return [];
  }
}

/**
 * @param {string} root
 * @param {string} folder
 */
function missingIn(root, folder) {
  if (!existsSync(join(root, folder))) return [];
  const names = readdirSync(join(root, folder)).filter((name) => name.endsWith(".ts"));
  return names
    .flatMap((name) => needsOf(readFileSync(join(root, folder, name), "utf8")))
    .filter(({ executable }) => !isInstalled(executable))
    .map(({ aptPackage }) => aptPackage);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const root = fileURLToPath(new URL("../..", import.meta.url));
  const missing = new Set(process.argv.slice(2).flatMap((folder) => missingIn(root, folder)));
  process.stdout.write(
    [...missing]
      .toSorted()
      .map((name) => `${name}\n`)
      .join(""),
  );
}
