import type { LateTexts } from "../words.ts";
import { plural } from "./forms.ts";

export const admin: LateTexts["admin"] = {
  heading: "الإدارة",
  lead: "إنشاء حساب يحتاج إلى دعوة؛ وهنا تنشئ الدعوات.",
  accounts: "الحسابات",
  hereSince: (day) => `هنا منذ ${day}`,
  administrator: "مشرف",
  disabled: "معطّل",
  enable: "تفعيل",
  disable: "تعطيل",
  invite: "دعوة أشخاص",
  word: "كلمة لهم",
  wordExample: "أهلًا بكم في الورشة",
  howMany: "كم عددهم",
  makeLink: "إنشاء رابط",
  sendLink: "أرسل هذا الرابط؛ يعمل سبعة أيام.",
  copied: "نُسخ",
  copy: "نسخ",
  openInvitations: "الدعوات المفتوحة",
  withoutWord: "دعوة بلا كلمة",
  revoke: "سحب",
  revokeOf: (name) => `سحب: ${name}`,
  holds: (uses, until) =>
    `${plural(uses, {
      zero: "لا أحد",
      one: "لشخص واحد",
      two: "لشخصين",
      few: `لـ ${uses} أشخاص`,
      many: `لـ ${uses} شخصًا`,
      other: `لـ ${uses} شخص`,
    })}، حتى ${until}`,
};
