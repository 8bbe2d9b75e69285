import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { cpus, release, totalmem } from "node:os";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** Where and with what a figure was measured. */
export interface About {
  readonly at: string;
  readonly commit: string;
  readonly machine: {
    readonly cpu: string;
    readonly cores: number;
    readonly memoryGB: number;
    readonly kernel: string;
  };
  readonly versions: Readonly<Record<string, string>>;
}

export function about(): About {
  const processors = cpus();
  return {
    at: new Date().toISOString(),
    commit: commit(),
    machine: {
      cpu: processors[0]?.model.trim() ?? "unknown",
      cores: processors.length,
      memoryGB: Math.round(totalmem() / 2 ** 30),
      kernel: release(),
    },
    versions: { node: process.version, ws: packageVersion("ws") },
  };
}

function commit(): string {
  try {
    const git = (...args: string[]) => execFileSync("git", args, { cwd: root, encoding: "utf8" }).trim();
    const changed = git("status", "--porcelain", "--", "packages", "apps", "package-lock.json") !== "";
    return `${git("rev-parse", "--short", "HEAD")}${changed ? " with changes" : ""}`;
  } catch {
    return "unknown";
  }
}

function packageVersion(name: string): string {
  const entry = createRequire(import.meta.url).resolve(`${name}/package.json`);
  return (JSON.parse(readFileSync(entry, "utf8")) as { version: string }).version;
}
