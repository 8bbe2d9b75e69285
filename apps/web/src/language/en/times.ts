import { plural } from "./forms.ts";

/** Days, lengths of time and sizes. */
export const times = {
  today: "Today",
  yesterday: "Yesterday",
  /** Inside of a sentence: `here since today`. */
  inSentence: (day: string) => day.toLowerCase(),
  tomorrowAt: (clock: string) => `tomorrow ${clock}`,
  dayAt: (day: string, clock: string) => `${day} ${clock}`,
  seconds: (count: number) => `${count} s`,
  minutes: (count: number) => `${count} min`,
  hours: (count: number) => `${count} h`,
  days: (count: number) => plural(count, { one: `${count} day`, other: `${count} days` }),
  bytes: (count: number) => `${count} B`,
  kilobytes: (count: number) => `${count} KB`,
  megabytes: (count: string) => `${count} MB`,
  gigabytes: (count: string) => `${count} GB`,
};
