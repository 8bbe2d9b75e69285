import { pino, type DestinationStream, type Logger } from "pino";
import type { LogLevel } from "../config/settings.ts";

/** Fields that could tell who talks with whom, and of what. Printed only if the operator says so. */
const privateFields = ["account", "accounts", "address", "from", "to", "ip", "text", "body"];
/** Fields that let somebody in. Never printed. */
const secretFields = ["token", "password", "authorization", "cookie"];

/** One line of JSON an event: a constant message and fields. What is hidden prints as `[private]`, also one level down. */
export function createLog(level: LogLevel, showPrivate: boolean, to?: DestinationStream): Logger {
  const hidden = showPrivate ? secretFields : [...secretFields, ...privateFields];
  const paths = hidden.flatMap((field) => [field, `*.${field}`]);
  const redact = { paths, censor: "[private]" };
  const options = { level, base: null, timestamp: () => `,"time":"${new Date().toISOString()}"`, redact };
  return to === undefined ? pino(options) : pino(options, to);
}
