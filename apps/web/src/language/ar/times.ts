import type { FirstTexts } from "../words.ts";
import { plural } from "./forms.ts";

export const times: FirstTexts["times"] = {
  today: "اليوم",
  yesterday: "أمس",
  inSentence: (day) => day,
  tomorrowAt: (clock) => `غدًا ${clock}`,
  dayAt: (day, clock) => `${day} ${clock}`,
  seconds: (count) => `${count} ث`,
  minutes: (count) => `${count} د`,
  hours: (count) => `${count} س`,
  days: (count) =>
    plural(count, {
      one: "يوم واحد",
      two: "يومين",
      few: `${count} أيام`,
      many: `${count} يومًا`,
      other: `${count} يوم`,
    }),
  bytes: (count) => `${count} بايت`,
  kilobytes: (count) => `${count} ك.ب`,
  megabytes: (count) => `${count} م.ب`,
  gigabytes: (count) => `${count} غ.ب`,
};
