import type { RejectionCode } from "@elsewhere/core/rejection";
import type { FirstTexts } from "../words.ts";

const texts: Readonly<Record<RejectionCode | "timed-out" | "unreachable", string>> = {
  unreachable: "تعذّر الوصول إلى الخادم. حاول مجددًا بعد لحظات.",
  "timed-out": "لم يُجب الخادم في الوقت المناسب.",
  "not-signed-in": "سجّل الدخول أولًا.",
  "not-allowed": "لا يُسمح لك بذلك.",
  "not-a-member": "لست عضوًا في هذه المحادثة.",
  "not-an-owner": "لا يقدر على ذلك إلا مالك المحادثة.",
  "not-yours": "لا يقدر على ذلك إلا كاتبها.",
  "no-such-account": "لا يوجد حساب كهذا.",
  "no-such-conversation": "لا توجد محادثة كهذه.",
  "no-such-message": "لا توجد رسالة كهذه.",
  "no-such-device": "لا يوجد جهاز كهذا.",
  "no-such-invitation": "لا توجد دعوة كهذه.",
  "no-such-passkey": "لا يوجد مفتاح مرور كهذا.",
  "no-such-file": "لا يوجد ملف كهذا.",
  "no-such-contact": "هذا الشخص ليس من جهات اتصالك.",
  "already-exists": "هذا موجود من قبل.",
  "account-disabled": "هذا الحساب معطّل.",
  "wrong-credentials": "الاسم أو كلمة المرور غير صحيحة.",
  blocked: "هذا الشخص لا يستقبل رسائل منك.",
  expired: "انتهت صلاحيته.",
  "used-up": "استُخدم من قبل.",
  "last-owner": "لا بد للمجموعة من مالك: عيّن غيرك مالكًا أولًا.",
  "device-limit": "بلغ الحساب العدد المسموح به من الأجهزة.",
  "too-large": "حجمه أكبر من المسموح.",
  "too-many": "العدد أكبر من المسموح.",
  "too-fast": "طلبات كثيرة؛ انتظر لحظة.",
  "invalid-request": "لا يفهم الخادم هذا الطلب.",
  "unknown-request": "لا يعرف الخادم هذا الطلب.",
  "changed-meanwhile": "تغيّر في هذه الأثناء؛ حاول مجددًا.",
  draining: "الخادم في طور الإغلاق؛ عُد بعد لحظات.",
  unavailable: "تعذّر الوصول إلى جزء من الخادم؛ حاول لاحقًا.",
  "internal-error": "وقع خطأ في الخادم وجرى تسجيله.",
};
const byCode: Readonly<Record<string, string>> = texts;

export const errors: FirstTexts["errors"] = {
  unknown: "حدث خطأ ما.",
  refused: (code, text) => byCode[code] ?? text,
};
