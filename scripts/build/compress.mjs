import { readdirSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { extname, join } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";

/** What the server serves compressed if it lies beside the plain file (packages/edge-web/src/http/static.ts). */
const compressible = new Set([".html", ".js", ".css", ".svg", ".webmanifest"]);
/** A packed file that saves less than this share is not worth its header. */
const worthwhile = 0.9;

/**
 * Puts `x.br` and `x.gz` beside every text of a build, once and as small as can be, so that no server has to do it per request.
 * @param {string} out
 */
export async function compressAll(out) {
  const entries = readdirSync(out, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && compressible.has(extname(entry.name)));
  await Promise.all(files.map((entry) => compressOne(join(entry.parentPath, entry.name))));
}

/** @param {string} path */
async function compressOne(path) {
  const plain = await readFile(path);
  const [br, gz] = await Promise.all([brotli(plain), promisify(gzip)(plain, { level: 9 })]);
  if (br.length < plain.length * worthwhile) await writeFile(`${path}.br`, br);
  if (gz.length < plain.length * worthwhile) await writeFile(`${path}.gz`, gz);
}

/**
 * The best that Brotli can do.
 * @param {Buffer} plain
 * @returns {Promise<Buffer>}
 */
export function brotli(plain) {
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
    [constants.BROTLI_PARAM_SIZE_HINT]: plain.length,
  };
  return promisify(brotliCompress)(plain, { params });
}
