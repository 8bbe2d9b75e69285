import type { LateTexts } from "../words.ts";

export const telling: LateTexts["telling"] = {
  missed: (name) =>
    `${name} hat geschrieben, während du anderswo hingesehen hast. Soll dieser Ort dir beim nächsten Mal mit einer Benachrichtigung Bescheid sagen?`,
  allow: "Benachrichtigungen erlauben",
  notNow: "Nicht jetzt",
  install: "Als App installieren",
  installLead: "Ein eigenes Fenster und ein eigenes Symbol, darauf die Zahl der ungelesenen Nachrichten.",
  installNow: "Installieren",
  installIos:
    "In Safari: Teilen, dann „Zum Home-Bildschirm“. Von dort geöffnet, kann sie auch geweckt werden.",
};
