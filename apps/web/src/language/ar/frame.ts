import type { FirstTexts } from "../words.ts";

export const frame: FirstTexts["frame"] = {
  brand: "Elsewhere",
  motto: "ابدأ هنا، وأكمل في مكان آخر.",
  skip: "انتقل إلى المحادثة",
  back: "العودة إلى القائمة",
  close: "إغلاق",
  closeMessage: "إغلاق التنبيه",
  save: "حفظ",
  cancel: "إلغاء",
  allow: "السماح",
  nothingOpen: "لا توجد محادثة مفتوحة",
  welcome: (name) => `أهلًا بك يا ${name}`,
  welcomeLead:
    "ابحث عن شخص في القائمة واكتب إليه. وسجّل الدخول من أجهزتك الأخرى أيضًا: ما تبدؤه هنا تكمله هناك.",
  empty: "لا شيء مفتوح",
  emptyLead: "اختر محادثة من القائمة، أو ابحث عن شخص تكتب إليه.",
  invite: "دعوة أشخاص",
  newVersion: "صدر إصدار جديد.",
  reload: "إعادة التحميل",
};
