import type { FirstTexts } from "../words.ts";
import { plural } from "./forms.ts";

export const door: FirstTexts["door"] = {
  signIn: "تسجيل الدخول",
  signingIn: "جارٍ تسجيل الدخول …",
  othersStay: (domain) =>
    `تبقى أماكنك الأخرى مسجّلة الدخول${domain === undefined ? "" : ` لدى \u2068${domain}\u2069`}.`,
  nobodyYet: "لا أحد هنا بعد. طبع الخادم رابطًا عند تشغيله: افتحه لتصبح المشرف الأول.",
  groupFirst:
    "لديك هنا دعوة إلى مجموعة. سجّل الدخول لتراها. وإن لم يكن لديك حساب فاطلب أولًا ممّن أرسلها دعوة إلى هذا الخادم.",
  shortName: "الاسم القصير",
  password: "كلمة المرور",
  oneMoment: "لحظة من فضلك",
  looking: "جارٍ التحقق من الرابط …",
  brokenLink: "هذا الرابط لا يعمل",
  askAgain: "اطلب رابطًا جديدًا ممّن أرسله. وإن كان لديك حساب:",
  makeYours: "اجعل هذا المكان لك",
  invited: "أنت مدعو",
  firstHere: "أنت أول من يدخل هنا: بهذا تصبح المشرف.",
  makeAccount: "أنشئ حسابك وابدأ.",
  yourName: "اسمك",
  shortNameForm: "حروف لاتينية صغيرة وأرقام ونقاط وشرطات",
  shortNameHint: "به تسجّل الدخول، وبه يجدك الآخرون.",
  passwordHint: "ثمانية أحرف على الأقل.",
  joining: "لحظة من فضلك …",
  join: "انضمام",
  placeName: "ما اسم هذا المكان؟",
  placeExamples: "الحاسوب المحمول، المكتب، الهاتف …",
  placeHint: "تراه حيثما سجّلت الدخول. إن تُرك فارغًا سُمّي باسم المتصفح.",
  isPublic: "يستخدم آخرون هذا الحاسوب أيضًا",
  withPasskey: "تسجيل الدخول بمفتاح مرور",
  brokenOff: "أوقفه المتصفح. حاول مرة أخرى، أو استخدم كلمة المرور.",
  wait: (span) => `محاولات كثيرة. حاول مجددًا بعد ${span}.`,
  seconds: (count) =>
    plural(count, {
      one: "ثانية",
      two: "ثانيتين",
      few: `${count} ثوانٍ`,
      many: `${count} ثانية`,
      other: `${count} ثانية`,
    }),
  invitedBy: (name, house) => `يدعوك \u2068${name}\u2069 إلى \u2068${house}\u2069.`,
  newPassword: "كلمة مرور جديدة",
  newPasswordLead: (account) =>
    `لحساب \u2068${account}\u2069. يُسجَّل خروج كل الأماكن الأخرى، ويُسجَّل دخول هذا المكان.`,
  takePassword: "اعتمادها وتسجيل الدخول",
  publicHint: "لا يُحفظ شيء؛ وإغلاق الصفحة أو إعادة تحميلها يسجّل خروجك.",
};
