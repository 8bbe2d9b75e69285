import type { FirstTexts } from "../words.ts";

export const frame: FirstTexts["frame"] = {
  brand: "Elsewhere",
  motto: "Hier anfangen, anderswo fertig machen.",
  skip: "Zur Unterhaltung springen",
  back: "Zurück zur Liste",
  close: "Schließen",
  closeMessage: "Meldung schließen",
  save: "Speichern",
  cancel: "Abbrechen",
  allow: "Erlauben",
  nothingOpen: "Keine Unterhaltung ist offen",
  welcome: (name) => `Willkommen, ${name}`,
  welcomeLead:
    "Suche jemanden in der Liste und schreib los. Melde dich auch an deinen anderen Geräten an: Was du hier anfängst, kannst du dort fertig machen.",
  empty: "Nichts ist offen",
  emptyLead: "Wähle eine Unterhaltung in der Liste, oder suche jemanden, dem du schreiben willst.",
  invite: "Leute einladen",
  newVersion: "Eine neue Version ist da.",
  reload: "Neu laden",
};
