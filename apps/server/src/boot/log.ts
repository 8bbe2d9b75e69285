import { pino, type DestinationStream, type Logger } from "pino";
import type { LogLevel } from "../config/settings.ts";

/** Fields that could tell who talks with whom, or let somebody in. Printed only if the operator says so. */
const privateFields = [
  "account",
  "accounts",
  "address",
  "from",
  "to",
  "ip",
  "text",
  "token",
  "password",
  "body",
];

/** One line of JSON an event: a constant message and fields. Private fields print as `[private]`. */
export function createLog(level: LogLevel, showPrivate: boolean, to?: DestinationStream): Logger {
  const paths = privateFields.flatMap((field) => [field, `*.${field}`]);
  const redact = showPrivate ? {} : { redact: { paths, censor: "[private]" } };
  const options = { level, base: null, timestamp: () => `,"time":"${new Date().toISOString()}"`, ...redact };
  return to === undefined ? pino(options) : pino(options, to);
}
