export { createClient } from "./create.ts";
export { Client } from "./client.ts";
export type { Handed, Unsent } from "./outbox/handed.ts";
export type { ClientOptions, Surroundings } from "./options.ts";
export type { ClientEvents, ConnectionStatus } from "./events.ts";
export { ConnectionClosed, RequestError } from "./errors.ts";
export type { AskOptions } from "./requests.ts";
export type { Sending, SendArgs, Sent } from "./outbox/outbox.ts";
export type { Files, TransferOptions } from "./files.ts";
export type { UploadOptions } from "./upload.ts";
export type { Refusal } from "./connection/states.ts";
export { transports, usualTiming, type Timing, type TransportName } from "./connection/course.ts";
export type { OpenWebSocket, WebSocketLike } from "./connection/websocket.ts";
export { memoryStorage, webStorage, type Storage, type WebStorageLike } from "./storage/storage.ts";
export { databaseStorage, type DatabaseFactory } from "./storage/database.ts";
export type { Noticed, Senses } from "./sensing/sensor.ts";
export { pageSenses, pageSurroundings, type PageLike } from "./sensing/page.ts";
export * from "@elsewhere/protocol/apply";
export {
  ask,
  passState,
  serverInfo,
  signedIn,
  signIn,
  signOut,
  signUp,
  type HttpOptions,
} from "./session.ts";
