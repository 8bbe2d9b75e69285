import type { LateTexts } from "../words.ts";

export const voice: LateTexts["voice"] = {
  recorder: "Sprachnachricht",
  discard: "Wegwerfen",
  asking: "Bitte erlaube der Seite das Mikrofon; der Browser fragt dich.",
  refused: {
    denied:
      "Der Browser lässt diese Seite nicht ans Mikrofon. Du kannst es in seinen Einstellungen für diese Seite erlauben.",
    "no-microphone": "Hier gibt es kein Mikrofon. Du kannst an einem anderen deiner Orte aufnehmen.",
    failed: "Das Mikrofon antwortet nicht. Vielleicht benutzt es ein anderes Programm.",
  },
  recording: "Aufnahme läuft",
  paused: "Die Aufnahme ist angehalten",
  pause: "Aufnahme anhalten",
  resume: "Weiter aufnehmen",
  listen: "Beenden und anhören",
  length: "Länge",
  message: (length) => `Sprachnachricht, ${length}`,
  play: "Abspielen",
  stopPlaying: "Anhalten",
  position: "Stelle",
  positionOf: (at, length) => `${at} von ${length}`,
  speed: (times) => `Geschwindigkeit: ${times}-fach`,
  cannotPlay: "Das lässt sich hier nicht abspielen.",
};
