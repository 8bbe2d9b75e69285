import type { LateTexts } from "../words.ts";

export const decisions: LateTexts["decisions"] = {
  heading: "لماذا حدث، ولماذا لم يحدث",
  lead: "آخر الرسائل، وما فعله كل مكان من أماكنك بها، ولأي سبب.",
  at: "في",
  everyPlace: "كل مكان",
  looking: "جارٍ البحث عن السبب …",
  none: "لم يُدوَّن شيء بعد. حين يكتب إليك أحد يُشرح ذلك هنا.",
  lastFrom: (name, when) => `${name}، ${when}:`,
  all: "لماذا حدث، أو لماذا لم يحدث؟",
  can: (things) => `يعرض ${things}`,
  things: { text: "الرسائل", image: "الصور", file: "الملفات", audio: "المكالمات", video: "مكالمات الفيديو" },
  wakes: "يمكن إيقاظه",
  since: (day) => `هنا منذ ${day}`,
  rulesFor: "قواعده",
  prepared: "قواعد يحبها الآخرون",
  add: "إضافة",
};
