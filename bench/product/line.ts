import { WebSocket } from "ws";
import type { SeededDevice } from "./seed.ts";

/** A frame that came. */
export interface Frame {
  readonly re?: string;
  readonly ok?: Record<string, unknown>;
  readonly error?: { readonly code: string; readonly text: string };
  readonly on?: string;
  readonly topic?: string;
  readonly offset?: number;
  readonly message?: { readonly text: string };
  readonly presence?: readonly { readonly account: string }[];
  readonly messages?: readonly { readonly text: string }[];
}

export interface Hello {
  readonly activity: "active" | "idle" | "asleep";
  readonly epoch?: string;
  readonly positions?: Readonly<Record<string, number>>;
}

/** A raw connection of one device: `ws` and JSON, nothing of the client package. */
export interface Connection {
  readonly epoch: string;
  send(frame: string): void;
  /** Ends without the closing handshake. */
  cut(): void;
}

/** Connects, says hello and resolves once it has caught up. `take` gets every frame but the answer to hello. */
export function connect(
  url: string,
  device: SeededDevice,
  hello: Hello,
  take: (frame: Frame) => void,
): Promise<Connection> {
  const socket = new WebSocket(`${url.replace("http", "ws")}/connect`, "elsewhere.1", {
    perMessageDeflate: false,
    skipUTF8Validation: true,
  });
  return new Promise((resolve, reject) => {
    let epoch = "";
    const one = (frame: Frame) => {
      if (frame.re === "hello") epoch = String(frame.ok?.["epoch"]);
      else take(frame);
      if (frame.error !== undefined && frame.re === "hello") reject(new Error(frame.error.text));
      if (frame.on === "closing") reject(new Error(`closed: ${JSON.stringify(frame)}`));
      if (frame.on === "caught-up")
        resolve({ epoch, send: (text) => socket.send(text), cut: () => socket.terminate() });
    };
    socket.on("error", reject);
    socket.on("close", (code: number) => reject(new Error(`closed with ${code}`)));
    socket.on("open", () =>
      socket.send(JSON.stringify({ id: "hello", do: "hello", token: device.token, ...hello })),
    );
    socket.on("message", (data: Buffer) => {
      const frames = JSON.parse(data.toString("latin1")) as Frame | Frame[];
      if (Array.isArray(frames)) frames.forEach(one);
      else one(frames);
    });
  });
}
