import type { Alarm, Clock } from "@elsewhere/machine";

export interface AcksOptions {
  readonly clock: Clock;
  readonly send: (positions: Record<string, number>) => void;
}

/** In milliseconds and entries: whichever comes first. */
const within = 100;
const atMost = 50;

/** Tells the server how far topics were received: cumulative, and a few times a second at most. */
export class Acks {
  readonly #options: AcksOptions;
  readonly #positions = new Map<string, number>();
  #entries = 0;
  #alarm: Alarm | undefined;

  constructor(options: AcksOptions) {
    this.#options = options;
  }

  received(topic: string, offset: number): void {
    this.#positions.set(topic, offset);
    this.#entries += 1;
    if (this.#entries >= atMost) return this.flush();
    const { clock } = this.#options;
    this.#alarm ??= clock.alarms.set(clock.now() + within, () => this.flush());
  }

  flush(): void {
    const positions = Object.fromEntries(this.#positions);
    const isEmpty = this.#positions.size === 0;
    this.clear();
    if (!isEmpty) this.#options.send(positions);
  }

  /** Forgets what was not told: the positions of the next `hello` say it. */
  clear(): void {
    this.#positions.clear();
    this.#entries = 0;
    if (this.#alarm !== undefined) this.#options.clock.alarms.clear(this.#alarm);
    this.#alarm = undefined;
  }
}
