import { spawn } from "node:child_process";
import {
  chownSync,
  closeSync,
  fsyncSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  renameSync,
  rmSync,
  statSync,
} from "node:fs";
import { join, resolve } from "node:path";

/** What the database is called, in the data directory and in a backup. */
export const database = "elsewhere.db";

/** A folder in the data directory that the server may write to, also if another user runs it. */
export function makeStage(dataDir: string): string {
  const stage = mkdtempSync(join(resolve(dataDir), "stage-"));
  const { uid, gid } = statSync(dataDir);
  if (process.getuid?.() === 0) chownSync(stage, uid, gid);
  return stage;
}

/** The database first: files it names are there already, and files never change. */
export async function archive(stage: string, dataDir: string, file: string): Promise<number> {
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

export function tar(args: readonly string[], out: number | "ignore"): Promise<void> {
  return new Promise((fulfil, reject) => {
    const child = spawn("tar", args, { stdio: ["ignore", out, "pipe"] });
    let said = "";
    child.stderr?.on("data", (text: Buffer) => {
      said += text.toString();
    });
    child.on("error", (error) => reject(new Error(`tar cannot be run: ${error.message}`)));
    child.on("close", (code) => (code === 0 ? fulfil() : reject(new Error(`tar failed: ${said.trim()}`))));
  });
}
