import type { LateTexts } from "../words.ts";

export const shown: LateTexts["shown"] = {
  viewer: (name) => `${name}, vergrößert`,
  sentBy: (name, when) => `${name}, ${when}`,
  pictureBy: (person, name) => `Bild von ${person}: ${name}`,
  narrower: "Kleiner",
  wider: "Größer",
  toMessage: "Im Gespräch zeigen",
  download: "Herunterladen",
  close: "Schließen",
  before: "Das davor",
  after: "Das nächste",
  placeOf: (number, count) => `${number} von ${count}`,
  fetching: "Wird geholt …",
  notFetched: "Das ist gerade nicht zu bekommen.",
  notShown: "Diese Art Datei öffnet sich in einem anderen Programm.",
  shared: "Hier gesendet",
  media: "Bilder und Filme",
  files: "Dateien",
  noMedia: "Noch keine Bilder oder Filme. Was hier gesendet wird, steht an dieser Stelle beisammen.",
  noFiles: "Noch keine Dateien. Was hier gesendet wird, steht an dieser Stelle beisammen.",
  older: "Ältere",
};
