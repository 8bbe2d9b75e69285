import type { LateTexts } from "../words.ts";

export const keys: LateTexts["keys"] = {
  heading: "Tasten",
  hint: "Tasten ohne Strg oder ⌘ wirken, wo gerade nichts getippt wird. Sie lassen sich in den Einstellungen abschalten.",
  palette: "Irgendwohin gehen oder etwas tun",
  placeholder: "Ein Name, eine Seite, oder was zu tun ist",
  nothing: "So heißt nichts.",
  setStatus: (state) => `Mich so zeigen: ${state}`,
  kinds: {
    conversation: "Unterhaltung",
    person: "Person",
    page: "Seite",
    act: "Aktion",
    status: "Zustand",
    language: "Sprache",
  },
  acts: {
    palette: "Irgendwohin gehen oder etwas tun",
    sheet: "Die Tasten zeigen",
    "next-unread": "Nächste ungelesene Unterhaltung",
    "previous-unread": "Vorige ungelesene Unterhaltung",
    write: "Schreiben",
    reply: "Auf die letzte Nachricht antworten",
    "edit-last": "Deine letzte Nachricht bearbeiten, aus dem leeren Feld",
    search: "In dieser Unterhaltung suchen",
    list: "Zur Liste der Unterhaltungen",
    "mark-read": "Als gelesen markieren",
    close: "Schließen, loslassen",
  },
  shortcuts: "Eigene Tasten",
  shortcutsAbout: "Einzelne Buchstaben führen irgendwohin, solange du nicht tippst. Mit ? siehst du, welche.",
};
