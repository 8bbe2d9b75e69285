import { spawn } from "node:child_process";

/**
 * Runs a Node program with this terminal and says its exit code; null when it was ended.
 * A program that is not done after `limit` ms is ended with all it started: a test that turns in a circle cannot be
 * stopped from within its own process.
 */
export function runBounded(args: readonly string[], cwd: string, limit: number): Promise<number | null> {
  const child = spawn(process.execPath, args, { cwd, stdio: "inherit", detached: true });
  const end = (): void => {
    if (child.pid !== undefined) process.kill(-child.pid, "SIGKILL");
  };
  const stop = (): void => {
    end();
    process.exit(130);
  };
  const signals = ["SIGINT", "SIGTERM"] as const;
  for (const signal of signals) process.once(signal, stop);
  const timer = setTimeout(() => {
    console.error(`not done after ${Math.round(limit / 1000)} s: ended`);
    end();
  }, limit);
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code) => {
      clearTimeout(timer);
      for (const signal of signals) process.removeListener(signal, stop);
      resolve(code);
    });
  });
}
