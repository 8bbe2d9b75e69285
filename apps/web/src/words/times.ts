const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** `09:42`, as the person's language writes it. */
export function clockTime(at: number, language?: string): string {
  return new Intl.DateTimeFormat(language, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format(
    at,
  );
}

/** Whether two times are on the same day of this device's calendar. */
export function isSameDay(one: number, other: number): boolean {
  return new Date(one).toDateString() === new Date(other).toDateString();
}

/** `Today`, `Yesterday`, `Thursday`, `12 March` or `12 March 2025`. */
export function dayWords(at: number, now: number, language?: string): string {
  if (isSameDay(at, now)) return "Today";
  if (isSameDay(at, now - day)) return "Yesterday";
  if (Math.abs(now - at) < 6 * day) return new Intl.DateTimeFormat(language, { weekday: "long" }).format(at);
  const year =
    new Date(at).getFullYear() === new Date(now).getFullYear() ? {} : ({ year: "numeric" } as const);
  return new Intl.DateTimeFormat(language, { day: "numeric", month: "long", ...year }).format(at);
}

/** The shortest that is clear: `09:42`, `Thu`, `12 Mar`. */
export function shortWhen(at: number, now: number, language?: string): string {
  if (isSameDay(at, now)) return clockTime(at, language);
  if (now - at < 6 * day) return new Intl.DateTimeFormat(language, { weekday: "short" }).format(at);
  return new Intl.DateTimeFormat(language, { day: "numeric", month: "short" }).format(at);
}

/** A length of time in its largest unit: `12 min`, `3 h`, `2 days`. */
export function span(milliseconds: number): string {
  if (milliseconds < hour) return `${Math.max(1, Math.round(milliseconds / minute))} min`;
  if (milliseconds < day) return `${Math.round(milliseconds / hour)} h`;
  const days = Math.round(milliseconds / day);
  return days === 1 ? "1 day" : `${days} days`;
}

/** When something ends: `11:00`, `tomorrow 09:00`, `12 March 09:00`. */
export function untilWords(at: number, now: number, language?: string): string {
  if (isSameDay(at, now)) return clockTime(at, language);
  if (isSameDay(at, now + day)) return `tomorrow ${clockTime(at, language)}`;
  return `${dayWords(at, now, language)} ${clockTime(at, language)}`;
}

/** Bytes as people say them: `812 B`, `48 KB`, `3.1 MB`. */
export function sizeWords(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  if (bytes < 1_000_000) return `${Math.round(bytes / 1000)} KB`;
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}
