import { existsSync } from "node:fs";
import { setTimeout as delay } from "node:timers/promises";
import { DirectoryInUse } from "@elsewhere/store";
import { createControl, isAlive, readControl } from "../boot/control.ts";
import type { LoadedConfig } from "../config/load.ts";
import { Failure, unavailable } from "./failure.ts";
import { ask, configOf, type Server } from "./server.ts";
import type { World } from "./world.ts";

/** A server that starts or stops right now is waited for, in milliseconds. */
const patience = 10_000;
const lookEvery = 200;

/** Does it as the operator: at the server that runs on the data directory, or else on a node opened for it here. */
export async function administer<T>(world: World, work: (server: Server) => Promise<T>): Promise<T> {
  const loaded = configOf(world);
  const { dataDir } = loaded.config;
  if (!existsSync(dataDir)) world.note(`${dataDir} is not there yet: it is made now`);
  for (let waited = 0; ; waited += lookEvery) {
    const running = await runningServer(dataDir);
    if (running !== undefined) return work(running);
    const own = await openOwn(loaded, waited >= patience);
    if (own !== undefined) return withOwn(own, work);
    await delay(lookEvery);
  }
}

async function withOwn<T>(own: OwnServer, work: (server: Server) => Promise<T>): Promise<T> {
  try {
    return await work(own);
  } finally {
    await own.close();
  }
}

/** The server that runs on the data directory, with the operator's token; undefined if none answers. */
export async function runningServer(dataDir: string): Promise<Server | undefined> {
  const control = readControl(dataDir);
  if (control === undefined || !isAlive(control.pid)) return undefined;
  try {
    await ask(control, "admin-stats", {});
    return control;
  } catch (error) {
    // Another program has the number of a server that was killed, or its port.
    const isOther = error instanceof Failure && ["unavailable", "not-signed-in"].includes(error.code);
    if (isOther) return undefined;
    throw error;
  }
}

interface OwnServer extends Server {
  close(): Promise<void>;
}

/** Undefined: another process has the directory. */
async function openOwn(loaded: LoadedConfig, lastTry: boolean): Promise<OwnServer | undefined> {
  const { openEdge, openNode } = await import("../boot/serve.ts");
  const quiet: LoadedConfig = { ...loaded, config: { ...loaded.config, logLevel: "silent" } };
  try {
    const node = await openNode(quiet, () => undefined);
    const control = createControl();
    const edge = openEdge(quiet, node, control.gate(node.gate), undefined);
    const { port } = await edge.listen(0, "127.0.0.1");
    const close = async () => {
      await edge.close();
      await node.close();
    };
    return { url: `http://127.0.0.1:${port}`, token: control.token, close };
  } catch (error) {
    if (!(error instanceof DirectoryInUse)) throw error;
    if (lastTry) throw unavailable(`${error.message}; it does not answer`);
    return undefined;
  }
}
