import { spawn, type ChildProcess } from "node:child_process";
import { mkdtempSync, readFileSync, realpathSync, rmSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { setTimeout as delay } from "node:timers/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Answer, Args, RequestName } from "@elsewhere/protocol/requests";

/** The built product, as `npm run build` leaves it. Another build can be tried with ELSEWHERE_TEST_PROGRAM. */
const program = realpathSync(
  process.env["ELSEWHERE_TEST_PROGRAM"] ?? fileURLToPath(new URL("../dist/server/main.mjs", import.meta.url)),
);

export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

type Variables = Readonly<Record<string, string>>;

/** A server in a process of its own, with a data directory and a port of its own; it can be killed and started again. */
export class RunningServer {
  readonly folder = mkdtempSync(join(tmpdir(), "elsewhere-e2e-"));
  readonly dataDir = join(this.folder, "data");
  readonly port: number;
  readonly #children = new Set<ChildProcess>();
  #server: ChildProcess | undefined;

  constructor(port: number) {
    this.port = port;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  get pid(): number | undefined {
    return this.#server?.pid;
  }

  /** Of the process that started last, as node says it: undefined while it runs. */
  get exitCode(): number | null | undefined {
    return this.#server?.exitCode;
  }

  get environment(): Variables {
    const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith("ELSEWHERE_"));
    return {
      ...(Object.fromEntries(inherited) as Variables),
      ELSEWHERE_DATA_DIR: this.dataDir,
      ELSEWHERE_HTTP_PORT: String(this.port),
      ELSEWHERE_NODE_NAME: "node-1",
      ELSEWHERE_LOG_LEVEL: "error",
      ELSEWHERE_DRAIN_TIME: "200ms",
      XDG_STATE_HOME: join(this.folder, "state"),
    };
  }

  /** Starts the process; it serves once `ready` resolves, which tells what it printed. */
  spawn(): { readonly ready: Promise<string> } {
    const child = this.start(["serve"], {});
    this.#server = child;
    let printed = "";
    const ready = new Promise<string>((resolve, reject) => {
      child.stdout?.on("data", (bytes: Buffer) => {
        printed += bytes.toString();
        if (printed.includes("Elsewhere is at ")) resolve(printed);
      });
      child.stderr?.on("data", (bytes: Buffer) => {
        printed += bytes.toString();
      });
      child.once("close", (code) => reject(new Error(`the server ended with ${code}: ${printed}`)));
    });
    // Whoever kills it while it starts does not wait for it.
    ready.catch(() => undefined);
    return { ready };
  }

  /** Ends the server with the signal; resolves when the process is gone. */
  async end(signal: "SIGKILL" | "SIGTERM"): Promise<number | null> {
    const server = this.#server;
    if (server === undefined || server.exitCode !== null || server.signalCode !== null) return null;
    const gone = new Promise<number | null>((resolve) => server.once("close", (code) => resolve(code)));
    server.kill(signal);
    return gone;
  }

  /** Starts a command that goes on. */
  start(words: readonly string[], variables: Variables): ChildProcess {
    const env = { ...this.environment, ...variables };
    const child = spawn(process.execPath, [program, ...words], { env, cwd: this.folder });
    this.#children.add(child);
    child.once("close", () => this.#children.delete(child));
    return child;
  }

  /** Runs a command to its end. */
  run(words: readonly string[], variables: Variables = {}, input = ""): Promise<Ended> {
    const child = this.start(words, variables);
    child.stdin?.end(input);
    return endOf(child);
  }

  /** Runs a command to its end and gives it one line after the other, as a person would type them. */
  async feed(words: readonly string[], variables: Variables, lines: readonly string[]): Promise<Ended> {
    const child = this.start(words, variables);
    const ended = endOf(child);
    for (const line of lines) {
      child.stdin?.write(`${line}\n`);
      await delay(20);
    }
    child.stdin?.end();
    return ended;
  }

  /** Asks the running server as its operator. */
  async ask<N extends RequestName>(name: N, args: Args<N>): Promise<Answer<N>> {
    const control = JSON.parse(readFileSync(join(this.dataDir, "control.json"), "utf8")) as { token: string };
    const response = await fetch(`${this.url}/api/v1/do/${name}`, {
      method: "POST",
      headers: { authorization: `Bearer ${control.token}`, "content-type": "application/json" },
      body: JSON.stringify(args),
    });
    if (!response.ok) throw new Error(`${name}: ${await response.text()}`);
    return (await response.json()) as Answer<N>;
  }

  /** Ends every process that was started here and removes the folder. */
  async clear(): Promise<void> {
    const left = [...this.#children].map((child) => {
      const gone = new Promise((resolve) => child.once("close", resolve));
      child.kill("SIGKILL");
      return gone;
    });
    await Promise.all(left);
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** A server that has not been started, on a port that is free now. */
export async function newServer(): Promise<RunningServer> {
  const trial = createServer();
  await new Promise<void>((resolve) => trial.listen(0, "127.0.0.1", resolve));
  const { port } = trial.address() as AddressInfo;
  await new Promise((resolve) => trial.close(resolve));
  return new RunningServer(port);
}

function endOf(child: ChildProcess): Promise<Ended> {
  let [out, err] = ["", ""];
  child.stdout?.on("data", (bytes: Buffer) => {
    out += bytes.toString();
  });
  child.stderr?.on("data", (bytes: Buffer) => {
    err += bytes.toString();
  });
  return new Promise((resolve) => child.once("close", (code) => resolve({ code, out, err })));
}
