import type { Duplex } from "node:stream";
import { closeCodes, type CloseReason } from "@elsewhere/protocol";
import type { Meters } from "../options.ts";
import type { Wire } from "../session/wire.ts";
import type { SessionSocket } from "./session-socket.ts";
import { textFrame } from "./text-frame.ts";

/** Writes all sockets that have something to say, once per turn of the event loop. */
export class Flusher {
  #dirty: SocketWire[] = [];
  #scheduled = false;

  add(wire: SocketWire): void {
    this.#dirty.push(wire);
    if (this.#scheduled) return;
    this.#scheduled = true;
    setImmediate(this.#flush);
  }

  readonly #flush = (): void => {
    const dirty = this.#dirty;
    this.#dirty = [];
    this.#scheduled = false;
    for (const wire of dirty) wire.flush();
  };
}

/** What the wires of an edge share. */
export interface WireHost {
  readonly flusher: Flusher;
  readonly meters: Meters;
  readonly unsentBytes: number;
}

/** A share of the bound above which catching up waits. */
const roomShare = 1 / 8;

/**
 * The way out of one WebSocket. Frames of the same turn are joined into one message, a JSON array: a message costs a
 * system call, a frame within one next to nothing. Messages go to the carrying stream past `ws`, which writes pings and the
 * close to it in the same order: without compression it keeps nothing back.
 */
export class SocketWire implements Wire {
  readonly #socket: SessionSocket;
  readonly #stream: Duplex;
  readonly #host: WireHost;
  #frames: string[] | undefined;
  #characters = 0;
  /** Wakes who waits for room; there is one at most, the session catching up. */
  #wakeUp: (() => void) | undefined;
  #ending = false;

  constructor(socket: SessionSocket, stream: Duplex, host: WireHost) {
    this.#socket = socket;
    this.#stream = stream;
    this.#host = host;
  }

  write(frame: string): void {
    if (this.#ending) return;
    if (this.#frames === undefined) {
      this.#frames = [frame];
      this.#host.flusher.add(this);
    } else this.#frames.push(frame);
    this.#characters += frame.length;
    if (this.#characters > this.#host.unsentBytes) this.#tooSlow();
  }

  flush(): void {
    const frames = this.#frames;
    this.#frames = undefined;
    if (frames === undefined || this.#socket.readyState !== this.#socket.OPEN) return;
    this.#host.meters.sent(frames.length, this.#characters);
    this.#characters = 0;
    this.#stream.write(textFrame(frames.length === 1 ? (frames[0] ?? "") : `[${frames.join(",")}]`));
    if (this.#socket.bufferedAmount > this.#host.unsentBytes) this.#tooSlow();
  }

  end(reason: CloseReason): void {
    this.flush();
    this.#ending = true;
    this.#wake();
    this.#socket.close(closeCodes[reason].code, closeCodes[reason].text);
  }

  ping(): void {
    if (this.#socket.readyState === this.#socket.OPEN) this.#socket.ping();
  }

  room(): Promise<void> | undefined {
    if (this.#ending || this.#unsent() < this.#host.unsentBytes * roomShare) return undefined;
    this.flush();
    return new Promise((resolve) => {
      this.#wakeUp = resolve;
      // A ping leaves after all that was written before.
      this.#socket.ping(undefined, undefined, () => resolve());
    });
  }

  /** Nothing more will leave. */
  gone(): void {
    this.#ending = true;
    this.#frames = undefined;
    this.#wake();
  }

  #unsent(): number {
    return this.#socket.bufferedAmount + this.#characters;
  }

  #wake(): void {
    this.#wakeUp?.();
    this.#wakeUp = undefined;
  }

  #tooSlow(): void {
    if (this.#ending) return;
    this.#frames = undefined;
    this.#characters = 0;
    this.#socket.session?.end("too-slow");
  }
}
