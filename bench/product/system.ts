import { Acks } from "../load/acks.ts";
import type { Ears, Line, Place, System } from "../load/line.ts";
import { connect, type Connection, type Frame } from "./line.ts";
import { nameOf, type SeededDevice } from "./seed.ts";
import type { Server } from "./server.ts";

/** The product as a system under load. */
export function productSystem(server: Server, devices: readonly (readonly SeededDevice[])[]): System {
  return {
    name: "elsewhere",
    answers: true,
    pid: server.pid,
    async connect(place, ears) {
      const device = devices[place.user]?.[place.index];
      if (device === undefined) throw new Error("no such device");
      const line = new ProductLine(place, ears);
      // One device of a person is in use, the other lies there.
      const activity = place.index === 0 ? "active" : "idle";
      line.opened(await connect(server.url, device, { activity }, (frame) => line.take(frame)));
      return line;
    },
  };
}

class ProductLine implements Line {
  readonly #place: Place;
  readonly #ears: Ears;
  readonly #positions = new Map<string, number>();
  readonly #acks = new Acks((frame) => this.#connection?.send(frame));
  #connection: Connection | undefined;

  constructor(place: Place, ears: Ears) {
    this.#place = place;
    this.#ears = ears;
  }

  opened(connection: Connection): void {
    this.#connection = connection;
  }

  send(sequence: number, to: number, text: string): void {
    // Ids as the client package makes them.
    const seconds = Math.floor(Date.now() / 1000).toString(36);
    this.#connection?.send(
      `{"id":"t${seconds}-${sequence}","do":"send-message","to":"${nameOf(to)}","text":"${text}"}`,
    );
  }

  take(frame: Frame): void {
    if (frame.re !== undefined) {
      if (frame.error !== undefined) this.#ears.wrong(`${frame.error.code}: ${frame.error.text}`);
      this.#ears.answered(Number(frame.re.slice(frame.re.indexOf("-") + 1)));
      return;
    }
    if (frame.topic === undefined || frame.offset === undefined) return;
    if (frame.on !== "snapshot") this.#inOrder(frame.topic, frame.offset);
    this.#positions.set(frame.topic, frame.offset);
    this.#acks.received(frame.topic, frame.offset);
    if (frame.on === "message" && frame.message !== undefined)
      this.#ears.arrived(this.#place, frame.message.text);
  }

  close(): void {
    this.#acks.stop();
    this.#connection?.cut();
  }

  #inOrder(topic: string, offset: number): void {
    const before = this.#positions.get(topic) ?? 0;
    if (this.#connection !== undefined && offset !== before + 1)
      this.#ears.wrong(`${topic}: ${offset} after ${before}`);
  }
}
