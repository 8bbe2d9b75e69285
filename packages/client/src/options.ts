import type { Clock } from "@elsewhere/machine";
import type { Capability } from "@elsewhere/core/points/point";
import type { Timing, TransportName } from "./connection/course.ts";
import type { OpenWebSocket } from "./connection/websocket.ts";
import type { Storage } from "./storage/storage.ts";
import type { Senses } from "./sensing/sensor.ts";

export interface ClientOptions {
  /** Where the server is, such as `https://example.org`. */
  readonly url: string;
  /** Of the device. Without one, a page's cookie speaks. A token in the storage is newer than this one. */
  readonly token?: string;
  /** Where state, outbox and token survive a restart. Without one, they do not. */
  readonly storage?: Storage;
  /** What this device can show. Those kept with the device unless given. */
  readonly capabilities?: readonly Capability[];
  /** Transports that may be used, best first. All unless given. */
  readonly transports?: readonly TransportName[];
  /** Begin after these positions instead of with the present state. */
  readonly since?: {
    readonly account: string;
    readonly epoch: string;
    readonly positions: Readonly<Record<string, number>>;
  };
  /** Every message behind the last known position is told, however many there are. Without it, the newest. */
  readonly complete?: boolean;
  /** Newest messages of a conversation that are held; 500 unless given. */
  readonly keepMessages?: number;
  /** Where the device senses its person: the page unless given; `none` for programs. */
  readonly sense?: Senses | "none";
  /** Tells when to look after the connection: the page and its network unless given. */
  readonly surroundings?: Surroundings;
  readonly webSocket?: OpenWebSocket;
  readonly fetch?: typeof globalThis.fetch;
  readonly clock?: Clock;
  readonly timing?: Partial<Timing>;
  /** Random numbers from 0 up to 1. */
  readonly random?: () => number;
}

/** Starts telling about the device's surroundings; the function that is given back ends it. */
export type Surroundings = (tell: { rouse(): void; online(online: boolean): void }) => () => void;

export const usualKeepMessages = 500;
/** Newest messages of a conversation that are written to the storage. */
export const storedMessages = 50;
