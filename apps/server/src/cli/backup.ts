import { spawn } from "node:child_process";
import {
  chownSync,
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
} from "node:fs";
import { join, resolve } from "node:path";
import { lockDataDir, restoreSqlite } from "@elsewhere/store";
import { administer, runningServer } from "./administration.ts";
import { argument, done, type Command } from "./command.ts";
import { refused, unavailable } from "./failure.ts";
import { ask, configOf } from "./server.ts";

const database = "elsewhere.db";

const backup: Command = {
  name: "backup",
  usage: ["FILE"],
  about: "Writes everything, database and attachments, into a new file; also while the server runs.",
  more: [
    "The file is a tar archive. It holds all messages and password hashes: keep it as safe as the data directory.",
  ],
  options: {},
  async run(call) {
    const file = resolve(argument(call, 0));
    if (existsSync(file)) throw refused(`${file} is there already`, "already-exists");
    const { dataDir } = configOf(call.world).config;
    const bytes = await administer(call.world, async (server) => {
      const stage = makeStage(dataDir);
      try {
        await ask(server, "admin-backup", { path: join(stage, database) });
        return await archive(stage, resolve(dataDir), file);
      } finally {
        rmSync(stage, { recursive: true, force: true });
      }
    });
    return done(`${file} (${bytes} bytes)`, { file, bytes });
  },
};

/** A folder in the data directory that the server may write to, also if another user runs it. */
function makeStage(dataDir: string): string {
  const stage = mkdtempSync(join(resolve(dataDir), "stage-"));
  const { uid, gid } = statSync(dataDir);
  if (process.getuid?.() === 0) chownSync(stage, uid, gid);
  return stage;
}

/** The database first: files it names are there already, and files never change. */
async function archive(stage: string, dataDir: string, file: string): Promise<number> {
  const beside = `${file}.making`;
  const out = openSync(beside, "wx", 0o600);
  try {
    mkdirSync(join(dataDir, "files"), { recursive: true, mode: 0o700 });
    const what = ["-C", stage, database, "-C", dataDir, "--exclude=files/incoming", "files"];
    await tar(["-cf", "-", ...what], out);
    fsyncSync(out);
    renameSync(beside, file);
    return statSync(file).size;
  } finally {
    closeSync(out);
    rmSync(beside, { force: true });
  }
}

function tar(args: readonly string[], out: number | "ignore"): Promise<void> {
  return new Promise((fulfil, reject) => {
    const child = spawn("tar", args, { stdio: ["ignore", out, "pipe"] });
    let said = "";
    child.stderr?.on("data", (text: Buffer) => {
      said += text.toString();
    });
    child.on("error", (error) => reject(unavailable(`tar cannot be run: ${error.message}`)));
    child.on("close", (code) => (code === 0 ? fulfil() : reject(unavailable(`tar failed: ${said.trim()}`))));
  });
}

const restore: Command = {
  name: "restore",
  usage: ["FILE"],
  about: "Puts a backup in the place of everything that is there; the server must be stopped.",
  more: ["Devices notice at their next connection and fetch everything anew."],
  options: {},
  async run(call) {
    const file = resolve(argument(call, 0));
    const { dataDir } = configOf(call.world).config;
    if (!existsSync(file)) throw refused(`There is no file ${file}`, "no-such-file");
    if ((await runningServer(dataDir)) !== undefined)
      throw refused("The server runs: stop it first (elsewhere drain NODE)", "running");
    const unlock = lockDataDir(dataDir);
    try {
      await restoreInto(resolve(dataDir), file);
    } finally {
      unlock();
    }
    return done(`${dataDir} is as ${file} says`, { file, dataDir });
  },
};

async function restoreInto(dataDir: string, file: string): Promise<void> {
  const stage = makeStage(dataDir);
  try {
    if (isDatabase(file)) return takeDatabase(file, dataDir);
    await tar(["-xf", file, "-C", stage], "ignore").catch((error: Error) => {
      throw refused(`${file} is not a backup: ${error.message}`, "not-a-backup");
    });
    takeDatabase(join(stage, database), dataDir);
    takeFiles(stage, join(dataDir, "files"));
  } finally {
    rmSync(stage, { recursive: true, force: true });
  }
}

function takeDatabase(from: string, dataDir: string): void {
  try {
    restoreSqlite(from, join(dataDir, database));
  } catch (error) {
    throw refused(`Nothing was changed: ${(error as Error).message}`, "not-a-backup");
  }
}

function takeFiles(stage: string, files: string): void {
  const restored = join(stage, "files");
  if (existsSync(files)) renameSync(files, join(stage, "former"));
  if (existsSync(restored)) renameSync(restored, files);
}

const magic = "SQLite format 3\0";

/** A database alone, as an operator may have copied it. */
function isDatabase(file: string): boolean {
  const start = Buffer.alloc(magic.length);
  const opened = openSync(file, "r");
  try {
    readSync(opened, start, 0, start.length, 0);
  } finally {
    closeSync(opened);
  }
  return start.toString("latin1") === magic;
}

export const backupCommands: readonly Command[] = [backup, restore];
