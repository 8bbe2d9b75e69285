import { duration } from "../config/settings.ts";
import { wrongUsage } from "./failure.ts";

/** "30s", "5m", "12h", "7d" in milliseconds. Throws `Failure`. */
export function durationOf(option: string, text: string): number {
  const read = duration(text);
  if (typeof read === "number") return read;
  throw wrongUsage(`--${option}: "${text}" is wrong: ${read.problem}`);
}

const day = 86_400_000;

/** When "90m", "17:30" (the next one) or "2025-01-31T17:30" is. Throws `Failure`. */
export function timeOf(option: string, text: string, now: number): number {
  const span = duration(text);
  if (typeof span === "number") return now + span;
  const clock = /^([01]?\d|2[0-3]):([0-5]\d)$/.exec(text);
  if (clock !== null) {
    const at = new Date(now).setHours(Number(clock[1]), Number(clock[2]), 0, 0);
    return at > now ? at : new Date(at + day).setHours(Number(clock[1]), Number(clock[2]), 0, 0);
  }
  const at = /^\d{4}-\d{2}-\d{2}/.test(text) ? Date.parse(text) : Number.NaN;
  if (at > now) return at;
  const why = Number.isNaN(at)
    ? 'a span such as "90m", a time such as "17:30" or a date and time'
    : "it is over";
  throw wrongUsage(`--${option}: "${text}" is wrong: ${why}`);
}
