import { accessSync, constants, existsSync, statSync } from "node:fs";
import { statfs } from "node:fs/promises";
import { createServer } from "node:net";
import { dirname, join, resolve } from "node:path";
import { checkDatabase } from "@elsewhere/store";
import { ConfigError, type LoadedConfig } from "../config/load.ts";
import { runningServer } from "./administration.ts";
import { configOf, type Server } from "./server.ts";
import { webBuild } from "./web-build.ts";
import type { World } from "./world.ts";

/** What was found. `skip`: it cannot be looked at now. */
export interface Finding {
  readonly state: "ok" | "warn" | "fail" | "skip";
  readonly what: string;
  /** Says what to do unless it is fine. */
  readonly text: string;
}

type Verdict = Pick<Finding, "state" | "text">;
const ok = (text: string): Verdict => ({ state: "ok", text });
const warn = (text: string): Verdict => ({ state: "warn", text });
const fail = (text: string): Verdict => ({ state: "fail", text });
const skip = (text: string): Verdict => ({ state: "skip", text });

interface Subject {
  readonly loaded: LoadedConfig;
  readonly server: Server | undefined;
}

type Look = (subject: Subject) => Verdict | Promise<Verdict>;

/** Looks at everything, one after the other. Never rejects. */
export async function examine(world: World): Promise<readonly Finding[]> {
  const findings: Finding[] = [{ what: "node", ...lookAtNode(process.versions.node) }];
  const loaded = tryConfig(world);
  if ("state" in loaded) return [...findings, { what: "configuration", ...loaded }];
  findings.push({ what: "configuration", ...lookAtConfig(loaded) });
  const server = await runningServer(loaded.config.dataDir).catch(() => undefined);
  for (const [what, look] of Object.entries(looks))
    findings.push({ what, ...(await attempt(look, { loaded, server })) });
  return findings;
}

async function attempt(look: Look, subject: Subject): Promise<Verdict> {
  try {
    return await look(subject);
  } catch (error) {
    return fail(error instanceof Error ? error.message : String(error));
  }
}

const leastNode = [20, 19] as const;

export function lookAtNode(version: string): Verdict {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  const enough = major > leastNode[0] || (major === leastNode[0] && minor >= leastNode[1]);
  return enough ? ok(version) : fail(`${version}: install Node ${leastNode.join(".")} or later`);
}

function tryConfig(world: World): LoadedConfig | Verdict {
  try {
    return configOf(world);
  } catch (error) {
    if (error instanceof ConfigError) return fail(error.problems.join("; "));
    throw error;
  }
}

function lookAtConfig({ ignored }: LoadedConfig): Verdict {
  return ignored.length === 0
    ? ok("can be used")
    : warn(`without effect in this version: ${ignored.join(", ")}`);
}

const looks: Readonly<Record<string, Look>> = {
  "data directory": ({ loaded }) => lookAtDirectory(loaded.config.dataDir),
  "free space": async ({ loaded }) => lookAtSpace(await freeBytes(loaded.config.dataDir)),
  database: ({ loaded }) => lookAtDatabase(join(loaded.config.dataDir, "elsewhere.db")),
  clock: ({ loaded, server }) => lookAtClock(loaded.config.dataDir, server),
  "web app": () => (webBuild() === undefined ? warn("not built: run npm run build") : ok("built")),
  port: ({ loaded, server }) => lookAtPort(loaded, server),
  server: ({ server }) => lookAtServer(server),
  "push keys": ({ server }) => lookAtPush(server),
  "public address": ({ loaded, server }) => lookAtPublic(loaded, server),
};

export function lookAtDirectory(dataDir: string): Verdict {
  if (!existsSync(dataDir)) {
    const above = existingAbove(dataDir);
    return writable(above)
      ? ok(`${dataDir} is made at the first start`)
      : fail(`${above} cannot be written to`);
  }
  const { mode, uid } = statSync(dataDir);
  if (!statSync(dataDir).isDirectory()) return fail(`${dataDir} is not a directory`);
  if (!writable(dataDir))
    return fail(`${dataDir} cannot be written to: give it to the user who runs the server`);
  if ((mode & 0o077) !== 0) return warn(`others can look into ${dataDir}: chmod 700 ${dataDir}`);
  const file = join(dataDir, "elsewhere.db");
  if (existsSync(file) && statSync(file).uid !== uid)
    return warn(`${file} belongs to another user than ${dataDir}: chown it`);
  return ok(dataDir);
}

