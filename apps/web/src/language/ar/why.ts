import type { FirstTexts } from "../words.ts";
import { told } from "./told.ts";

export const why: FirstTexts["why"] = {
  lookingUp: "جارٍ البحث عن السبب …",
  nothing: "لم يُدوَّن شيء عن هذا",
  nothingLead: "مضى عليه وقت طويل، أو كان قبل حضورك.",
  yourPlaces: "أماكنك",
  headings: {
    show: "لماذا ظهرت هنا",
    alert: "لماذا نبّهك هذا المكان",
    ring: "لماذا رنّ هذا المكان",
    push: "لماذا أُوقظ هذا المكان",
    silent: "لماذا بقي هذا المكان صامتًا",
    withhold: "لماذا لم تصل إلى هذا المكان",
  },
  whereFor: (name) => `إلى أين ذهبت لدى ${name}`,
  where: "إلى أين ذهبت",
  labelHere: (label) => `${label}، هنا`,
  change: "تغيير هذا",
  changeFor: (label) => `تغيير هذا في ${label}`,
  told,
  asOf: (clock) => `كما كان الحال الساعة ${clock}.`,
};
