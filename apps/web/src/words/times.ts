import type { Words } from "../language/words.ts";

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** `09:42`, as the person's language writes it. */
export function clockTime(at: number, { locale }: Pick<Words, "locale">): string {
  return new Intl.DateTimeFormat(locale, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format(at);
}

/** Whether two times are on the same day of this device's calendar. */
export function isSameDay(one: number, other: number): boolean {
  return new Date(one).toDateString() === new Date(other).toDateString();
}

/** `Today`, `Yesterday`, `Thursday`, `12 March` or `12 March 2025`. */
export function dayWords(at: number, now: number, { times, locale }: Words): string {
  if (isSameDay(at, now)) return times.today;
  if (isSameDay(at, now - day)) return times.yesterday;
  if (Math.abs(now - at) < 6 * day) return new Intl.DateTimeFormat(locale, { weekday: "long" }).format(at);
  const year =
    new Date(at).getFullYear() === new Date(now).getFullYear() ? {} : ({ year: "numeric" } as const);
  return new Intl.DateTimeFormat(locale, { day: "numeric", month: "long", ...year }).format(at);
}

/** The shortest that is clear: `09:42`, `Thu`, `12 Mar`. */
export function shortWhen(at: number, now: number, words: Pick<Words, "locale">): string {
  if (isSameDay(at, now)) return clockTime(at, words);
  if (now - at < 6 * day) return new Intl.DateTimeFormat(words.locale, { weekday: "short" }).format(at);
  return new Intl.DateTimeFormat(words.locale, { day: "numeric", month: "short" }).format(at);
}

/** A length of time in its largest unit: `12 min`, `3 h`, `2 days`. */
export function span(milliseconds: number, { times }: Words): string {
  if (milliseconds < hour) return times.minutes(Math.max(1, Math.round(milliseconds / minute)));
  if (milliseconds < day) return times.hours(Math.round(milliseconds / hour));
  return times.days(Math.round(milliseconds / day));
}

/** When something ends: `11:00`, `tomorrow 09:00`, `12 March 09:00`. */
export function untilWords(at: number, now: number, words: Words): string {
  const clock = clockTime(at, words);
  if (isSameDay(at, now)) return clock;
  if (isSameDay(at, now + day)) return words.times.tomorrowAt(clock);
  return words.times.dayAt(dayWords(at, now, words), clock);
}

/** Bytes as people say them: `812 B`, `48 KB`, `3.1 MB`, `2.4 GB`. */
export function sizeWords(bytes: number, { times, locale }: Words): string {
  if (bytes < 1000) return times.bytes(bytes);
  if (bytes < 1_000_000) return times.kilobytes(Math.round(bytes / 1000));
  const one = new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  if (bytes < 1_000_000_000) return times.megabytes(one.format(bytes / 1_000_000));
  return times.gigabytes(one.format(bytes / 1_000_000_000));
}

const units = [
  ["day", day],
  ["hour", hour],
  ["minute", minute],
] as const;

function inUnit(milliseconds: number): {
  readonly unit: "second" | "minute" | "hour" | "day";
  readonly count: number;
} {
  const [unit, length] = units.find(([, one]) => milliseconds >= one) ?? (["second", 1000] as const);
  return { unit, count: Math.floor(milliseconds / length) };
}

/** `4 seconds ago`, `vor 2 Tagen`; what is to come is now. */
export function agoWords(then: number, at: number, { locale }: Pick<Words, "locale">): string {
  const { unit, count } = inUnit(Math.max(0, at - then));
  const numeric = count === 0 ? "auto" : "always";
  return new Intl.RelativeTimeFormat(locale, { numeric }).format(0 - count, unit);
}

/** `30 seconds`, `2 Stunden`: a length in its largest whole unit. */
export function lengthWords(milliseconds: number, { locale }: Pick<Words, "locale">): string {
  const { unit, count } = inUnit(Math.max(0, milliseconds));
  return new Intl.NumberFormat(locale, { style: "unit", unit, unitDisplay: "long" }).format(count);
}
