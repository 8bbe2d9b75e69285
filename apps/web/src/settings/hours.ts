import type { Words } from "../language/words.ts";
import { weekdayName, weekdays } from "./words.ts";

/** Minutes after midnight; `from > to` runs over midnight; no days: every day. */
export interface Hours {
  readonly from: number;
  readonly to: number;
  readonly days: readonly number[];
}

export const usualQuietHours: Hours = { from: 22 * 60, to: 7 * 60, days: [] };

/** `22:00`, as a field for times has it. */
export function timeOfDay(minutes: number): string {
  const two = (value: number) => String(value).padStart(2, "0");
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

/** Minutes after midnight; undefined for what is no time. */
export function minutesOf(text: string): number | undefined {
  const [, hour = "", minute = ""] = /^(\d{2}):(\d{2})/.exec(text) ?? [];
  const minutes = Number(hour) * 60 + Number(minute);
  return hour !== "" && Number(hour) < 24 && Number(minute) < 60 ? minutes : undefined;
}

/** `from 22:00 to 07:00, Mon–Fri`; over midnight it is the day it begins on. */
export function hoursWords(hours: Hours, words: Words): string {
  const when =
    hours.from === hours.to
      ? words.hours.allDay
      : words.hours.fromTo(timeOfDay(hours.from), timeOfDay(hours.to));
  return hours.days.length === 0 || hours.days.length === 7
    ? when
    : words.hours.onDays(when, daysWords(hours.days, words));
}

/** Three and more in a row are said as one: `Mon–Fri`, `Sat and Sun`, `Mon, Wed and Fri`. */
function daysWords(days: readonly number[], { hours, locale }: Words): string {
  const runs: string[][] = [];
  for (const [index, day] of weekdays.entries()) {
    if (!days.includes(day)) continue;
    const short = weekdayName(day, "short", locale);
    if (index > 0 && days.includes(weekdays[index - 1] ?? -1)) runs.at(-1)?.push(short);
    else runs.push([short]);
  }
  const parts = runs.flatMap((run) => (run.length > 2 ? [hours.row(run[0] ?? "", run.at(-1) ?? "")] : run));
  return new Intl.ListFormat(locale, { type: "conjunction" }).format(parts);
}

/** How far east of UTC the clock of this device is, in minutes. */
export function offsetHere(now: number): number {
  return 0 - new Date(now).getTimezoneOffset();
}
