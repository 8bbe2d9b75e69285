import type { FirstTexts } from "../words.ts";

export const hours: FirstTexts["hours"] = {
  allDay: "den ganzen Tag",
  fromTo: (from, to) => `von ${from} bis ${to}`,
  onDays: (when, days) => `${when}, ${days}`,
  row: (first, last) => `${first}–${last}`,
  from: "Von",
  to: "Bis",
  days: "Tage",
};
