import type { FirstTexts } from "../words.ts";
import { plural } from "./forms.ts";

export const connection: FirstTexts["connection"] = {
  noNetwork: "Kein Netz. Du kannst weiter lesen und schreiben.",
  tryingIn: (seconds) => `Nicht verbunden. Neuer Versuch in ${seconds} s.`,
  connecting: "Verbindung wird aufgebaut …",
  catchingUp: "Was inzwischen kam, wird geholt …",
  none: "Nicht verbunden.",
  waiting: (count) =>
    plural(count, {
      one: "Eine Nachricht wartet und wird noch gesendet.",
      other: `${count} Nachrichten warten und werden noch gesendet.`,
    }),
  tryNow: "Jetzt versuchen",
  signedOut: "Du wurdest hier von einem anderen Ort aus abgemeldet. Melde dich wieder an, um weiterzumachen.",
  disabled: "Dieses Konto ist gesperrt. Wende dich an die Verwaltung.",
  tokenReused:
    "Jemand anderes hat den Schlüssel dieses Orts benutzt; darum wurde er abgemeldet. Bitte melde dich neu an.",
  notSignedIn: "Du wurdest hier abgemeldet, während die Seite nicht verbunden war. Bitte melde dich neu an.",
  wrongOrigin: "Der Server erwartet unter dieser Adresse niemanden. Wende dich an die Verwaltung.",
  refused: (reason) => `Der Server lässt diese Seite nicht herein (${reason}).`,
  noReason: "ohne Angabe von Gründen",
};
