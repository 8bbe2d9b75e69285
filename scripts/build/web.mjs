import { existsSync, readdirSync } from "node:fs";
import { join, posix, relative, sep } from "node:path";
import { rolldown } from "rolldown";
import { build } from "vite";
import solid from "vite-plugin-solid";
import { compressAll } from "./compress.mjs";
import { firstLoad, refuseTooMuch } from "./first-load.mjs";
import { drawIcons } from "./icons.mjs";

/**
 * Builds every page of apps/web (its `*.html`), the icons, then the service worker, which is told what was built.
 * @param {string} root
 * @param {string} out
 * @param {string} stamp
 */
export async function buildWeb(root, out, stamp) {
  const web = join(root, "apps/web");
  const pages = readdirSync(web).filter((name) => name.endsWith(".html"));
  if (pages.length === 0) return;
  const built = await build({
    configFile: false,
    root: web,
    base: "/",
    mode: "production",
    logLevel: "warn",
    plugins: [solid()],
    build: {
      outDir: out,
      emptyOutDir: false,
      target: "es2022",
      sourcemap: true,
      // The content security policy refuses data: and inline scripts.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      reportCompressedSize: false,
      // A busy machine makes it tell how long its plugins took: nothing a reader of the start can use.
      rolldownOptions: { input: pages.map((name) => join(web, name)), checks: { bundlerTimings: false } },
    },
  });
  refuseTooMuch(await firstLoad(partsOf(built)));
  drawIcons(out);
  await buildServiceWorker(web, out, stamp);
  await compressAll(out);
}

/**
 * The parts of script among what was built.
 * @param {Awaited<ReturnType<typeof build>>} built
 */
function partsOf(built) {
  const outputs = [built].flat().flatMap((one) => ("output" in one ? one.output : []));
  return outputs.flatMap((one) => (one.type === "chunk" ? [one] : []));
}

/**
 * One plain script under a constant name: not every browser runs module workers.
 * It may use `__STAMP__` (names the build) and `__FILES__` (paths of everything the pages need).
 * @param {string} web
 * @param {string} out
 * @param {string} stamp
 */
async function buildServiceWorker(web, out, stamp) {
  const input = join(web, "src/service-worker.ts");
  if (!existsSync(input)) return;
  const bundle = await rolldown({
    input,
    platform: "browser",
    logLevel: "warn",
    transform: {
      define: { __STAMP__: JSON.stringify(stamp), __FILES__: JSON.stringify(servedFiles(out)) },
    },
  });
  await bundle.write({ file: join(out, "service-worker.js"), format: "iife", minify: true, sourcemap: true });
  await bundle.close();
}

/** @param {string} out */
function servedFiles(out) {
  return readdirSync(out, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.endsWith(".map"))
    .map((entry) => `/${relative(out, join(entry.parentPath, entry.name)).split(sep).join(posix.sep)}`)
    .toSorted();
}
