/** In milliseconds and entries, as the client package does it: whichever comes first. */
const within = 100;
const atMost = 50;

/** Acknowledges what a device received as the client package does: cumulative, gathered for a moment. */
export class Acks {
  readonly #send: (frame: string) => void;
  #positions: Record<string, number> = {};
  #entries = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(send: (frame: string) => void) {
    this.#send = send;
  }

  received(topic: string, offset: number): void {
    this.#positions[topic] = offset;
    this.#entries += 1;
    if (this.#entries >= atMost) this.#flush();
    else this.#timer ??= setTimeout(() => this.#flush(), within);
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  #flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const frame = `{"do":"ack","positions":${JSON.stringify(this.#positions)}}`;
    this.#positions = {};
    this.#entries = 0;
    this.#send(frame);
  }
}
