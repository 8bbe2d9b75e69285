import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { WebSocketServer, type ServerOptions, type WebSocket } from "ws";
import { closeReason, subprotocol } from "@elsewhere/protocol";
import { readFrames } from "../frames/read.ts";
import { credentialOf } from "../http/credentials.ts";
import type { Origins } from "../http/origin.ts";
import type { SessionHost } from "../session/host.ts";
import { Session } from "../session/session.ts";
import { Flusher, SocketWire, type WireHost } from "./outbox.ts";
import { SessionSocket } from "./session-socket.ts";

/** The WebSocket side of the edge. */
export interface Connections {
  /** Takes an upgrade request (RFC 6455 §4.2) for `/connect`. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  readonly sessions: ReadonlySet<SessionSocket>;
  close(): void;
}

export interface ConnectionsOptions {
  readonly host: SessionHost;
  readonly origins: Origins;
  readonly cookie: string;
  readonly isDraining: () => boolean;
}

/** What listeners need. They are the same functions for all sockets and find the session on the one they are called on. */
interface Shared extends ConnectionsOptions {
  readonly wires: WireHost;
  readonly sockets: Set<SessionSocket>;
}

export function createConnections(options: ConnectionsOptions): Connections {
  const { host } = options;
  const sockets = new Set<SessionSocket>();
  const wires = { flusher: new Flusher(), meters: host.meters, unsentBytes: host.limits.unsentBytes };
  const shared: Shared = { ...options, wires, sockets };
  const server = createServer(host);
  const listeners = createListeners(shared);
  return {
    sessions: sockets,
    upgrade(request, socket, head) {
      socket.on("error", ignore);
      if (options.isDraining()) return refuse(socket, 503, "Retry-After: 5\r\n");
      if (!offersSubprotocol(request)) return refuse(socket, 400, "");
      server.handleUpgrade(request, socket, head, (ws) => {
        socket.removeListener("error", ignore);
        open(shared, listeners, { ws: ws as SessionSocket, stream: socket, request });
      });
    },
    close() {
      for (const ws of sockets) ws.terminate();
      server.close();
    },
  };
}

function createServer(host: SessionHost): WebSocketServer {
  const options: ServerOptions<typeof SessionSocket> & { closeTimeout: number } = {
    noServer: true,
    clientTracking: false,
    perMessageDeflate: false,
    // Our own check comes with a code and a text of ours.
    skipUTF8Validation: true,
    maxPayload: host.limits.frameBytes,
    closeTimeout: host.limits.closeWithin,
    handleProtocols: () => subprotocol,
    WebSocket: SessionSocket,
  };
  return new WebSocketServer(options);
}

function offersSubprotocol(request: IncomingMessage): boolean {
  const offered = request.headers["sec-websocket-protocol"] ?? "";
  return offered.split(",").some((name) => name.trim() === subprotocol);
}

const ignore = (): void => undefined;

function refuse(socket: Duplex, status: 400 | 503, headers: string): void {
  const text = status === 503 ? "This node is closing down." : `The WebSocket subprotocol is ${subprotocol}.`;
  const phrase = status === 503 ? "Service Unavailable" : "Bad Request";
  socket.end(
    `HTTP/1.1 ${status} ${phrase}\r\nConnection: close\r\n${headers}Content-Type: text/plain\r\n` +
      `Content-Length: ${text.length}\r\n\r\n${text}`,
  );
}

interface Listeners {
  readonly message: (this: WebSocket, data: Buffer, isBinary: boolean) => void;
  readonly pong: (this: WebSocket) => void;
  readonly close: (this: WebSocket, code: number) => void;
}

/** A connection that was just upgraded. */
interface Opened {
  readonly ws: SessionSocket;
  /** What carries it. */
  readonly stream: Duplex;
  readonly request: IncomingMessage;
}

function open(shared: Shared, listeners: Listeners, { ws, stream, request }: Opened): void {
  const credential = credentialOf(request.headers, shared.cookie);
  ws.wire = new SocketWire(ws, stream, shared.wires);
  ws.session = new Session(shared.host, ws.wire, credential?.token);
  shared.sockets.add(ws);
  shared.host.meters.opened("websocket");
  ws.on("error", ignore);
  ws.on("message", listeners.message);
  ws.on("pong", listeners.pong);
  ws.on("close", listeners.close);
  // A page learns nothing from a refused upgrade; the close code tells it not to come back.
  if (!shared.origins.mayUse(request.headers)) ws.session.end("wrong-origin");
}

function createListeners({ host, sockets }: Shared): Listeners {
  return {
    message(data, isBinary) {
      const { session } = this as SessionSocket;
      if (session === undefined || session.isOver) return;
      if (isBinary) return session.end("bad-frame");
      const read = readFrames(data, host.limits);
      if ("refused" in read) return session.end(read.refused);
      host.meters.received(read.frames.length, data.length);
      session.take(read.frames);
    },
    pong() {
      (this as SessionSocket).session?.heard();
    },
    close(code) {
      const socket = this as SessionSocket;
      sockets.delete(socket);
      socket.wire?.gone();
      socket.session?.disconnected();
      host.meters.closed("websocket", closeReason(code) ?? "gone");
    },
  };
}
