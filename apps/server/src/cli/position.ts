import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, join } from "node:path";
import type { Server } from "./server.ts";
import { wrongUsage } from "./failure.ts";
import type { World } from "./world.ts";

/** How far a watch has come. */
export interface Position {
  readonly account: string;
  /** Of the server's data: another one after a restore, and then offsets mean nothing. */
  readonly epoch: string;
  /** Time of the newest message, on the server's clock. */
  readonly at: number;
  /** Topic to the offset of its last entry. */
  readonly offsets: Readonly<Record<string, number>>;
}

/** Where a watch begins. */
export type Beginning =
  | { readonly from: "position"; readonly position: Position }
  /** With the first message of this time or later. */
  | { readonly from: "time"; readonly at: number }
  | { readonly from: "now" }
  /** With the first message after this device was made. */
  | { readonly from: "device" };

/** A word without spaces. */
export function positionText({ account, epoch, at, offsets }: Position): string {
  return Buffer.from(JSON.stringify([account, epoch, at, offsets])).toString("base64url");
}

/** Undefined: it is no position. */
export function readPosition(text: string): Position | undefined {
  try {
    const [account, epoch, at, offsets] = JSON.parse(Buffer.from(text, "base64url").toString()) as unknown[];
    if (typeof account !== "string" || typeof epoch !== "string" || !Number.isSafeInteger(at))
      return undefined;
    if (typeof offsets !== "object" || offsets === null) return undefined;
    if (!Object.values(offsets).every((offset) => Number.isSafeInteger(offset) && offset >= 0))
      return undefined;
    return { account, epoch, at: at as number, offsets: offsets as Record<string, number> };
  } catch {
    return undefined;
  }
}

/** What `--since` says. Throws `Failure`. */
export function readSince(text: string): Beginning {
  if (text === "now") return { from: "now" };
  if (text === "start" || text === "0") return { from: "time", at: 0 };
  const position = readPosition(text);
  if (position !== undefined) return { from: "position", position };
  throw wrongUsage('--since is a position that watch printed, "now" or "start"');
}

/** Where the position of a watch is kept. */
export interface PositionFile {
  /** What an earlier watch left. Throws `Failure` if it is something else. */
  read(): Position | undefined;
  /** Replaces it as a whole. */
  write(position: Position): void;
}

export function positionFile(path: string): PositionFile {
  return {
    read() {
      const text = readIfThere(path);
      if (text === undefined || text.trim() === "") return undefined;
      const position = readPosition(text.trim());
      if (position === undefined) throw wrongUsage(`${path} holds no position of a watch`);
      return position;
    },
    write(position) {
      mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
      writeFileSync(`${path}.new`, `${positionText(position)}\n`, { mode: 0o600 });
      renameSync(`${path}.new`, path);
    },
  };
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

/** The file of a device at a server, for a person who names none. */
export function usualPositionPath({ environment }: World, { url, token }: Server): string {
  const state = environment["XDG_STATE_HOME"] ?? join(environment["HOME"] ?? homedir(), ".local", "state");
  const name = createHash("sha256").update(`${url} ${token}`).digest("hex").slice(0, 32);
  return join(state, "elsewhere", "watch", name);
}
