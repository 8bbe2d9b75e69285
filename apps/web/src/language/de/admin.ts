import type { LateTexts } from "../words.ts";
import { plural } from "./forms.ts";

export const admin: LateTexts["admin"] = {
  heading: "Verwaltung",
  lead: "Wer ein Konto anlegen will, braucht eine Einladung; hier machst du sie.",
  accounts: "Konten",
  hereSince: (day) => `hier seit ${day}`,
  administrator: "verwaltet",
  disabled: "gesperrt",
  enable: "Entsperren",
  disable: "Sperren",
  invite: "Leute einladen",
  word: "Ein Wort an sie",
  wordExample: "Willkommen in der Werkstatt",
  howMany: "Wie viele",
  makeLink: "Link erstellen",
  sendLink: "Verschicke diesen Link; er gilt sieben Tage.",
  copied: "Kopiert",
  copy: "Kopieren",
  openInvitations: "Offene Einladungen",
  withoutWord: "Eine Einladung ohne ein Wort",
  revoke: "Zurücknehmen",
  revokeOf: (name) => `Zurücknehmen: ${name}`,
  holds: (uses, until) =>
    `${plural(uses, { one: "für eine Person", other: `für ${uses} Personen` })}, bis ${until}`,
};
