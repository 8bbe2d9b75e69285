import type { FirstTexts } from "../words.ts";
import { plural } from "./forms.ts";

export const times: FirstTexts["times"] = {
  today: "Heute",
  yesterday: "Gestern",
  // Weekdays and months keep their capital letter.
  inSentence: (day) => (day === "Heute" || day === "Gestern" ? day.toLowerCase() : day),
  tomorrowAt: (clock) => `morgen ${clock}`,
  dayAt: (day, clock) => `${day} ${clock}`,
  seconds: (count) => `${count} s`,
  minutes: (count) => `${count} min`,
  hours: (count) => `${count} h`,
  days: (count) => plural(count, { one: `${count} Tag`, other: `${count} Tage` }),
  bytes: (count) => `${count} B`,
  kilobytes: (count) => `${count} kB`,
  megabytes: (count) => `${count} MB`,
  gigabytes: (count) => `${count} GB`,
};
