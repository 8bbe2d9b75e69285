import { WebSocket } from "ws";
import { subprotocol } from "@elsewhere/protocol";
import type { Rig } from "./rig.ts";

type Frame = Readonly<Record<string, unknown>>;

/** The other end of a WebSocket, for tests: frames as they come, messages as they came. */
export interface TestSocket {
  readonly ws: WebSocket;
  readonly frames: Frame[];
  /** How many WebSocket messages the frames came in. */
  messages: number;
  /** Waits for a frame that fits. */
  until(fits: (frame: Frame) => boolean): Promise<Frame>;
  /** Sends, and waits for the answer. */
  request(frame: Frame): Promise<Frame>;
  send(frame: unknown): void;
  /** Signs in and waits until caught up. */
  hello(token: string, more?: Frame): Promise<Frame>;
  readonly closed: Promise<{ readonly code: number; readonly text: string }>;
}

export async function openSocket(rig: Rig, headers: Record<string, string> = {}): Promise<TestSocket> {
  const ws = new WebSocket(`ws://127.0.0.1:${rig.port}/connect`, subprotocol, { headers });
  const socket = createTestSocket(ws);
  await new Promise<void>((resolve, reject) => {
    ws.once("open", () => resolve());
    ws.once("error", reject);
  });
  return socket;
}

function createTestSocket(ws: WebSocket): TestSocket {
  const frames: Frame[] = [];
  const waiting = new Set<() => void>();
  const socket: TestSocket = {
    ws,
    frames,
    messages: 0,
    send: (frame) => ws.send(typeof frame === "string" ? frame : JSON.stringify(frame)),
    until: (fits) =>
      new Promise((resolve, reject) => {
        const look = () => {
          const found = frames.find(fits);
          if (found === undefined && ws.readyState < WebSocket.CLOSING) return;
          waiting.delete(look);
          if (found === undefined) reject(new Error(`closed; came: ${JSON.stringify(frames).slice(0, 500)}`));
          else resolve(found);
        };
        waiting.add(look);
        look();
      }),
    request(frame) {
      socket.send(frame);
      return socket.until((one) => one["re"] === frame["id"]);
    },
    async hello(token, more = {}) {
      const answer = await socket.request({ id: "hello", do: "hello", token, ...more });
      await socket.until((frame) => frame["on"] === "caught-up");
      return answer;
    },
    closed: new Promise((resolve) => {
      ws.once("close", (code, reason) => resolve({ code, text: reason.toString() }));
    }),
  };
  ws.on("error", () => undefined);
  const wake = () => {
    for (const look of waiting) look();
  };
  ws.on("message", (data: Buffer) => {
    const value = JSON.parse(data.toString()) as Frame | Frame[];
    socket.messages++;
    frames.push(...(Array.isArray(value) ? value : [value]));
    wake();
  });
  ws.on("close", wake);
  return socket;
}
