import type { LateTexts } from "../words.ts";

export const shown: LateTexts["shown"] = {
  viewer: (name) => `${name}، مكبّر`,
  sentBy: (name, when) => `${name}، ${when}`,
  pictureBy: (person, name) => `صورة من ${person}: ${name}`,
  narrower: "تصغير",
  wider: "تكبير",
  toMessage: "إظهار في المحادثة",
  download: "تنزيل",
  close: "إغلاق",
  before: "السابق",
  after: "التالي",
  placeOf: (number, count) => `${number} من ${count}`,
  fetching: "جارٍ الجلب…",
  notFetched: "يتعذّر جلب هذا الآن.",
  notShown: "يُفتح هذا النوع من الملفات في برنامج آخر.",
  shared: "المُرسَل هنا",
  media: "صور وأفلام",
  files: "ملفات",
  noMedia: "لا صور ولا أفلام بعد. ما يُرسَل هنا يُجمَع في هذا المكان.",
  noFiles: "لا ملفات بعد. ما يُرسَل هنا يُجمَع في هذا المكان.",
  older: "الأقدم",
};
