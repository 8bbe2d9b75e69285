import type { LateTexts } from "../words.ts";
import { plural } from "./forms.ts";

const people = (count: number) =>
  plural(count, {
    one: "شخص واحد",
    two: "شخصان",
    few: `${count} أشخاص`,
    many: `${count} شخصًا`,
    other: `${count} شخص`,
  });

export const groups: LateTexts["groups"] = {
  about: "لأي غرض هي",
  aboutExample: "خطط الجوقة وصورها",
  saveNaming: "حفظ",
  actOf: (act, name) => `${act}: ${name}`,
  heir: "أنت المالك الوحيد. فمن يملك المجموعة بعد رحيلك؟",
  chooseHeir: "اختر شخصًا",
  leaveSure: "مغادرة، متأكد؟",
  links: "روابط الدعوة",
  linksLead: "من كان لديه رابط وحساب هنا يمكنه الانضمام إلى المجموعة به حتى ينتهي.",
  linkNote: "كلمة لنفسك",
  linkNoteExample: "للوحة الإعلانات",
  linkLasts: "المدة",
  lastsDay: "يوم واحد",
  lastsWeek: "أسبوع",
  lastsMonth: "30 يومًا",
  linkUses: "لكم شخص",
  newLink: "رابط جديد …",
  makeLink: "إنشاء رابط",
  linkReady: "الرابط",
  linkOnce: "لا يُعرض إلا الآن: انسخه، أو دع أحدًا يلتقط صورة له.",
  linkPicture: "الرابط رمزَ استجابة سريعة",
  copyLink: "نسخ",
  linkCopied: "نُسخ",
  linkDone: "تم",
  linkBy: (name) => `رابط من ${name}`,
  linkHolds: (used, left, until) =>
    `${used === 0 ? "لم ينضم أحد بعد" : `انضم به ${people(used)}`}، وبقي ${left}، حتى ${until}`,
  revoke: "سحب",
  revokeOf: (name) => `سحب: ${name}`,
  invitation: "دعوة",
  looking: "جارٍ التحقق من الرابط …",
  linkDead: "لم يعد هذا الرابط يؤدي إلى شيء.",
  invitedBy: (name, members) => `يدعوك ${name} إلى هذه المجموعة، وفيها ${people(members)}.`,
  joinLead: "يرى أعضاؤها اسمك، وترى ما يُكتب وما كُتب من قبل.",
  join: "الانضمام إلى المجموعة",
  notNow: "ليس الآن",
  openIt: "أنت فيها: افتحها",
  linkUntil: (when) => `يسري الرابط حتى ${when}.`,
};
