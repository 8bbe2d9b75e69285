import type { LateTexts } from "../words.ts";

export const keeping: LateTexts["keeping"] = {
  markRead: "تعليم كمقروءة",
  markUnread: "تعليم كغير مقروءة",
  pin: "تثبيت في الأعلى",
  unpin: "إلغاء التثبيت",
  moveUp: "نقل إلى أعلى",
  moveDown: "نقل إلى أسفل",
  mute: "كتم",
  muteHour: "كتم لمدة ساعة",
  muteMorning: "كتم حتى الثامنة صباحًا",
  muteGood: "كتم دائم",
  unmute: "إلغاء الكتم",
  mutedUntil: (when) => `مكتومة حتى ${when}`,
  mutedGood: "مكتومة",
  archive: "أرشفة",
  bringBack: "إخراج من الأرشيف",
};
