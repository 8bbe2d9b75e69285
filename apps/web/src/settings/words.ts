/** What one chooses from, in the order it is offered. */
export const watchers = ["everyone", "contacts", "chosen", "nobody"] as const;
export const writers = ["everyone", "contacts"] as const;
export const themes = ["auto", "light", "dark"] as const;

/** In the order people read a week; 0 is Sunday. */
export const weekdays = [1, 2, 3, 4, 5, 6, 0] as const;

/** `Mon` or `Monday`. */
export function weekdayName(day: number, length: "short" | "long", locale: string): string {
  // The 4th of January 1970 was a Sunday.
  return new Intl.DateTimeFormat(locale, { weekday: length, timeZone: "UTC" }).format((3 + day) * 86_400_000);
}
