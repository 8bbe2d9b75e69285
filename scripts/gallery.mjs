/** `npm run gallery`: every component in its states, on this machine only. It is no part of the product. */
import { fileURLToPath } from "node:url";
import { createServer } from "vite";
import solid from "vite-plugin-solid";

/**
 * Serves the gallery at `/gallery/` until it is closed.
 * @param {number} port 0: any that is free
 */
export async function serveGallery(port) {
  const server = await createServer({
    configFile: false,
    root: fileURLToPath(new URL("../apps/web", import.meta.url)),
    cacheDir: fileURLToPath(new URL("../.cache/gallery", import.meta.url)),
    logLevel: "warn",
    plugins: [solid()],
    server: { host: "127.0.0.1", port, strictPort: port !== 0, hmr: port !== 0 },
  });
  await server.listen();
  return server;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const server = await serveGallery(8090);
  console.log(`${server.resolvedUrls?.local[0] ?? ""}gallery/`);
}
