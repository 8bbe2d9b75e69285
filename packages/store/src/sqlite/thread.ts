import { Worker } from "node:worker_threads";
import { Unavailable } from "@elsewhere/core";
import type { Durability } from "./driver.ts";
import { isFailure } from "./wire.ts";

/** What a thread is for. */
export type Task =
  | { readonly do: "write"; readonly path: string; readonly durability: Durability; readonly at: number }
  | { readonly do: "read"; readonly path: string }
  | { readonly do: "copy"; readonly path: string; readonly to: string };

interface Waiting {
  readonly resolve: (reply: unknown) => void;
  readonly reject: (error: Unavailable) => void;
}

/** Where the threads' program is: beside this file, as source or as its own bundle. */
export function defaultWorkerUrl(): URL {
  if (!import.meta.url.endsWith(".ts")) return new URL("./store-worker.mjs", import.meta.url);
  const readsTypeScript = (process.features as { typescript?: unknown }).typescript;
  return new URL(readsTypeScript ? "./worker.ts" : "./source-worker.mjs", import.meta.url);
}

/** A thread that answers groups in the order they were given. When it dies, all waiting and later asking fails. */
export class Thread {
  readonly #worker: Worker;
  readonly #waiting: Waiting[] = [];
  readonly #onDeath: (cause: unknown) => void;
  #dead: { readonly cause: unknown } | undefined;
  #closing = false;

  constructor(url: URL, task: Task, onDeath: (cause: unknown) => void) {
    this.#onDeath = onDeath;
    this.#worker = new Worker(url, { workerData: task, execArgv: [] });
    this.#worker.on("message", (reply: unknown) => this.#answer(reply));
    this.#worker.on("error", (error) => this.#die(error));
    this.#worker.on("exit", (code) => this.#die(new Error(`the store's thread ended with code ${code}`)));
  }

  /** Begins the task; resolves with what it says when it is ready. */
  start(): Promise<unknown> {
    return this.#post("start");
  }

  /** One reply for each order of the group, or `Unavailable` for all of it. */
  ask(group: readonly unknown[]): Promise<readonly unknown[]> {
    return this.#post(group) as Promise<readonly unknown[]>;
  }

  /** Ends the thread after all it was asked before. */
  async close(): Promise<void> {
    if (this.#dead !== undefined || this.#closing) return;
    const gone = new Promise<void>((resolve) => this.#worker.once("exit", () => resolve()));
    const closed = this.#post(null);
    this.#closing = true;
    await closed;
    await gone;
  }

  #post(message: unknown): Promise<unknown> {
    if (this.#dead !== undefined) return Promise.reject(new Unavailable("store", this.#dead.cause));
    if (this.#closing) return Promise.reject(new Unavailable("store", new Error("the store is closed")));
    return new Promise((resolve, reject) => {
      this.#waiting.push({ resolve, reject });
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
      this.#worker.postMessage(message);
    });
  }

  #answer(reply: unknown): void {
    const waiting = this.#waiting.shift();
    if (isFailure(reply)) waiting?.reject(unavailable(reply.failed));
    else waiting?.resolve(reply);
  }

  #die(cause: unknown): void {
    if (this.#dead !== undefined) return;
    this.#dead = { cause };
    for (const { reject } of this.#waiting.splice(0)) reject(new Unavailable("store", cause));
    if (!this.#closing) this.#onDeath(cause);
  }
}

/** What SQLite said in the thread, as the error the port promises. */
export function unavailable(failed: {
  readonly message: string;
  readonly code: string | undefined;
}): Unavailable {
  return new Unavailable("store", Object.assign(new Error(failed.message), { code: failed.code }));
}
