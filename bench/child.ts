import { spawn } from "node:child_process";

/** A process under test. */
export interface Child {
  readonly pid: number;
  /** Resolves with the match once the process has printed it; rejects if it ends before, or after half a minute. */
  waitFor(pattern: RegExp): Promise<RegExpExecArray>;
  /** Asks it to end and waits for it. */
  stop(): Promise<void>;
}

interface Waiting {
  readonly pattern: RegExp;
  readonly resolve: (match: RegExpExecArray) => void;
  readonly reject: (error: Error) => void;
}

const patience = 30_000;

/** Starts a program. It ends with this process. */
export function startChild(
  command: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Child {
  const child = spawn(command, args, {
    env: { ...process.env, ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const waiting = new Set<Waiting>();
  let printed = "";
  const read = (chunk: Buffer) => {
    printed = (printed + chunk.toString()).slice(-65_536);
    for (const one of waiting) {
      const match = one.pattern.exec(printed);
      if (match !== null) one.resolve(match);
    }
  };
  child.stdout.on("data", read);
  child.stderr.on("data", read);
  const gone = new Promise<void>((resolve) => child.once("close", () => resolve()));
  const end = () => child.kill("SIGKILL");
  process.once("exit", end);
  void gone.then(() => {
    process.removeListener("exit", end);
    for (const { reject } of waiting) reject(new Error(`${command} ended:\n${printed}`));
  });
  child.once("error", (error) => waiting.forEach(({ reject }) => reject(error)));
  return {
    pid: child.pid ?? -1,
    async waitFor(pattern) {
      let one: Waiting | undefined;
      let timer: NodeJS.Timeout | undefined;
      try {
        return await new Promise<RegExpExecArray>((resolve, reject) => {
          one = { pattern, resolve, reject };
          waiting.add(one);
          timer = setTimeout(
            () => reject(new Error(`${command} did not say ${pattern}:\n${printed}`)),
            patience,
          );
          const match = pattern.exec(printed);
          if (match !== null) resolve(match);
        });
      } finally {
        clearTimeout(timer);
        if (one !== undefined) waiting.delete(one);
      }
    },
    async stop() {
      child.kill("SIGTERM");
      const late = setTimeout(end, 15_000);
      await gone;
      clearTimeout(late);
    },
  };
}
