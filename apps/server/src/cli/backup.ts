import { closeSync, existsSync, openSync, readSync, renameSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { lockDataDir, restoreSqlite } from "@elsewhere/store";
import { archive, database, makeStage, tar } from "../boot/archive.ts";
import { administer, runningServer } from "./administration.ts";
import { argument, done, type Command } from "./command.ts";
import { refused } from "./failure.ts";
import { ask, configOf } from "./server.ts";

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
