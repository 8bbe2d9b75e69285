import { unavailable } from "./thread.ts";
import { isFailure } from "./wire.ts";

interface Waiting {
  readonly resolve: (reply: never) => void;
  readonly reject: (error: unknown) => void;
}

/** What a queue hands its groups to. */
export type Ask = (group: readonly unknown[]) => Promise<readonly unknown[]>;

export interface QueuePolicy {
  /** Least time between the starts of two groups, milliseconds; 0: none. A lone order never waits. */
  readonly gather: number;
  /** Whether a group waits until the one before is answered. */
  readonly oneByOne: boolean;
  /** Most orders in a group. */
  readonly most: number;
}

/**
 * Puts orders together into groups: all of one turn of the event loop, and all that comes while a group is away.
 * Under load this makes few large groups, which is where a commit costs least.
 */
export class GroupQueue {
  readonly #ask: Ask;
  readonly #policy: QueuePolicy;
  #orders: unknown[] = [];
  #waiting: Waiting[] = [];
  #away = 0;
  #scheduled = false;
  #lastStart = Number.NEGATIVE_INFINITY;
  #idle: (() => void)[] = [];
  groups = 0;
  /** Milliseconds groups were away, summed. */
  time = 0;

  constructor(ask: Ask, policy: QueuePolicy) {
    this.#ask = ask;
    this.#policy = policy;
  }

  get length(): number {
    return this.#orders.length;
  }

  /** Resolves with the order's own reply. */
  add<T>(order: unknown): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      this.#orders.push(order);
      this.#waiting.push({ resolve, reject });
      this.#schedule();
    });
  }

  /** Resolves when everything added so far is answered. */
  async drained(): Promise<void> {
    if (this.#orders.length === 0 && this.#away === 0) return;
    await new Promise<void>((resolve) => this.#idle.push(resolve));
  }

  #schedule(): void {
    if (this.#scheduled || this.#orders.length === 0) return;
    if (this.#policy.oneByOne && this.#away > 0) return;
    this.#scheduled = true;
    const wait = this.#policy.gather - (performance.now() - this.#lastStart);
    // After the reads of this turn, so that what several sockets brought goes into one group.
    if (wait <= 0) setImmediate(() => this.#send());
    else setTimeout(() => this.#send(), wait);
  }

  #send(): void {
    this.#scheduled = false;
    const orders = this.#orders.splice(0, this.#policy.most);
    const waiting = this.#waiting.splice(0, this.#policy.most);
    const start = performance.now();
    this.#lastStart = start;
    this.#away++;
    this.groups++;
    this.#ask(orders).then(
      (replies) => this.#back(start, () => settle(waiting, replies)),
      (error: unknown) => this.#back(start, () => refuse(waiting, error)),
    );
    this.#schedule();
  }

  #back(start: number, settleAll: () => void): void {
    this.#away--;
    this.time += performance.now() - start;
    this.#schedule();
    settleAll();
    if (this.#orders.length > 0 || this.#away > 0) return;
    for (const resolve of this.#idle.splice(0)) resolve();
  }
}

function settle(waiting: readonly Waiting[], replies: readonly unknown[]): void {
  for (let i = 0; i < waiting.length; i++) {
    const reply = replies[i];
    if (isFailure(reply)) waiting[i]?.reject(unavailable(reply.failed));
    else waiting[i]?.resolve(reply as never);
  }
}

function refuse(waiting: readonly Waiting[], error: unknown): void {
  for (const { reject } of waiting) reject(error);
}
