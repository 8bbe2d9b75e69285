import type { LateTexts } from "../words.ts";

export const emoji: LateTexts["emoji"] = {
  find: "Ein Emoji suchen (englisch)",
  none: "Kein Emoji mit diesem Namen.",
  hint: "Die Namen sind englisch",
  tone: "Hautton",
  tones: ["Keiner", "Hell", "Mittelhell", "Mittel", "Mitteldunkel", "Dunkel"],
  groups: {
    found: "Gefunden",
    recent: "Zuletzt benutzt",
    smileys: "Smileys",
    people: "Menschen",
    nature: "Natur",
    food: "Essen und Trinken",
    travel: "Reisen",
    activities: "Unternehmungen",
    objects: "Dinge",
    symbols: "Zeichen",
    flags: "Flaggen",
  },
};
