/** The entry of the store's threads: one writes, one reads, one makes a copy and ends. */
import { parentPort, workerData } from "node:worker_threads";
import { copyDatabase } from "./copy.ts";
import { openForReading, openForWriting } from "./driver.ts";
import { migrate, readEpoch } from "./migrate.ts";
import { Reader } from "./reader.ts";
import { failure, type Order } from "./wire.ts";
import type { Task } from "./thread.ts";
import { Writer, type WriteOrder } from "./writer.ts";

type Run = (group: readonly unknown[]) => unknown;

interface Job {
  /** What the thread says when it is ready. */
  readonly ready: unknown;
  readonly run: Run;
  readonly close: () => void;
}

function start(task: Task): Job {
  switch (task.do) {
    case "write":
      return startWriter(task);
    case "read":
      return startReader(task);
    case "copy":
      copyDatabase(task.path, task.to, undefined);
      return { ready: true, run: () => [], close: () => undefined };
  }
}

function startWriter({ path, durability, at }: Extract<Task, { do: "write" }>): Job {
  const db = openForWriting(path, durability);
  migrate(db, at);
  const writer = new Writer(db);
  return {
    ready: readEpoch(db),
    run: (group) => writer.run(group as WriteOrder[]),
    close: () => writer.close(),
  };
}

function startReader({ path }: Extract<Task, { do: "read" }>): Job {
  const reader = new Reader(openForReading(path));
  return {
    ready: true,
    run: (orders) => reader.run(orders as Order[]),
    close: () => reader.close(),
  };
}

/** Groups come as arrays and are answered in order; `null` closes. */
function serve(port: NonNullable<typeof parentPort>): void {
  let job: Job | undefined;
  const answer = (work: () => unknown) => {
    try {
      port.postMessage(work());
    } catch (error) {
      port.postMessage(failure(error));
    }
  };
  port.on("message", (group: readonly unknown[] | null | "start") => {
    if (group === "start") answer(() => (job = start(workerData as Task)).ready);
    else if (group !== null) answer(() => (job as Job).run(group));
    else {
      answer(() => job?.close());
      port.close();
    }
  });
}

if (parentPort !== null) serve(parentPort);
