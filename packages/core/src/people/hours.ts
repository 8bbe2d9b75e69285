import type { Time } from "../names.ts";
import type { HoursOfDay } from "./settings.ts";

const minute = 60_000;
const minutesOfDay = 24 * 60;

/**
 * Whether the time lies in the hours, in a time zone `utcOffsetMinutes` east of UTC. Hours that run over midnight
 * belong to the day they begin on; hours that end when they begin are the whole day.
 */
export function withinHours(hours: HoursOfDay, at: Time, utcOffsetMinutes: number): boolean {
  const local = Math.floor(at / minute) + utcOffsetMinutes;
  const day = Math.floor(local / minutesOfDay);
  const now = local - day * minutesOfDay;
  if (hours.from < hours.to) return now >= hours.from && now < hours.to && onDay(hours, day);
  if (now >= hours.from) return onDay(hours, day);
  return now < hours.to && onDay(hours, day - 1);
}

/** 1 January 1970 was a Thursday. */
function onDay(hours: HoursOfDay, day: number): boolean {
  return hours.days.length === 0 || hours.days.includes((((day + 4) % 7) + 7) % 7);
}
