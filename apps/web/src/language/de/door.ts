import type { FirstTexts } from "../words.ts";
import { plural } from "./forms.ts";

export const door: FirstTexts["door"] = {
  signIn: "Anmelden",
  signingIn: "Anmeldung läuft …",
  othersStay: (domain) =>
    `Deine anderen Orte bleiben${domain === undefined ? "" : ` bei ${domain}`} angemeldet.`,
  nobodyYet:
    "Hier wohnt noch niemand. Der Server hat beim Start einen Link ausgegeben: Öffne ihn und werde die erste Verwalterin oder der erste Verwalter.",
  groupFirst:
    "Du hast hier eine Einladung in eine Gruppe. Melde dich an, dann siehst du sie. Ohne Konto: Lass dir von der Person, die sie geschickt hat, zuerst eine Einladung auf diesen Server geben.",
  shortName: "Kurzname",
  password: "Passwort",
  oneMoment: "Einen Moment",
  looking: "Dein Link wird geprüft …",
  brokenLink: "Dieser Link gilt nicht",
  askAgain:
    "Lass dir von der Person, die ihn geschickt hat, einen neuen geben. Wenn du schon ein Konto hast:",
  makeYours: "Richte dich ein",
  invited: "Du bist eingeladen",
  firstHere: "Du bist hier die erste Person: Damit verwaltest du diesen Server.",
  makeAccount: "Leg dein Konto an, und los geht es.",
  yourName: "Dein Name",
  shortNameForm: "Kleine Buchstaben, Ziffern, Punkte, Binde- und Unterstriche",
  shortNameHint: "Damit meldest du dich an, und so finden dich andere.",
  passwordHint: "Mindestens acht Zeichen.",
  joining: "Einen Moment …",
  join: "Beitreten",
  placeName: "Wie heißt dieser Ort?",
  placeExamples: "Laptop, Schreibtisch, Handy …",
  placeHint: "Du siehst ihn überall, wo du angemeldet bist. Leer: Er heißt wie der Browser.",
  isPublic: "Auch andere benutzen diesen Rechner",
  withPasskey: "Mit einem Passkey anmelden",
  brokenOff: "Der Browser hat es abgebrochen. Versuch es noch einmal, oder nimm dein Passwort.",
  wait: (span) => `Zu viele Versuche. Versuch es in ${span} wieder.`,
  seconds: (count) => plural(count, { one: "einer Sekunde", other: `${count} Sekunden` }),
  invitedBy: (name, house) => `${name} lädt dich ein: ${house}.`,
  newPassword: "Ein neues Passwort",
  newPasswordLead: (account) =>
    `Für ${account}. Alle anderen Orte werden abgemeldet; dieser wird angemeldet.`,
  takePassword: "Nehmen und anmelden",
  publicHint: "Nichts wird aufbewahrt; Schließen oder Neuladen der Seite meldet dich ab.",
};
