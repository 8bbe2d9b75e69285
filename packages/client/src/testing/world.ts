import type { Clock } from "@elsewhere/machine";
import type { WebSocketLike } from "../connection/websocket.ts";
import { ModelServer, type ModelOptions } from "./model-server.ts";
import { ModelStore } from "./model-store.ts";

/** One end of a network link, as far as it is needed here. */
export interface Wire {
  send(text: string): void;
  close(): void;
  receive(receiver: { value(text: string): void; closed(): void }): void;
}

type Listeners = { [type: string]: ((event: never) => void)[] };

/** A WebSocket over the end of a link: open at the first word from the other side (`""`). */
export function socketOver(wire: Wire): WebSocketLike {
  const listeners: Listeners = {};
  const emit = (type: string, event: object) => {
    for (const listener of listeners[type] ?? []) listener(event as never);
  };
  let ended = false;
  const end = (code: number) => {
    if (ended) return;
    ended = true;
    emit("close", { code });
  };
  wire.receive({
    value: (text) => {
      if (ended) return;
      if (text === "") emit("open", {});
      else if (/^\d{4}$/.test(text)) end(Number(text));
      else emit("message", { data: text });
    },
    closed: () => end(1006),
  });
  return {
    addEventListener: (type: string, listener: (event: never) => void) => {
      (listeners[type] ??= []).push(listener);
    },
    send: (text) => wire.send(text),
    close: () => {
      wire.close();
      end(1000);
    },
  };
}

/** A model server that takes links; what it stored survives when it is killed. */
export function serveModel(
  listen: (accept: (wire: Wire) => void) => void,
  clock: Clock,
  options: Partial<ModelOptions> = {},
): ModelServer {
  const server = new ModelServer({ store: new ModelStore(), now: () => clock.now(), ...options });
  listen((wire) => {
    const session = server.accept(wire);
    wire.receive({ value: (text) => session.received(text), closed: () => session.closed() });
    wire.send("");
  });
  return server;
}
