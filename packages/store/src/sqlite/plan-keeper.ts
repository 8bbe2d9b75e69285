import type { PlanRecord } from "@elsewhere/core";
import { packPlans, type PlanRow } from "./plans.ts";

/** How long kept plans may wait to be written, milliseconds. */
const longestWait = 250;
const mostWaiting = 1000;

/** Gathers plans so that they cost the commits beside which they are written next to nothing. */
export class PlanKeeper {
  readonly #write: (rows: readonly PlanRow[]) => Promise<unknown>;
  #waiting: PlanRecord[] = [];
  #written: Promise<void> = Promise.resolve();
  #timer: NodeJS.Timeout | undefined;

  constructor(write: (rows: readonly PlanRow[]) => Promise<unknown>) {
    this.#write = write;
  }

  keep(plans: readonly PlanRecord[]): void {
    for (const plan of plans) this.#waiting.push(plan);
    // An explanation that cannot be written is missed by nobody but who asks for it; commits tell of the trouble.
    const flush = () => void this.flush().catch(() => undefined);
    if (this.#waiting.length >= mostWaiting) flush();
    else this.#timer ??= setTimeout(flush, longestWait).unref();
  }

  /** Writes what waits; resolves when it can be read. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const rows = packPlans(this.#waiting);
    this.#waiting = [];
    // Writes are answered in order, so the newest is the last.
    if (rows.length === 0) return this.#written;
    const written = this.#write(rows).then(() => undefined);
    this.#written = written.catch(() => undefined);
    await written;
  }
}
