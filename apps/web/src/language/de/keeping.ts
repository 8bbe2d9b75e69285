import type { LateTexts } from "../words.ts";

export const keeping: LateTexts["keeping"] = {
  markRead: "Als gelesen markieren",
  markUnread: "Als ungelesen markieren",
  pin: "Oben anheften",
  unpin: "Nicht mehr anheften",
  moveUp: "Nach oben",
  moveDown: "Nach unten",
  mute: "Stummschalten",
  muteHour: "Eine Stunde stumm",
  muteMorning: "Stumm bis 8 Uhr früh",
  muteGood: "Für immer stumm",
  unmute: "Wieder laut",
  mutedUntil: (when) => `Stumm bis ${when}`,
  mutedGood: "Stumm",
  archive: "Archivieren",
  bringBack: "Aus dem Archiv holen",
};