function existingAbove(path: string): string {
  let above = resolve(path);
  while (!existsSync(above)) above = dirname(above);
  return above;
}

function writable(path: string): boolean {
  try {
    accessSync(path, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

async function freeBytes(dataDir: string): Promise<number> {
  const { bavail, bsize } = await statfs(existingAbove(dataDir));
  return bavail * bsize;
}

export function lookAtSpace(free: number): Verdict {
  const text = `${Math.floor(free / 1_000_000)} MB`;
  if (free < 100_000_000) return fail(`${text}: make room, the server stops when the disk is full`);
  return free < 1_000_000_000 ? warn(`${text}: make room soon`) : ok(text);
}

export function lookAtDatabase(path: string): Verdict {
  if (!existsSync(path)) return ok("made at the first start");
  try {
    checkDatabase(path);
    return ok("sound, and of this version or an older one");
  } catch (error) {
    return fail(`${(error as Error).message}; elsewhere restore puts a backup in its place`);
  }
}

const earliest = Date.UTC(2024, 0);
const tolerance = 60_000;

/** Messages are ordered by offset, not by time; but tokens, passes and quiet hours go by the clock. */
async function lookAtClock(dataDir: string, server: Server | undefined): Promise<Verdict> {
  const now = Date.now();
  if (now < earliest) return fail(`it is ${new Date(now).toISOString()}? set the clock`);
  const file = join(dataDir, "elsewhere.db");
  if (existsSync(file) && statSync(file).mtimeMs > now + tolerance)
    return warn("the database was written in the future: set the clock");
  if (server === undefined) return ok(new Date(now).toISOString());
  const { headers } = await fetch(`${server.url}/healthz`);
  const there = Date.parse(headers.get("date") ?? "");
  return Math.abs(there - now) > tolerance
    ? warn("the server has another time than this program")
    : ok(new Date(now).toISOString());
}

async function lookAtPort({ config }: LoadedConfig, server: Server | undefined): Promise<Verdict> {
  if (server !== undefined) return ok(`the server has it: ${server.url}`);
  const { bind, httpPort } = config;
  const code = await tryListen(bind, httpPort);
  if (code === undefined) return ok(`${bind}:${httpPort} is free`);
  if (code === "EADDRINUSE")
    return fail(`${bind}:${httpPort} is in use: stop what uses it, or set ELSEWHERE_HTTP_PORT`);
  return fail(
    `${bind}:${httpPort} cannot be listened on (${code}): set ELSEWHERE_BIND or ELSEWHERE_HTTP_PORT`,
  );
}

function tryListen(host: string, port: number): Promise<string | undefined> {
  return new Promise((settle) => {
    const trial = createServer();
    trial.once("error", (error: NodeJS.ErrnoException) => settle(error.code ?? error.message));
    trial.listen(port, host, () => trial.close(() => settle(undefined)));
  });
}

const notRunning = "not running: npm start";

async function lookAtServer(server: Server | undefined): Promise<Verdict> {
  if (server === undefined) return skip(notRunning);
  const { status } = await fetch(`${server.url}/readyz`);
  return status === 200 ? ok("ready") : warn(`not ready (HTTP ${status}): it is closing down`);
}

interface ServerInfo {
  readonly node?: string;
  readonly pushKey?: string;
}

async function infoOf(url: string): Promise<ServerInfo> {
  const response = await fetch(`${url}/api/v1/server`, { signal: AbortSignal.timeout(5_000) });
  return response.ok ? ((await response.json()) as ServerInfo) : {};
}

async function lookAtPush(server: Server | undefined): Promise<Verdict> {
  if (server === undefined) return skip("asked of the running server");
  const { pushKey } = await infoOf(server.url);
  return pushKey === undefined ? warn("none: sleeping devices cannot be woken") : ok("there");
}

async function lookAtPublic(
  { publicUrl, config }: LoadedConfig,
  server: Server | undefined,
): Promise<Verdict> {
  if (server === undefined) return skip(`${publicUrl} is tried while the server runs`);
  try {
    const { node } = await infoOf(publicUrl);
    if (node === config.nodeName) return ok(publicUrl);
    return warn(`${publicUrl} leads to another server: look at ELSEWHERE_PUBLIC_URL and the proxy`);
  } catch {
    return warn(
      `${publicUrl} cannot be reached from here: look at ELSEWHERE_PUBLIC_URL, the proxy and the firewall`,
    );
  }
}
