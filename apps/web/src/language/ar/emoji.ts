import type { LateTexts } from "../words.ts";

export const emoji: LateTexts["emoji"] = {
  find: "ابحث عن رمز (بالإنجليزية)",
  none: "لا رمز بهذا الاسم.",
  hint: "الأسماء بالإنجليزية",
  tone: "لون البشرة",
  tones: ["بلا", "فاتح", "متوسط فاتح", "متوسط", "متوسط داكن", "داكن"],
  groups: {
    found: "النتائج",
    recent: "المستخدمة مؤخرًا",
    smileys: "وجوه",
    people: "أشخاص",
    nature: "طبيعة",
    food: "طعام وشراب",
    travel: "سفر",
    activities: "أنشطة",
    objects: "أشياء",
    symbols: "علامات",
    flags: "أعلام",
  },
};
