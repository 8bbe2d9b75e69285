import type { FirstTexts } from "../words.ts";
import { plural } from "./forms.ts";

export const status: FirstTexts["status"] = {
  heading: "Wie andere dich sehen",
  change: "Ändern, wie andere dich sehen",
  asYouAre: "So gezeigt, wie du da bist",
  until: (state, when) => `${state} bis ${when}`,
  choices: {
    auto: { title: "Wie ich da bin", about: "So, wie deine Orte es bemerken" },
    available: { title: "Ansprechbar", about: "Auch wenn du nicht an deinen Orten bist" },
    away: { title: "Abwesend", about: "Erreichbar, aber nicht sofort" },
    busy: { title: "Beschäftigt", about: "Da, aber mit etwas anderem" },
    "do-not-disturb": { title: "Bitte nicht stören", about: "Nirgends ein Ton oder ein Signal" },
    invisible: { title: "Unsichtbar", about: "Andere sehen dich als offline" },
  },
  note: "Notiz",
  noteExample: "in der Werkstatt",
  holds: "Das gilt",
  endings: {
    open: "bis ich es ändere",
    "half-hour": "für 30 Minuten",
    hour: "für eine Stunde",
    today: "bis zum Ende des Tages",
    tomorrow: "bis morgen, 9:00",
    time: "bis …",
  },
  endsAt: "Es endet",
  watchers: {
    contacts: "Deine Kontakte sehen das",
    everyone: "Alle auf diesem Server sehen das",
    chosen: "Die Leute, die du gewählt hast, sehen das",
    nobody: "Niemand sieht das",
  },
  seen: (watchers) => `${watchers}.`,
  seenExcept: (watchers, count) =>
    `${watchers}, außer ${plural(count, { one: "einer Person", other: `${count} Personen` })}.`,
  whoCanSee: "Wer mich sehen kann",
  show: "So zeigen",
};
