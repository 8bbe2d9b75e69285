import type { FirstTexts } from "../words.ts";

export const presence: FirstTexts["presence"] = {
  states: {
    available: "Ansprechbar",
    away: "Abwesend",
    busy: "Beschäftigt",
    "in-call": "Im Gespräch",
    "do-not-disturb": "Bitte nicht stören",
    offline: "Offline",
  },
  until: (state, when) => `${state} bis ${when}`,
  lastAgo: (state, span) => `${state}, zuletzt hier: vor ${span}`,
  lastAt: (state, when) => `${state}, zuletzt hier: ${when}`,
  talkAndVideo: "kann sprechen und gesehen werden",
  talkOnly: "kann sprechen, ohne Video",
};
