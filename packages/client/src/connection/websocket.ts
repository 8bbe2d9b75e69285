import { subprotocol } from "@elsewhere/protocol/subprotocol";
import type { Transport, TransportEvents } from "./transport.ts";

/** The part of a WebSocket (as in browsers) that is used here. */
export interface WebSocketLike {
  addEventListener(type: "open" | "error", listener: () => void): void;
  addEventListener(type: "message", listener: (event: { readonly data: unknown }) => void): void;
  addEventListener(type: "close", listener: (event: { readonly code: number }) => void): void;
  send(text: string): void;
  close(code?: number): void;
  /** Where the implementation can end without the closing handshake. */
  terminate?(): void;
}

/** Makes a WebSocket. `heard` is to be called at each ping, if the implementation shows them. */
export type OpenWebSocket = (url: string, protocol: string, heard: () => void) => WebSocketLike;

/** Opens `wss://…/connect`. */
export function dialWebSocket(base: string, open: OpenWebSocket, events: TransportEvents): Transport {
  const url = `${base.replace(/^http/, "ws")}/connect`;
  let socket: WebSocketLike | undefined;
  let ended = false;
  const end = (code: number | undefined) => {
    if (ended) return;
    ended = true;
    events.closed(code);
  };
  try {
    socket = open(url, subprotocol, () => events.heard());
    listen(socket, events, end);
  } catch {
    // A URL or a policy that the runtime refuses is a transport that cannot be had.
    queueMicrotask(() => end(undefined));
  }
  return {
    send: (text) => {
      if (!ended) socket?.send(text);
    },
    close: () => socket?.close(1000),
    cut: () => {
      if (socket?.terminate !== undefined) socket.terminate();
      else socket?.close();
      end(undefined);
    },
  };
}

function listen(socket: WebSocketLike, events: TransportEvents, end: (code: number) => void): void {
  socket.addEventListener("open", () => events.opened());
  socket.addEventListener("message", ({ data }) => {
    if (typeof data === "string") events.received(data);
  });
  socket.addEventListener("close", ({ code }) => end(code));
  // `close` follows; without a listener some implementations throw.
  socket.addEventListener("error", () => undefined);
}
