import type { FirstTexts } from "../words.ts";

export const search: FirstTexts["search"] = {
  inConversation: "In dieser Unterhaltung suchen",
  words: "Wörter, die in dieser Unterhaltung zu finden sind",
  close: "Suche schließen",
  found: "Mit diesen Wörtern gefunden",
  messages: "Nachrichten",
  looking: "Wird gesucht …",
  none: "Keine Nachricht sagt das.",
  more: "Mehr",
};
