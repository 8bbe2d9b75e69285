import type { TransportName } from "./course.ts";

/** What carries frames. It is told about once it is open, and says itself once that it is closed. */
export interface Transport {
  /** Sends one message of frames. Ignored once closed. */
  send(text: string): void;
  /** Ends it in good order; `closed` follows. */
  close(): void;
  /** Ends it at once, without waiting for the other side. */
  cut(): void;
}

export interface TransportEvents {
  opened(): void;
  /** One message: a frame or an array of frames, as JSON text or as read from it. */
  received(message: string | readonly unknown[]): void;
  /** A sign of life without frames in it. */
  heard(): void;
  /** The last thing said. The code of a WebSocket close, or undefined. */
  closed(code: number | undefined): void;
}

/** Opens a transport to the server at a URL such as `https://example.org`. Never throws. */
export type Dial = (transport: TransportName, events: TransportEvents) => Transport;
