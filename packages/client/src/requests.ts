import type { Alarm, Clock } from "@elsewhere/machine";
import { limits } from "@elsewhere/protocol/limits";
import type { Answer, Args, RequestName } from "@elsewhere/protocol/requests";
import type { Frame } from "./connection/connection.ts";
import { ConnectionClosed, RequestError, timedOut } from "./errors.ts";

export interface AskOptions {
  /** The same id makes it the same command. Made up unless given. */
  readonly id?: string;
  /** Milliseconds until it is given up, waiting for a connection included. `Infinity`: never. 30 s unless told. */
  readonly within?: number;
  /** Only on the present connection: fails with `ConnectionClosed` when that is lost. */
  readonly once?: boolean;
}

interface Pending {
  readonly id: string;
  readonly frame: object;
  readonly once: boolean;
  readonly patience: Alarm | undefined;
  sent: boolean;
  resolve(answer: unknown): void;
  reject(error: Error): void;
}

export interface RequestsOptions {
  readonly clock: Clock;
  readonly newId: () => string;
  readonly isOpen: () => boolean;
  readonly send: (frame: object) => void;
}

const usualPatience = 30_000;
/** A little below what the server allows, since other frames count too. */
const pace = { perSecond: limits.requestsPerSecond * 0.8, burst: limits.requestBurst * 0.8 } as const;
const outstandingMost = limits.outstanding - 16;

/**
 * Requests and their answers. What is unanswered when a connection ends is asked again on the next under the same
 * id, which the server answers as the first time.
 */
export class Requests {
  readonly #options: RequestsOptions;
  readonly #pending = new Map<string, Pending>();
  #outstanding = 0;
  #tokens: number = pace.burst;
  #countedAt: number;
  #wake: Alarm | undefined;
  #closed: string | undefined;

  constructor(options: RequestsOptions) {
    this.#options = options;
    this.#countedAt = options.clock.now();
  }

  /** Asks; rejects with `RequestError` or `ConnectionClosed`. */
  ask<N extends RequestName>(name: N, args: Args<N>, options: AskOptions = {}): Promise<Answer<N>> {
    const { id = this.#options.newId(), within = usualPatience, once = false } = options;
    if (this.#closed !== undefined) return Promise.reject(new ConnectionClosed(this.#closed));
    if (once && !this.#options.isOpen()) return Promise.reject(new ConnectionClosed("lost"));
    return new Promise<Answer<N>>((resolve, reject) => {
      const patience = this.#patience(id, within);
      const frame = { id, do: name, ...args };
      const settle = resolve as (answer: unknown) => void;
      this.#pending.set(id, { id, frame, once, patience, sent: false, resolve: settle, reject });
      this.#flush();
    });
  }

  /** An answer came. */
  answered(frame: Frame): void {
    const pending = this.#pending.get(frame.re ?? "");
    if (pending === undefined) return;
    if (frame.error?.code === "too-fast") return this.#askLater(pending, frame.error.retryAfter ?? 1_000);
    this.#drop(pending);
    if (frame.error === undefined) pending.resolve(frame.ok);
    else pending.reject(new RequestError(frame.error));
    this.#flush();
  }

  /** The server let us in: what waits is asked, what was unanswered is asked again. */
  opened(): void {
    this.#closed = undefined;
    this.#flush();
  }

  lost(): void {
    this.#outstanding = 0;
    for (const pending of this.#pending.values()) {
      pending.sent = false;
      if (!pending.once) continue;
      this.#drop(pending);
      pending.reject(new ConnectionClosed("lost"));
    }
  }

  /** Nothing will be answered any more. `reopen` takes it back. */
  close(reason: string): void {
    this.#closed = reason;
    if (this.#wake !== undefined) this.#options.clock.alarms.clear(this.#wake);
    this.#wake = undefined;
    this.#outstanding = 0;
    for (const pending of this.#pending.values()) {
      this.#drop(pending);
      pending.reject(new ConnectionClosed(reason));
    }
  }

  reopen(): void {
    this.#closed = undefined;
  }

  #patience(id: string, within: number): Alarm | undefined {
    if (within === Number.POSITIVE_INFINITY) return undefined;
    const { clock } = this.#options;
    return clock.alarms.set(clock.now() + within, () => {
      const pending = this.#pending.get(id);
      if (pending === undefined) return;
      this.#drop(pending);
      pending.reject(timedOut());
      this.#flush();
    });
  }

  #drop(pending: Pending): void {
    this.#pending.delete(pending.id);
    if (pending.sent && this.#outstanding > 0) this.#outstanding -= 1;
    if (pending.patience !== undefined) this.#options.clock.alarms.clear(pending.patience);
  }

  #askLater(pending: Pending, after: number): void {
    pending.sent = false;
    if (this.#outstanding > 0) this.#outstanding -= 1;
    this.#tokens = 0;
    this.#flushAt(this.#options.clock.now() + after);
  }

  #flush(): void {
    if (!this.#options.isOpen() || this.#wake !== undefined) return;
    this.#count();
    for (const pending of this.#pending.values()) {
      if (pending.sent) continue;
      if (this.#outstanding >= outstandingMost) return;
      if (this.#tokens < 1) return this.#flushAt(this.#options.clock.now() + 1_000 / pace.perSecond);
      this.#tokens -= 1;
      this.#outstanding += 1;
      pending.sent = true;
      this.#options.send(pending.frame);
    }
  }

  #count(): void {
    const now = this.#options.clock.now();
    const grown = this.#tokens + ((now - this.#countedAt) * pace.perSecond) / 1_000;
    this.#tokens = Math.min(pace.burst, Math.max(grown, this.#tokens));
    this.#countedAt = now;
  }

  #flushAt(at: number): void {
    if (this.#wake !== undefined) return;
    this.#wake = this.#options.clock.alarms.set(at, () => {
      this.#wake = undefined;
      this.#flush();
    });
  }
}
