import { fileURLToPath } from "node:url";
import { WebSocket } from "ws";
import { startChild, type Child } from "../child.ts";
import { Acks } from "../load/acks.ts";
import type { Ears, Line, Place, System } from "../load/line.ts";

const program = fileURLToPath(new URL("relay.mjs", import.meta.url));

export interface Relay {
  readonly child: Child;
  readonly pid: number;
  readonly url: string;
}

export async function startRelay(kind: "plain" | "coalescing"): Promise<Relay> {
  const child = startChild(process.execPath, ["--inspect-port=127.0.0.1:0", program, kind]);
  const [, port] = await child.waitFor(/relay on (\d+)/);
  return { child, pid: child.pid, url: `ws://127.0.0.1:${port}` };
}

/** Connects to the relay under a name; `take` gets the text of every frame after the welcome. */
export function connectToRelay(
  url: string,
  hello: { readonly user: string; readonly contacts?: readonly string[] },
  take: (data: Buffer) => void,
): Promise<WebSocket> {
  const socket = new WebSocket(url, { perMessageDeflate: false, skipUTF8Validation: true });
  return new Promise((resolve, reject) => {
    socket.once("error", reject);
    socket.once("open", () => socket.send(JSON.stringify({ do: "hello", ...hello })));
    socket.once("message", () => {
      socket.on("message", take);
      resolve(socket);
    });
  });
}

/** The frames are filled up to the length of the product's notices, so that the same bytes are written. */
const filling = "y".repeat(190);

interface Passed {
  readonly re?: string;
  readonly to?: string;
  readonly text?: string;
}

/** The relay as a system under load. */
export function relaySystem(relay: Relay, kind: string): System {
  return {
    name: `${kind} relay`,
    answers: true,
    pid: relay.pid,
    async connect(place, ears) {
      const line = new RelayLine(place, ears);
      line.socket = await connectToRelay(relay.url, { user: `person${place.user}` }, (data) =>
        line.take(data),
      );
      return line;
    },
  };
}

class RelayLine implements Line {
  readonly #place: Place;
  readonly #ears: Ears;
  readonly #acks = new Acks((frame) => this.socket?.send(frame));
  socket: WebSocket | undefined;
  #received = 0;

  constructor(place: Place, ears: Ears) {
    this.#place = place;
    this.#ears = ears;
  }

  send(sequence: number, to: number, text: string): void {
    this.socket?.send(
      `{"id":"${sequence}","do":"send-message","to":"person${to}","text":"${text}","f":"${filling}"}`,
    );
  }

  take(data: Buffer): void {
    const frames = JSON.parse(data.toString("latin1")) as Passed | Passed[];
    if (Array.isArray(frames)) frames.forEach((frame) => this.#one(frame));
    else this.#one(frames);
  }

  #one({ re, to, text }: Passed): void {
    if (re !== undefined) return this.#ears.answered(Number(re));
    this.#received += 1;
    this.#acks.received(`d:person${this.#place.user}:${to}`, this.#received);
    this.#ears.arrived(this.#place, text ?? "");
  }

  close(): void {
    this.#acks.stop();
    this.socket?.terminate();
  }
}
