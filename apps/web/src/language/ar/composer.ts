import type { FirstTexts } from "../words.ts";

export const composer: FirstTexts["composer"] = {
  form: "كتابة رسالة",
  add: "إضافة صور أو ملفات",
  files: "صور أو ملفات",
  writeTo: (title) => `اكتب إلى ${title}`,
  drop: "أفلتها هنا",
  save: "حفظ",
  uploading: "جارٍ الرفع",
  send: "إرسال",
  edit: "تعديل",
  replyTo: (name) => `رد على ${name}`,
  replyToYourself: "رد على نفسك",
  letGo: "ترك",
  uploads: "ملفات هذه الرسالة",
  uploadingFile: (name) => `جارٍ رفع \u2068${name}\u2069`,
  tryAgain: "حاول مجددًا",
  remove: (name) => `إزالة \u2068${name}\u2069`,
  tooManyFiles: (most) => `أقصى ما تحمله الرسالة من الملفات: ${most}.`,
};
