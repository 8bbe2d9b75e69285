import type { Clock } from "@elsewhere/machine";
import type {
  Asker,
  Duration,
  Exchange,
  FileId,
  FileRecord,
  Files,
  Gate,
  Parts,
  Rejection,
} from "@elsewhere/core";
import { limits, type CloseReason } from "@elsewhere/protocol";

/** Structured logging, as pino does it: fields first, a constant message after. */
export interface Log {
  debug(fields: object, message: string): void;
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

export type Transport = "websocket" | "sse" | "long-poll" | "poll" | "mailbox";

/** What an operator may want to count. Called on the hot path: do little. */
export interface Meters {
  opened(transport: "websocket" | "mailbox"): void;
  closed(transport: "websocket" | "mailbox", reason: CloseReason | "gone"): void;
  /** One message as it came from the wire, and how many frames were in it. */
  received(frames: number, bytes: number): void;
  /** One message as it was written to the wire, and how many frames were joined in it. */
  sent(frames: number, characters: number): void;
  /** A request was answered: `ok` or the word of the error. */
  answered(request: string, outcome: string, took: Duration): void;
}

/** What the edge asks about attachments; the bytes themselves are in `Files`. */
export interface Attachments {
  newId(): FileId;
  /** The record if the asker may have the bytes: they uploaded it or are in a conversation that holds it. */
  mayRead(asker: Asker, file: FileId): Promise<FileRecord | Rejection>;
  /** An upload is complete. */
  stored(record: FileRecord, size: ImageSize | undefined): Promise<void>;
}

export interface ImageSize {
  readonly width: number;
  readonly height: number;
}

/** All durations in milliseconds, all sizes in bytes. */
export interface EdgeConfig {
  readonly domain: string;
  /** Where people reach this server, without a slash at the end. */
  readonly publicUrl: string;
  /** Other origins whose pages may use the API and connect. */
  readonly origins: readonly string[];
  readonly version: string;
  readonly node: string;
  /** VAPID public key. */
  readonly pushKey?: string;
  /** Believe `X-Forwarded-For` (true, or the addresses of the proxies). */
  readonly trustProxy?: boolean | string | readonly string[];
  /** Show /metrics to addresses that are not private ones. */
  readonly metricsOpen?: boolean;
  readonly limits?: Partial<EdgeLimits>;
}

/** The limits of the wire and those of this edge alone. */
export interface EdgeLimits {
  readonly frameBytes: number;
  readonly depth: number;
  readonly framesAtOnce: number;
  readonly outstanding: number;
  readonly requestsPerSecond: number;
  readonly requestBurst: number;
  /** Refusals with `too-fast` before the connection is closed. */
  readonly refusals: number;
  readonly unsentBytes: number;
  readonly helloWithin: Duration;
  /** The server pings as often; silence for two and a half of them is death. */
  readonly heartbeat: Duration;
  /** A closing connection that does not answer is cut after this. */
  readonly closeWithin: Duration;
  /** Live connections are told to leave over this time. */
  readonly drainOver: Duration;
  readonly uploadBytes: number;
  /** Body of an ordinary HTTP request, and how long it may take to arrive. */
  readonly bodyWithin: Duration;
  readonly signInsPerMinute: number;
  readonly signInBurst: number;
  /** Links into groups that one account may try. */
  readonly linksPerMinute: number;
  /** Unread bytes a mailbox may hold, and of bytes sent but not acknowledged. */
  readonly mailboxBytes: number;
  /** A mailbox that received no message for this long leaves memory. */
  readonly mailboxIdle: Duration;
  /** So does one that is not fetched for this long. */
  readonly mailboxUnfetched: Duration;
  readonly longPoll: Duration;
  readonly mailboxes: number;
}

export const usualLimits: EdgeLimits = {
  frameBytes: limits.frameBytes,
  depth: limits.depth,
  framesAtOnce: limits.framesAtOnce,
  outstanding: limits.outstanding,
  requestsPerSecond: limits.requestsPerSecond,
  requestBurst: limits.requestBurst,
  refusals: 200,
  unsentBytes: limits.unsentBytes,
  helloWithin: limits.helloWithin,
  heartbeat: 30_000,
  closeWithin: 5_000,
  drainOver: 5_000,
  uploadBytes: 50 * 1024 * 1024,
  bodyWithin: 15_000,
  signInsPerMinute: 10,
  signInBurst: 10,
  linksPerMinute: 20,
  mailboxBytes: 1024 * 1024,
  mailboxIdle: 600_000,
  mailboxUnfetched: 75_000,
  longPoll: 60_000,
  mailboxes: 50_000,
};

/** What may change while the node runs. */
export interface HouseInfo {
  readonly name: string | undefined;
  readonly welcome: string | undefined;
  readonly signUp: "invitation" | "closed";
  /** Largest file, bytes. */
  readonly uploadBytes: number;
}

export interface EdgeOptions {
  readonly exchange: Exchange;
  readonly gate: Gate;
  readonly files: Files;
  readonly parts: Parts;
  readonly attachments: Attachments;
  /** An administrator exists. */
  readonly isSetUp: () => Promise<boolean>;
  /** Asked whenever it matters. */
  readonly house: () => HouseInfo;
  readonly clock: Clock;
  /** Unguessable text, for names of mailboxes. */
  readonly secret: () => string;
  /** From 0 up to 1; spreads reconnections. */
  readonly random: () => number;
  readonly config: EdgeConfig;
  readonly log: Log;
  readonly meters: Meters;
  /** The text of /metrics. */
  readonly metrics: () => Promise<string>;
  /** The built web app; undefined: none is served. */
  readonly staticDir: string | undefined;
}
