import type { ServerResponse } from "node:http";
import type { Clock } from "@elsewhere/machine";
import type { Duration, Time } from "@elsewhere/core";
import type { Mailbox, Reader } from "./mailbox.ts";

/** Bytes waiting in the socket above which frames stay in the mailbox. */
const full = 64 * 1024;

/** A mailbox as server-sent events (HTML standard §9.2): `id` is the cursor, `data` one frame or an array. */
export class EventStream implements Reader {
  readonly #box: Mailbox;
  readonly #response: ServerResponse;
  readonly #clock: Clock;
  readonly #openedAt: Time;
  readonly #lasts: Duration;
  #cursor: number;
  #over = false;

  /** `lasts`: a stream is ended after this; the client opens the next, which shows that it is still there. */
  constructor(box: Mailbox, cursor: number, response: ServerResponse, clock: Clock, lasts: Duration) {
    this.#box = box;
    this.#cursor = cursor;
    this.#response = response;
    this.#clock = clock;
    this.#openedAt = clock.now();
    this.#lasts = lasts;
    response.on("close", () => this.#stop());
    response.on("drain", () => this.arrived());
    response.on("error", () => undefined);
    response.write("retry: 500\n\n");
    box.read(this);
    this.arrived();
  }

  arrived(): void {
    if (this.#over || this.#response.writableLength > full) return;
    if (this.#box.shelf.last > this.#cursor) this.#send();
    if (this.#box.ended) this.#end();
  }

  beat(): void {
    if (this.#over) return;
    if (this.#clock.now() - this.#openedAt >= this.#lasts) this.#end();
    else this.#response.write(":\n\n");
  }

  replaced(): void {
    this.#end();
  }

  #send(): void {
    const { frames, cursor } = this.#box.shelf.after(this.#cursor);
    this.#cursor = cursor;
    const data = frames.length === 1 ? (frames[0] ?? "") : `[${frames.join(",")}]`;
    this.#response.write(`id: ${cursor}\ndata: ${data}\n\n`);
  }

  #end(): void {
    if (this.#over) return;
    this.#stop();
    this.#response.end();
  }

  #stop(): void {
    this.#over = true;
    this.#box.leave(this);
  }
}
