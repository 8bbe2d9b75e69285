import type { LateTexts } from "../words.ts";

export const voice: LateTexts["voice"] = {
  recorder: "رسالة صوتية",
  discard: "تجاهل",
  asking: "اسمح للصفحة باستخدام الميكروفون؛ سيسألك المتصفح.",
  refused: {
    denied: "لا يسمح المتصفح لهذه الصفحة بالميكروفون. يمكنك السماح به في إعدادات المتصفح لهذه الصفحة.",
    "no-microphone": "لا ميكروفون هنا. يمكنك التسجيل في مكان آخر من أماكنك.",
    failed: "الميكروفون لا يستجيب. ربما يستخدمه برنامج آخر.",
  },
  recording: "جارٍ التسجيل",
  paused: "التسجيل متوقف مؤقتًا",
  pause: "إيقاف التسجيل مؤقتًا",
  resume: "متابعة التسجيل",
  listen: "إنهاء واستماع",
  length: "المدة",
  message: (length) => `رسالة صوتية، ${length}`,
  play: "تشغيل",
  stopPlaying: "إيقاف مؤقت",
  position: "الموضع",
  positionOf: (at, length) => `${at} من ${length}`,
  speed: (times) => `السرعة: ${times}×`,
  cannotPlay: "لا يمكن تشغيلها هنا.",
};
