import type { FirstTexts } from "../words.ts";

export const ruleSentences: FirstTexts["ruleSentences"] = {
  everywhere: "Überall",
  gonePlace: "ein Ort, den es nicht mehr gibt",
  does: {
    messages: {
      never: "keine Nachrichten",
      silent: "Nachrichten ohne Ton",
      always: "immer ein Signal bei Nachrichten",
    },
    alerts: { never: "keine Signale", silent: "Signale ohne Ton", always: "immer ein Signal" },
    rings: {
      never: "kein Klingeln",
      silent: "Anrufe erscheinen, ohne zu klingeln",
      always: "Anrufe klingeln immer",
    },
  },
  inConversation: (title) => ` in ${title}`,
  atHours: (hours) => `, ${hours}`,
  whileActiveOn: (place) => `, während du an ${place} aktiv bist`,
  sentence: (where, parts) => `${where}: ${parts.join("")}.`,
  quoted: (sentence) => `„${sentence}“`,
};
