import type { FirstTexts } from "../words.ts";

export const hours: FirstTexts["hours"] = {
  allDay: "طوال اليوم",
  fromTo: (from, to) => `من ${from} إلى ${to}`,
  onDays: (when, days) => `${when}، ${days}`,
  row: (first, last) => `${first}–${last}`,
  from: "من",
  to: "إلى",
  days: "الأيام",
};
