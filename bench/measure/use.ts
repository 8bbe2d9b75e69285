import { readFileSync } from "node:fs";
import { execFileSync } from "node:child_process";

const ticksPerSecond = Number(execFileSync("getconf", ["CLK_TCK"], { encoding: "utf8" }));

/** User and system time of a whole process with all its threads since its start, in microseconds (proc(5), /proc/pid/stat). */
export function cpuMicros(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, "latin1");
  // The name of the program may hold spaces; what follows its closing bracket does not.
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return ((Number(fields[11]) + Number(fields[12])) / ticksPerSecond) * 1e6;
}

export interface Memory {
  /** Resident, including pages shared with other processes. */
  readonly rss: number;
  /** Resident and private to the process. */
  readonly uss: number;
}

/** Memory of a process in bytes (proc(5), /proc/pid/smaps_rollup). */
export function memoryOf(pid: number): Memory {
  const text = readFileSync(`/proc/${pid}/smaps_rollup`, "latin1");
  const of = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+) kB`, "m").exec(text)?.[1] ?? 0) * 1024;
  return { rss: of("Rss"), uss: of("Private_Clean") + of("Private_Dirty") };
}

/** Waits until a process uses next to no processor time, `atMost` milliseconds. */
export async function settled(pid: number, atMost: number): Promise<void> {
  const until = performance.now() + atMost;
  let quiet = 0;
  for (let before = cpuMicros(pid); quiet < 4 && performance.now() < until; ) {
    await pause(250);
    const now = cpuMicros(pid);
    quiet = now - before <= 10_000 ? quiet + 1 : 0;
    before = now;
  }
}

export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
