import {
  closeSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";

/** Another process has the data directory. */
export class DirectoryInUse extends Error {
  override readonly name = "DirectoryInUse";
}

/**
 * Makes this process the only user of a data directory. Throws `DirectoryInUse`, naming the process, if another one that is alive
 * holds it; a lock left behind by one that died is taken over. The returned function gives it back.
 */
export function lockDataDir(dir: string): () => void {
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  const lock = join(dir, "lock");
  const own = `${lock}.${process.pid}`;
  writeHolder(own);
  try {
    while (!tryLink(own, lock)) clearStale(lock, dir);
  } finally {
    rmSync(own, { force: true });
  }
  let held = true;
  return () => {
    if (held) rmSync(lock, { force: true });
    held = false;
  };
}

/** A link is made with its content in one step, so a lock never reads as empty. */
function tryLink(own: string, lock: string): boolean {
  try {
    linkSync(own, lock);
    return true;
  } catch (error) {
    if (codeOf(error) === "EEXIST") return false;
    throw error;
  }
}

function writeHolder(path: string): void {
  const file = openSync(path, "w", 0o600);
  writeSync(file, `${process.pid} ${ownStart()} ${startOf(process.pid)}\n`);
  closeSync(file);
}

/** Moved away before it is removed: of two that find the same stale lock, one moves it and the other tries again. */
function clearStale(lock: string, dir: string): void {
  const holder = readHolder(lock);
  if (holder === undefined) return;
  if (isAlive(holder)) {
    throw new DirectoryInUse(
      `the data directory ${dir} is in use by process ${holder.pid}; stop it first (lock: ${lock})`,
    );
  }
  const stale = `${lock}.stale.${process.pid}`;
  try {
    renameSync(lock, stale);
    // Somebody was quicker and it is theirs that was moved: it goes back.
    if (readHolder(stale)?.pid !== holder.pid) linkSync(stale, lock);
  } catch (error) {
    if (codeOf(error) !== "ENOENT") throw error;
  }
  rmSync(stale, { force: true });
}

interface Holder {
  readonly pid: number;
  /** As the process itself knows it. */
  readonly ownStart: string;
  /** As the system tells others. */
  readonly start: string;
}

/** Undefined: the lock was given back meanwhile. Not a number: 0, which no process has. */
function readHolder(lock: string): Holder | undefined {
  try {
    const [pid = "", ownStart = "", start = ""] = readFileSync(lock, "utf8").trim().split(" ");
    return { pid: Number.parseInt(pid, 10) || 0, ownStart, start };
  } catch (error) {
    if (codeOf(error) === "ENOENT") return undefined;
    throw error;
  }
}

/** In a container the server has the same number after every start, so the number alone does not tell. */
function isAlive({ pid, ownStart: origin, start }: Holder): boolean {
  if (pid === process.pid) return origin === ownStart();
  if (pid <= 0 || !exists(pid)) return false;
  const started = startOf(pid);
  return started === "" || start === "" || started === start;
}

function exists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) === "EPERM";
  }
}

function ownStart(): string {
  return String(performance.timeOrigin);
}

/** When the process started (clock ticks since boot, proc(5)); empty where the system does not tell. */
function startOf(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19] ?? "";
  } catch {
    return "";
  }
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && "code" in error ? String(error.code) : undefined;
}
