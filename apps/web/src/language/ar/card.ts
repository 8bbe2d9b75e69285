import type { LateTexts } from "../words.ts";

export const card: LateTexts["card"] = {
  yourself: "هذا أنت",
  notShown: "لا يُعرض لك إن كان هذا الشخص حاضرًا",
  can: { text: "الرسائل", image: "الصور", file: "الملفات", audio: "المكالمات", video: "مكالمات الفيديو" },
  canAll: (things) => `حيث هو الآن يمكن أن تصله: ${things}`,
  sharedGroups: "المجموعات المشتركة بينكما",
  write: "مراسلة",
  askContact: "طلب إضافة",
  accept: "قبول",
  decline: "رفض",
  takeBack: "سحب الطلب",
  removeContact: "الإزالة من جهات الاتصال",
  block: "حظر",
  blockSure: "حظر، متأكد؟",
  unblock: "إلغاء الحظر",
};
