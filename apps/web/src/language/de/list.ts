import type { FirstTexts } from "../words.ts";
import { plural } from "./forms.ts";

export const list: FirstTexts["list"] = {
  filters: "Welche Unterhaltungen gezeigt werden",
  filterNames: {
    all: "Alle",
    unread: "Ungelesen",
    mentions: "Erwähnungen",
    groups: "Gruppen",
    archived: "Archiviert",
  },
  nothing: {
    all: "Alle deine Unterhaltungen sind archiviert.",
    unread: "Alles ist gelesen.",
    mentions: "In dem, was ungelesen ist, erwähnt dich niemand.",
    groups: "Du bist noch in keiner Gruppe.",
    archived:
      "Nichts ist archiviert. Eine neue Nachricht holt eine Unterhaltung zurück, wenn sie nicht stumm ist.",
  },
  archive: (count) => `Archiviert, ${count}`,
  back: "Zurück zu allen Unterhaltungen",
  allRead: "Alle als gelesen markieren",
  muted: "stumm",
  pinned: "angeheftet",
  mentioned: "du bist erwähnt",
  marked: "als ungelesen markiert",
  moreAbout: (title) => `Mehr zu ${title}`,
  moved: (title, place, all) => `${title}: angeheftet, ${place} von ${all}`,
  aboutPerson: (name) => `Über ${name}`,
  mentions: (count) => plural(count, { one: "eine Erwähnung", other: `${count} Erwähnungen` }),
};
