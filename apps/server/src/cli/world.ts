import type { Readable } from "node:stream";

/** What a command knows of its surroundings. */
export interface World {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly stdin: Readable & { readonly isTTY?: boolean; setRawMode?(on: boolean): unknown };
  /** Standard output; resolves when the system has taken it. */
  write(text: string): Promise<void>;
  /** A line for the person, on standard error. */
  note(text: string): void;
  /** Calls the listener when the program is asked to end; asked again, it ends at once. */
  onStop(listener: () => void): void;
}

const interrupted = 130;

export function createWorld(process: NodeJS.Process): World {
  // Whoever reads has gone: there is nobody to tell.
  process.stdout.on("error", (error: NodeJS.ErrnoException) => process.exit(error.code === "EPIPE" ? 0 : 3));
  return {
    environment: process.env,
    stdin: process.stdin,
    write: (text) => new Promise((resolve) => process.stdout.write(text, () => resolve())),
    note: (text) => void process.stderr.write(`${text}\n`),
    onStop(listener) {
      let asked = 0;
      for (const signal of ["SIGINT", "SIGTERM"] as const)
        process.on(signal, () => {
          asked += 1;
          if (asked === 1) listener();
          else process.exit(interrupted);
        });
    },
  };
}
