import type { FirstTexts } from "../words.ts";

export const search: FirstTexts["search"] = {
  inConversation: "البحث في هذه المحادثة",
  words: "كلمات للبحث عنها في هذه المحادثة",
  close: "إغلاق البحث",
  found: "ما وُجد بهذه الكلمات",
  messages: "الرسائل",
  looking: "جارٍ البحث …",
  none: "لا رسالة تقول ذلك.",
  more: "المزيد",
};
