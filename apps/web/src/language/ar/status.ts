import type { FirstTexts } from "../words.ts";
import { plural } from "./forms.ts";

export const status: FirstTexts["status"] = {
  heading: "كيف يراك الآخرون",
  change: "غيّر كيف يراك الآخرون",
  asYouAre: "تظهر كما أنت",
  until: (state, when) => `${state} حتى ${when}`,
  choices: {
    auto: { title: "كما أنا", about: "كما تلحظه أماكنك" },
    available: { title: "متاح", about: "وإن كنت بعيدًا عن أماكنك" },
    away: { title: "بعيد", about: "يمكن الوصول إليك، ولكن ليس فورًا" },
    busy: { title: "مشغول", about: "حاضر، بأمر آخر" },
    "do-not-disturb": { title: "عدم الإزعاج", about: "لا صوت ولا تنبيه في أي مكان" },
    invisible: { title: "متخفٍّ", about: "يراك الآخرون غير متصل" },
  },
  note: "ملاحظة",
  noteExample: "في الورشة",
  holds: "المدة",
  endings: {
    open: "حتى أغيّره",
    "half-hour": "لمدة 30 دقيقة",
    hour: "لمدة ساعة",
    today: "حتى نهاية اليوم",
    tomorrow: "حتى الغد، 9:00",
    time: "حتى …",
  },
  endsAt: "ينتهي",
  watchers: {
    contacts: "ترى هذا جهات اتصالك",
    everyone: "يرى هذا كل من على هذا الخادم",
    chosen: "يرى هذا من اخترتهم",
    nobody: "لا يرى هذا أحد",
  },
  seen: (watchers) => `${watchers}.`,
  seenExcept: (watchers, count) =>
    `${watchers}، ما عدا ${plural(count, {
      one: "شخصًا واحدًا",
      two: "شخصين",
      few: `${count} أشخاص`,
      many: `${count} شخصًا`,
      other: `${count} شخص`,
    })}.`,
  whoCanSee: "من يمكنه رؤيتي",
  show: "أظهرني هكذا",
};
