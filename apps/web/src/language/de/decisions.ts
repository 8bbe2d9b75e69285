import type { LateTexts } from "../words.ts";

export const decisions: LateTexts["decisions"] = {
  heading: "Warum es kam, und warum nicht",
  lead: "Die letzten Nachrichten, was jeder deiner Orte mit ihnen tat, und weshalb.",
  at: "An",
  everyPlace: "jedem Ort",
  looking: "Wird nachgesehen …",
  none: "Noch ist nichts aufgeschrieben. Sobald dir jemand schreibt, wird es hier erklärt.",
  lastFrom: (name, when) => `${name}, ${when}:`,
  all: "Warum kam es, oder warum nicht?",
  can: (things) => `zeigt ${things}`,
  things: { text: "Nachrichten", image: "Bilder", file: "Dateien", audio: "Gespräche", video: "Videoanrufe" },
  wakes: "kann geweckt werden",
  since: (day) => `hier seit ${day}`,
  rulesFor: "Regeln dafür",
  prepared: "Regeln, die andere mögen",
  add: "Hinzufügen",
};
