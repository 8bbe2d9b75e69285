import { setTimeout as delay } from "node:timers/promises";
import { isAlive, readControl } from "../boot/control.ts";
import { runningServer } from "./administration.ts";
import { columns } from "./columns.ts";
import { argument, done, type Command } from "./command.ts";
import { refused, unavailable } from "./failure.ts";
import { ask, call, configOf, type Server } from "./server.ts";
import type { World } from "./world.ts";

async function running(world: World): Promise<{ readonly server: Server; readonly pid: number }> {
  const { dataDir } = configOf(world).config;
  const server = await runningServer(dataDir);
  const pid = readControl(dataDir)?.pid;
  if (server === undefined || pid === undefined)
    throw unavailable(`No server runs on the data directory ${dataDir}`);
  return { server, pid };
}

async function nodeNameOf(server: Server): Promise<{ readonly node: string; readonly version: string }> {
  const { node, version } = (await call(server, "GET", "/api/v1/server")) as {
    node: string;
    version: string;
  };
  return { node, version };
}

const nodes: Command = {
  name: "nodes",
  usage: [],
  about: "Lists the nodes that run, with what they have to do.",
  options: {},
  async run({ world }) {
    const { server, pid } = await running(world);
    const { node, version } = await nodeNameOf(server);
    const { stats } = await ask(server, "admin-stats", {});
    const numbers = ["points", "accounts"].map((name) => String(stats[name] ?? 0));
    const rows = [
      ["NODE", "ADDRESS", "VERSION", "PID", "POINTS", "ACCOUNTS"],
      [node, server.url, version, String(pid), ...numbers],
    ];
    return { text: columns(rows), data: { nodes: [{ node, url: server.url, version, pid, stats }] } };
  },
};

const lookEvery = 50;

const drain: Command = {
  name: "drain",
  usage: ["NODE"],
  about: "Lets the connections of a node leave, ends it and waits for its end.",
  options: {},
  async run(asked) {
    const { server, pid } = await running(asked.world);
    const { node } = await nodeNameOf(server);
    const wanted = argument(asked, 0);
    if (wanted !== node)
      throw refused(`There is no node ${wanted}; the node here is ${node}`, "no-such-node");
    process.kill(pid, "SIGTERM");
    while (isAlive(pid)) await delay(lookEvery);
    return done(`${node} has ended`, { node });
  },
};

export const nodeCommands: readonly Command[] = [nodes, drain];
