import { createInterface } from "node:readline";
import type { ChildProcess } from "node:child_process";
import type { RunningServer } from "./running-server.ts";

/** A line that `elsewhere watch` printed. */
export interface Line {
  readonly on: string;
  readonly id?: string;
  readonly position?: string;
  readonly message?: { readonly text: string };
}

/** `elsewhere watch` in a process of its own. */
export class Watch {
  readonly lines: Line[] = [];
  readonly #child: ChildProcess;
  readonly #gone: Promise<number | null>;
  #err = "";

  constructor(server: RunningServer, token: string, words: readonly string[] = []) {
    this.#child = server.start(["watch", ...words], { ELSEWHERE_TOKEN: token, ELSEWHERE_URL: server.url });
    this.#gone = new Promise((resolve) => this.#child.once("close", (code) => resolve(code)));
    this.#child.stderr?.on("data", (bytes: Buffer) => {
      this.#err += bytes.toString();
    });
    const { stdout } = this.#child;
    if (stdout === null) return;
    createInterface({ input: stdout }).on("line", (text) => this.lines.push(JSON.parse(text) as Line));
  }

  get err(): string {
    return this.#err;
  }

  get texts(): readonly string[] {
    return textsOf(this.lines);
  }

  /** The last position printed. */
  get position(): string {
    return this.lines.findLast(({ on }) => on === "position")?.position ?? "";
  }

  /** Resolves once it says that it has everything. */
  live(): Promise<void> {
    return this.until(() => this.lines.some(({ on }) => on === "caught-up"));
  }

  async until(isSo: () => boolean): Promise<void> {
    const deadline = performance.now() + 20_000;
    while (!isSo()) {
      if (performance.now() > deadline)
        throw new Error(`watch printed ${JSON.stringify(this.lines)} ${this.#err}`);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }

  /** Resolves with the exit code. */
  end(signal: NodeJS.Signals): Promise<number | null> {
    this.#child.kill(signal);
    return this.#gone;
  }

  /** Resolves with the exit code when it ends by itself. */
  ended(): Promise<number | null> {
    return this.#gone;
  }
}

export function textsOf(lines: readonly Line[]): readonly string[] {
  return lines.flatMap(({ on, message }) =>
    on === "message" && message !== undefined ? [message.text] : [],
  );
}

/**
 * The lines that hold, of several runs: each run begins with the position it goes on from, and what an earlier one
 * printed after that position is told again.
 */
export function merged(runs: readonly (readonly Line[])[]): readonly Line[] {
  return runs.reduce<readonly Line[]>((before, lines) => {
    const from = lines[0]?.position;
    const at = before.findLastIndex(({ position }) => position !== undefined && position === from);
    return [...before.slice(0, at + 1), ...lines.slice(at < 0 ? 0 : 1)];
  }, []);
}
