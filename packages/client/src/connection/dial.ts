import type { Clock } from "@elsewhere/machine";
import { dialMailbox } from "./mailbox.ts";
import type { Dial, Transport, TransportEvents } from "./transport.ts";
import { dialWebSocket, type OpenWebSocket } from "./websocket.ts";

export interface DialOptions {
  readonly url: string;
  readonly clock: Clock;
  readonly webSocket?: OpenWebSocket;
  readonly fetch?: typeof globalThis.fetch;
  /** The token of the device, or undefined where a cookie speaks. */
  readonly token: () => string | undefined;
}

/** Opens the transports of the ladder to one server. */
export function createDial(options: DialOptions): Dial {
  const base = options.url.replace(/\/+$/, "");
  const webSocket = options.webSocket ?? openGlobalWebSocket;
  return (transport, events) => {
    if (transport === "ws") {
      return webSocket === undefined ? unavailable(events) : dialWebSocket(base, webSocket, events);
    }
    const fetch: typeof globalThis.fetch = (input, init) => (options.fetch ?? globalThis.fetch)(input, init);
    return dialMailbox(transport, { base, clock: options.clock, fetch, token: options.token }, events);
  };
}

const openGlobalWebSocket: OpenWebSocket | undefined =
  typeof globalThis.WebSocket === "undefined"
    ? undefined
    : (url, protocol) => new globalThis.WebSocket(url, protocol);

/** A transport that this runtime does not have: it closes at once. */
function unavailable(events: TransportEvents): Transport {
  let ended = false;
  const end = () => {
    if (ended) return;
    ended = true;
    events.closed(undefined);
  };
  queueMicrotask(end);
  return { send: () => undefined, close: end, cut: end };
}
