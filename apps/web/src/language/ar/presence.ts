import type { FirstTexts } from "../words.ts";

export const presence: FirstTexts["presence"] = {
  states: {
    available: "متاح",
    away: "بعيد",
    busy: "مشغول",
    "in-call": "في مكالمة",
    "do-not-disturb": "عدم الإزعاج",
    offline: "غير متصل",
  },
  until: (state, when) => `${state} حتى ${when}`,
  lastAgo: (state, span) => `${state}، آخر حضور قبل ${span}`,
  lastAt: (state, when) => `${state}، آخر حضور ${when}`,
  talkAndVideo: "يمكنه التحدث بالصوت والصورة",
  talkOnly: "يمكنه التحدث بلا صورة",
};
