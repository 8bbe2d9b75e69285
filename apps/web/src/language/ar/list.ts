import type { FirstTexts } from "../words.ts";
import { plural } from "./forms.ts";

export const list: FirstTexts["list"] = {
  filters: "أي المحادثات تُعرض",
  filterNames: {
    all: "الكل",
    unread: "غير المقروءة",
    mentions: "الإشارات",
    groups: "المجموعات",
    archived: "المؤرشفة",
  },
  nothing: {
    all: "كل محادثاتك مؤرشفة.",
    unread: "قُرئ كل شيء.",
    mentions: "لا أحد يذكرك فيما لم تقرأه.",
    groups: "لست في أي مجموعة بعد.",
    archived: "لا شيء مؤرشف. والرسالة الجديدة تعيد المحادثة ما لم تكن مكتومة.",
  },
  archive: (count) => `المؤرشفة، ${count}`,
  back: "العودة إلى كل المحادثات",
  allRead: "تعليم الكل كمقروء",
  muted: "مكتومة",
  pinned: "مثبتة",
  mentioned: "ذُكرت فيها",
  marked: "معلّمة كغير مقروءة",
  moreAbout: (title) => `المزيد عن ${title}`,
  moved: (title, place, all) => `${title}: مثبتة، ${place} من ${all}`,
  aboutPerson: (name) => `عن ${name}`,
  mentions: (count) =>
    plural(count, {
      one: "إشارة إليك",
      two: "إشارتان إليك",
      few: `${count} إشارات إليك`,
      many: `${count} إشارة إليك`,
      other: `${count} إشارة إليك`,
    }),
};
