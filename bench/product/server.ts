import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { buildServer } from "../../scripts/build/server.mjs";
import { startChild, type Child } from "../child.ts";
import { pause } from "../measure/use.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
/** A build of its own: others may build, and the pages are not wanted. Inside, so that npm packages are found. */
const built = join(root, ".cache", "bench");

/** The product as an operator runs it: built, in a process of its own. */
export interface Server {
  readonly child: Child;
  readonly pid: number;
  /** `http://host:port` */
  readonly url: string;
}

/** An empty data directory; whoever makes it removes it. */
export function newDataDir(): string {
  return mkdtempSync(join(tmpdir(), "elsewhere-bench-"));
}

export function removeDataDir(dir: string): void {
  rmSync(dir, { recursive: true, force: true });
}

/** Builds the server as it is now. */
export async function build(): Promise<void> {
  await buildServer(root, built);
}

/** Starts the built server on a data directory, as `npm start` does. */
export async function startServer(dataDir: string): Promise<Server> {
  // `npm start` turns source maps on, too. The port is of a debugger that nothing opens unless the bench profiles.
  const flags = ["--max-semi-space-size=64", "--enable-source-maps", "--inspect-port=127.0.0.1:0"];
  const child = startChild(process.execPath, [...flags, join(built, "main.mjs"), "serve"], {
    ELSEWHERE_DATA_DIR: dataDir,
    ELSEWHERE_HTTP_PORT: "0",
    ELSEWHERE_LOG_LEVEL: "warn",
    ELSEWHERE_REQUEST_RATE: "1000000",
  });
  await child.waitFor(/Elsewhere is at /);
  const control = join(dataDir, "control.json");
  while (!existsSync(control)) await pause(20);
  const { url, pid } = JSON.parse(readFileSync(control, "utf8")) as { url: string; pid: number };
  return { child, pid, url };
}
