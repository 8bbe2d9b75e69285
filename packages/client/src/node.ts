import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { WebSocket } from "ws";
import type { Client } from "./client.ts";
import { createClient as create } from "./create.ts";
import type { OpenWebSocket } from "./connection/websocket.ts";
import type { ClientOptions } from "./options.ts";
import type { Storage } from "./storage/storage.ts";

/** The entry for Node: the same client, on the `ws` package, which also shows the server's pings. */
export const openWebSocket: OpenWebSocket = (url, protocol, heard) => {
  const socket = new WebSocket(url, protocol, { perMessageDeflate: false });
  socket.on("ping", heard);
  return socket;
};

/** Makes a client for a program: connects at once, senses nothing unless told. Whoever makes it closes it. */
export function createClient(options: ClientOptions): Client {
  return create({ webSocket: openWebSocket, ...options });
}

/** Keeps each value in a file of a directory, which is made when it is missing. For one process at a time. */
export function directoryStorage(directory: string): Storage {
  const fileOf = (key: string) => join(directory, encodeURIComponent(key).replaceAll(".", "%2E"));
  return {
    get: (key) => readFile(fileOf(key), "utf8").catch(ignoreMissing),
    async set(key, value) {
      await mkdir(directory, { recursive: true, mode: 0o700 });
      // Renaming replaces the file as a whole.
      const beside = `${fileOf(key)}.new`;
      await writeFile(beside, value, { mode: 0o600 });
      await rename(beside, fileOf(key));
    },
    remove: (key) => rm(fileOf(key), { force: true }),
    async keys() {
      const names = (await readdir(directory).catch(ignoreMissing)) ?? [];
      return names.filter((name) => !name.endsWith(".new")).map((name) => decodeURIComponent(name));
    },
  };
}

function ignoreMissing(error: unknown): undefined {
  if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
  throw error;
}

export * from "./index.ts";
