import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { buildServer } from "../../scripts/build/server.mjs";
import { buildWeb } from "../../scripts/build/web.mjs";
import type { Answer, Args, RequestName } from "@elsewhere/protocol/requests";
import { startChild, type Child } from "../child.ts";
import { pause } from "../measure/use.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
/** A build of its own: others may build. Inside, so that npm packages are found. */
const built = join(root, ".cache", "bench", "server");
/** Where the server looks for its pages. */
const pages = join(root, ".cache", "bench", "web");

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

/** Builds the pages as they are now; the server that is started next serves them. */
export async function buildPages(): Promise<void> {
  rmSync(pages, { recursive: true, force: true });
  await buildWeb(root, pages, "bench");
}

/** Removes the pages again, so that the other benches run as they always do. */
export function dropPages(): void {
  rmSync(pages, { recursive: true, force: true });
}

/** Asks a running server as its operator. */
export async function askOperator<N extends RequestName>(
  dataDir: string,
  name: N,
  args: Args<N>,
): Promise<Answer<N>> {
  const { url, token } = JSON.parse(readFileSync(join(dataDir, "control.json"), "utf8")) as {
    url: string;
    token: string;
  };
  const response = await fetch(`${url}/api/v1/do/${name}`, {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    body: JSON.stringify(args),
  });
  if (!response.ok) throw new Error(`${name}: ${await response.text()}`);
  return (await response.json()) as Answer<N>;
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
