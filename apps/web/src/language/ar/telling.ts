import type { LateTexts } from "../words.ts";

export const telling: LateTexts["telling"] = {
  missed: (name) => `كتب ${name} وأنت تنظر إلى شيء آخر. أينبّهك هذا المكان بإشعار في المرة القادمة؟`,
  allow: "السماح بالإشعارات",
  notNow: "ليس الآن",
  install: "تثبيته تطبيقًا",
  installLead: "نافذة وأيقونة خاصتان به، عليها عدد الرسائل غير المقروءة.",
  installNow: "تثبيت",
  installIos: "في سفاري: المشاركة، ثم «إضافة إلى الشاشة الرئيسية». وإن فُتح من هناك أمكن إيقاظه أيضًا.",
};
