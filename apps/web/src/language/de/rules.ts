import type { LateTexts } from "../words.ts";

export const rules: LateTexts["rules"] = {
  heading: "Deine Regeln",
  lead: "Die erste Regel, die passt, entscheidet; ohne Regel sieht Elsewhere danach, wo du bist.",
  newRule: "Neue Regel",
  settings: "Einstellungen",
  inOrder: "Regeln der Reihe nach",
  none: "Noch keine Regeln. Zum Beispiel: Handy: keine Nachrichten, während du an Laptop aktiv bist.",
  kept: (sentence) => `Gemerkt: ${sentence}`,
  moved: (place, all, sentence) => `Regel ${place} von ${all}: ${sentence}`,
  neverDecides: "Entscheidet nie: Eine Regel darüber kommt ihr immer zuvor.",
  holds: "Gilt jetzt",
  holdsNot: "Gilt jetzt nicht",
  orderOf: (sentence) => `Platz der Regel ${sentence} Mit den Pfeiltasten auf und ab`,
  drag: "Ziehen oder die Pfeiltasten benutzen",
  change: "Ändern",
  changeOf: (sentence) => `Regel ändern: ${sentence}`,
  remove: "Entfernen",
  removeOf: (sentence) => `Regel entfernen: ${sentence}`,
  aNewRule: "Eine neue Regel",
  changeTheRule: "Die Regel ändern",
  at: "An",
  everyPlace: "jedem Ort",
  placeHere: (place) => `${place}, hier`,
  what: "Was",
  how: "Wie",
  inside: "In",
  everyConversation: "jeder Unterhaltung",
  whileActiveOn: "Während ich aktiv bin an",
  anything: "irgendetwas oder nichts",
  certainTimes: "Nur zu bestimmten Zeiten",
  certainTimesAbout: "Nach der Uhr dieses Orts.",
  add: "Regel hinzufügen",
  save: "Regel speichern",
  data: { messages: "Nachrichten", alerts: "Signale", rings: "Anrufe" },
  hows: {
    messages: {
      never: "kommen nicht",
      silent: "kommen ohne Ton",
      always: "kommen immer mit einem Signal",
    },
    alerts: { never: "kommen nicht", silent: "kommen ohne Ton", always: "kommen immer" },
    rings: { never: "klingeln nicht", silent: "erscheinen, ohne zu klingeln", always: "klingeln immer" },
  },
  effects: {
    messages: {
      never:
        "Sie werden für dich aufgehoben und sind da, wenn die Regel endet; deine anderen Orte bekommen sie. Nie wird eine Nachricht allen deinen Orten zugleich vorenthalten.",
      silent: "Sie sind zum Lesen da, ohne Ton, ohne Signal und ohne zu wecken.",
      always:
        "Sie rufen dich dort auch zu Ruhezeiten, in stummen Unterhaltungen und wenn du anderswo beschäftigt bist.",
    },
    alerts: {
      never:
        "Nachrichten kommen still zum Lesen; von verpassten Anrufen und anderen Neuigkeiten wird dort nichts gezeigt.",
      silent: "Alles ist dort zu sehen, ohne Ton und ohne zu wecken.",
      always:
        "Es ruft dich dort auch zu Ruhezeiten, in stummen Unterhaltungen und wenn du anderswo beschäftigt bist.",
    },
    rings: {
      never: "Ein Anruf erscheint dort gar nicht; deine anderen Orte klingeln wie immer.",
      silent: "Du siehst den Anruf und kannst ihn annehmen; er macht kein Geräusch.",
      always: "Auch zu Ruhezeiten und während du nicht gestört werden willst.",
    },
  },
};
