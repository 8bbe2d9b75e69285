import { brotli } from "./compress.mjs";

/** Compressed script that may come before a conversation is shown (issue 3), in bytes. */
export const budget = 90 * 1024;

/** Besides what the page starts with: without these no conversation is shown, wherever they are. */
const shown = ["/src/house.tsx", "/src/conversations/conversation.tsx"];

/**
 * A part of a build, as the bundler tells of it.
 * @typedef {object} Part
 * @property {string} fileName
 * @property {boolean} isEntry
 * @property {readonly string[]} imports file names of the parts without which it does not run
 * @property {readonly string[]} moduleIds paths of the sources in it
 * @property {string} code
 */

/**
 * What has to come before a conversation is shown: each part with its size as it travels, the largest first.
 * @param {readonly Part[]} parts
 * @returns {Promise<readonly { readonly fileName: string, readonly bytes: number, readonly sources: number }[]>}
 */
export async function firstLoad(parts) {
  const named = new Map(parts.map((part) => [part.fileName, part]));
  /** @type {Set<Part>} */
  const needed = new Set();
  const need = (/** @type {Part | undefined} */ part) => {
    if (part === undefined || needed.has(part)) return;
    needed.add(part);
    for (const name of part.imports) need(named.get(name));
  };
  for (const part of parts) if (part.isEntry || part.moduleIds.some(isShown)) need(part);
  const sized = [...needed].map(async ({ fileName, code, moduleIds }) => {
    return { fileName, bytes: (await brotli(Buffer.from(code))).length, sources: moduleIds.length };
  });
  return (await Promise.all(sized)).toSorted((one, other) => other.bytes - one.bytes);
}

/** @param {string} id */
function isShown(id) {
  return shown.some((path) => id.endsWith(path));
}

/**
 * Refuses a build whose first load is over the budget, and says what is in it.
 * @param {Awaited<ReturnType<typeof firstLoad>>} load
 * @param {number} most
 */
export function refuseTooMuch(load, most = budget) {
  const all = load.reduce((sum, { bytes }) => sum + bytes, 0);
  if (all <= most) return;
  const lines = load.map(
    ({ fileName, bytes, sources }) => `  ${kilobytes(bytes)} ${fileName} (${sources} sources)`,
  );
  throw new Error(
    `[FAST1] ${kilobytes(all)} of script come before a conversation is shown, ${kilobytes(most)} may. ` +
      `Import what is not needed for that with import():\n${lines.join("\n")}`,
  );
}

/** @param {number} bytes */
function kilobytes(bytes) {
  return `${(bytes / 1024).toFixed(1)} KB`;
}
