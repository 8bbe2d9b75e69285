import { existsSync } from "node:fs";
import { join } from "node:path";
import { rolldown } from "rolldown";

/** Programs that run under Node, by the name of the file made of them. */
const programs = {
  main: "apps/server/src/main.ts",
  "store-worker": "packages/store/src/sqlite/worker.ts",
};

/**
 * Bundles the workspaces for Node; npm packages stay outside (but one) and are found in node_modules at run time.
 * @param {string} root
 * @param {string} out folder to write `main.mjs`, `store-worker.mjs` and their parts into
 */
export async function buildServer(root, out) {
  const present = Object.entries(programs).filter(([, path]) => existsSync(join(root, path)));
  const bundle = await rolldown({
    cwd: root,
    input: Object.fromEntries(present),
    platform: "node",
    external: isForeign,
    logLevel: "warn",
  });
  await bundle.write({
    dir: out,
    format: "esm",
    entryFileNames: "[name].mjs",
    // Beside the programs: what finds a neighbour by import.meta.url finds it from a shared part, too.
    chunkFileNames: "[name]-[hash].mjs",
    sourcemap: true,
  });
  await bundle.close();
}

/** Of hundreds of small files: reading them one by one would be a third of the time of a start. */
const taken = ["@elsewhere", "typebox"];

/** @param {string} id */
function isForeign(id) {
  const scope = id.split("/", 1)[0] ?? "";
  return !/^[./]/.test(id) && !taken.includes(scope);
}
