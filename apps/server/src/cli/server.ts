import { createWriteStream, renameSync, rmSync, statSync } from "node:fs";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { ErrorValue } from "@elsewhere/protocol/frames";
import type { Answer, Args, RequestName } from "@elsewhere/protocol/requests";
import { readControl } from "../boot/control.ts";
import { loadConfig, type LoadedConfig } from "../config/load.ts";
import { Failure, refused, unavailable, wrongUsage } from "./failure.ts";
import type { World } from "./world.ts";

/** A server and who asks there. */
export interface Server {
  readonly url: string;
  readonly token: string;
}

const answeredWithin = 60_000;

/** The configuration of this machine. Throws `ConfigError`. */
export function configOf({ environment }: World): LoadedConfig {
  return loadConfig(environment, environment["ELSEWHERE_CONFIG"] ?? "elsewhere.config.json");
}

/** The server and the device that `ELSEWHERE_URL` and `ELSEWHERE_TOKEN` name. */
export function serverOfPerson(world: World): Server {
  const token = world.environment["ELSEWHERE_TOKEN"];
  if (token === undefined || token === "")
    throw wrongUsage(
      "ELSEWHERE_TOKEN says for which device to act; elsewhere token create NAME --label TEXT makes one",
    );
  return { token, url: urlOf(world) };
}

function urlOf(world: World): string {
  const given = world.environment["ELSEWHERE_URL"];
  if (given !== undefined && given !== "") {
    if (!URL.canParse(given)) throw wrongUsage(`ELSEWHERE_URL: "${given}" is not a URL`);
    return given.replace(/\/+$/, "");
  }
  const { config } = configOf(world);
  return readControl(config.dataDir)?.url ?? `http://localhost:${config.httpPort}`;
}

/** Asks the server over HTTP. Rejects with `Failure`. */
export async function ask<N extends RequestName>(server: Server, name: N, args: Args<N>): Promise<Answer<N>> {
  return (await call(server, "POST", `/api/v1/do/${name}`, args)) as Answer<N>;
}

/** Calls an HTTP resource. Rejects with `Failure`. */
export async function call(
  server: Server,
  method: "GET" | "POST",
  path: string,
  body?: unknown,
): Promise<unknown> {
  const response = await fetch(`${server.url}${path}`, {
    method,
    headers: {
      authorization: `Bearer ${server.token}`,
      ...(body === undefined ? {} : { "content-type": "application/json" }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    signal: AbortSignal.timeout(answeredWithin),
  }).catch((error: unknown) => {
    throw unavailable(`No server answers at ${server.url} (${wordOf(error)})`);
  });
  const value: unknown = await response.json().catch(() => undefined);
  if (response.ok) return value;
  throw failureOf(response.status, (value as { readonly error?: ErrorValue } | undefined)?.error, server.url);
}

/** Writes what a resource gives into a new file, which is there only when it is whole. Rejects with `Failure`. */
export async function download(server: Server, path: string, file: string): Promise<number> {
  const response = await fetch(`${server.url}${path}`, {
    headers: { authorization: `Bearer ${server.token}` },
  }).catch((error: unknown) => {
    throw unavailable(`No server answers at ${server.url} (${wordOf(error)})`);
  });
  if (!response.ok || response.body === null) {
    const value: unknown = await response.json().catch(() => undefined);
    throw failureOf(
      response.status,
      (value as { readonly error?: ErrorValue } | undefined)?.error,
      server.url,
    );
  }
  const beside = `${file}.making`;
  try {
    await pipeline(Readable.fromWeb(response.body), createWriteStream(beside, { flags: "wx", mode: 0o600 }));
    renameSync(beside, file);
    return statSync(file).size;
  } catch (error) {
    throw unavailable(`The archive could not be written (${wordOf(error)})`);
  } finally {
    rmSync(beside, { force: true });
  }
}

function wordOf(error: unknown): string {
  const { cause, message } = error as {
    readonly cause?: { readonly code?: string };
    readonly message: string;
  };
  return cause?.code ?? message;
}

function failureOf(status: number, error: ErrorValue | undefined, url: string): Failure {
  if (error === undefined) return unavailable(`${url} answers as no Elsewhere does (HTTP ${status})`);
  const text = error.detail === undefined ? error.text : `${error.text} (${error.detail})`;
  if (error.temporary) return new Failure(3, error.code, text);
  if (error.code === "not-signed-in") return refused("The token is not valid (any more).", error.code);
  return refused(text, error.code);
}
