import type { LateTexts } from "../words.ts";

export const keys: LateTexts["keys"] = {
  heading: "المفاتيح",
  hint: "تعمل المفاتيح المفردة حيث لا تكتب شيئًا. ويمكن إيقافها في الإعدادات.",
  palette: "انتقل إلى مكان أو افعل شيئًا",
  placeholder: "اسم أو صفحة أو ما تريد فعله",
  nothing: "لا شيء بهذا الاسم.",
  setStatus: (state) => `أظهرني: ${state}`,
  kinds: {
    conversation: "محادثة",
    person: "شخص",
    page: "صفحة",
    act: "إجراء",
    status: "حالة",
    language: "لغة",
  },
  acts: {
    palette: "انتقل إلى مكان أو افعل شيئًا",
    sheet: "عرض المفاتيح",
    "next-unread": "المحادثة التالية غير المقروءة",
    "previous-unread": "المحادثة السابقة غير المقروءة",
    write: "الكتابة",
    reply: "الرد على آخر رسالة",
    "edit-last": "تعديل آخر رسالة لك، من الحقل الفارغ",
    search: "البحث في هذه المحادثة",
    list: "إلى قائمة المحادثات",
    "mark-read": "تعليم كمقروءة",
    close: "إغلاق أو ترك",
  },
  shortcuts: "مفاتيح خاصة",
  shortcutsAbout: "تنقلك حروف مفردة ما دمت لا تكتب. اضغط ? لترى أيّها.",
};
