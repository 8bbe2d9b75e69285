import type { LateTexts } from "../words.ts";

export const card: LateTexts["card"] = {
  yourself: "Das bist du",
  notShown: "Ob diese Person da ist, wird dir nicht gezeigt",
  can: { text: "Nachrichten", image: "Bilder", file: "Dateien", audio: "Gespräche", video: "Videoanrufe" },
  canAll: (things) => `Dort, wo sie gerade ist, kann diese Person bekommen: ${things}`,
  sharedGroups: "Gemeinsame Gruppen",
  write: "Schreiben",
  askContact: "Als Kontakt anfragen",
  accept: "Annehmen",
  decline: "Ablehnen",
  takeBack: "Anfrage zurücknehmen",
  removeContact: "Aus den Kontakten entfernen",
  block: "Blockieren",
  blockSure: "Wirklich blockieren?",
  unblock: "Nicht mehr blockieren",
};
