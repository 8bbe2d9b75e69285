import type { FirstTexts } from "../words.ts";

export const composer: FirstTexts["composer"] = {
  form: "Eine Nachricht schreiben",
  add: "Bilder oder Dateien hinzufügen",
  files: "Bilder oder Dateien",
  writeTo: (title) => `An ${title} schreiben`,
  drop: "Hier ablegen",
  save: "Speichern",
  uploading: "Lädt hoch",
  send: "Senden",
  edit: "Bearbeiten",
  replyTo: (name) => `Antwort an ${name}`,
  replyToYourself: "Antwort an dich selbst",
  letGo: "Verwerfen",
  uploads: "Dateien dieser Nachricht",
  uploadingFile: (name) => `${name} wird hochgeladen`,
  tryAgain: "Noch einmal versuchen",
  remove: (name) => `${name} entfernen`,
  tooManyFiles: (most) => `Eine Nachricht trägt höchstens ${most} Dateien.`,
};
