import type { Told } from "../../words/plans.ts";

const done: Readonly<Record<Told["how"], string>> = {
  show: "ظهرت",
  alert: "مع تنبيه",
  ring: "رنّ",
  push: "أُوقظ",
  silent: "وصلت بصمت",
  withhold: "لم تصل",
};

const adapted: Readonly<Record<string, string>> = {
  "plain-text": " نصًا بسيطًا",
  link: " رابطًا",
  "audio-only": " مكالمة صوتية",
};

const things: Readonly<Record<string, string>> = {
  text: "النص",
  "rich-text": "النص المنسّق",
  image: "الصور",
  file: "الملفات",
  audio: "الصوت",
  video: "الفيديو",
};

const reasons: Readonly<Record<string, (told: Told) => string>> = {
  "made-here": () => "أُنشئت هنا",
  own: ({ place }) => `هي منك، من ${place}`,
  incapable: ({ needs }) => `لا يقدر هذا المكان على ذلك (${things[needs] ?? needs})`,
  "in-front": () => "المحادثة مفتوحة هنا",
  "not-in-front": () => "المحادثة ليست مفتوحة هنا",
  "in-use": ({ ago }) => `كنت نشطًا هنا ${ago}`,
  "replied-from": ({ ago }) => `كتبت في هذه المحادثة من هنا ${ago}`,
  "used-last": ({ ago }) => `لست نشطًا في أي مكان، وكان آخر حضورك هنا ${ago}`,
  "nobody-active": () => "لست نشطًا في أي مكان",
  "nobody-reacted": () => "لم تستجب حيث نُبّهت أولًا",
  "active-elsewhere": ({ place, ago }) => `كنت نشطًا على ${place} ${ago}`,
  "alerted-elsewhere": ({ place }) => `نُبّهت على ${place}`,
  "pushed-elsewhere": ({ place }) => `أُوقظ ${place}`,
  "do-not-disturb": ({ left }) => `لا تريد الإزعاج${left === "" ? "" : `، لمدة ${left} أخرى`}`,
  "quiet-hours": () => "هذه ساعات هدوئك",
  muted: ({ left }) => `كتمت هذه المحادثة لمدة ${left} أخرى`,
  "alerts-off": () => "أوقفت تنبيهات هذه المحادثة",
  "mentions-only": () => "لا تريد تنبيهًا من هذه المحادثة إلا حين تُذكر",
  rule: ({ rule }) => `هكذا تقول قاعدتك ${rule}`,
  "rule-eased": ({ rule }) => `قاعدتك ${rule} كانت ستحجبها عن كل أماكنك`,
  "already-read": () => "سبق أن قرأتها",
  deleted: () => "حُذفت",
  "not-connected": () => "هذا المكان غير متصل، وتصله حين يعود",
  asleep: () => "هذا المكان نائم، ويسأل عنها حين يستيقظ",
  "half-open": ({ ago }) => `آخر ما سُمع من هذا المكان ${ago}`,
  "same-device": () => "وصلت إلى نافذة أخرى في هذا المكان",
  "no-person": () => "يعمل هنا برنامج، ولا أحد ينظر",
  "kept-alike": () => "تُحفظ أماكنك كلها متماثلة",
  addressed: () => "هي لهذا المكان",
  "not-addressed": ({ place }) => `هي لـ ${place} وحده`,
  "in-call-here": () => "أنت في مكالمة هنا",
  "call-comes": () => "ترن المكالمة حيثما أمكن الرد عليها",
  "answered-here": () => "رددت هنا",
  answered: ({ place }) => `رددت على ${place}`,
  declined: ({ place }) => `رفضت على ${place}`,
  "call-over": () => "انتهت المكالمة",
  "silenced-here": () => "أسكتّها هنا",
  claimed: ({ place }) => `أُخذت على ${place}`,
};

/** In the order a sentence has it: what was done, how, why, and what comes of it. */
export function told(fact: Told): string {
  const because = reasons[fact.reason];
  if (because === undefined) return fact.text;
  const as = fact.as === undefined || fact.how === "withhold" ? "" : (adapted[fact.as] ?? "");
  return `${done[fact.how]}${as}: ${because(fact)}${afterwards(fact.later)}`;
}

function afterwards(later: Told["later"]): string {
  if (later === undefined) return "";
  const act = later.how === "push" ? "ثم يُوقظ" : "ثم يأتي تنبيه";
  const unless = later.unless === "read" ? "ما لم تقرأها" : "ما لم ترد عليها";
  return `؛ ${act} بعد ${later.after} ${unless}`;
}
