import type { FirstTexts } from "../words.ts";

export const ruleSentences: FirstTexts["ruleSentences"] = {
  everywhere: "في كل مكان",
  gonePlace: "مكان لم يعد موجودًا",
  does: {
    messages: { never: "لا رسائل", silent: "رسائل بلا صوت", always: "تنبيه دائم بالرسائل" },
    alerts: { never: "لا تنبيهات", silent: "تنبيهات بلا صوت", always: "تنبيه دائم" },
    rings: { never: "لا رنين", silent: "تظهر المكالمات بلا رنين", always: "ترن المكالمات دائمًا" },
  },
  inConversation: (title) => ` في ${title}`,
  atHours: (hours) => `، ${hours}`,
  whileActiveOn: (place) => `، وأنت نشط على ${place}`,
  sentence: (where, parts) => `${where}: ${parts.join("")}.`,
  quoted: (sentence) => `«${sentence}»`,
};
