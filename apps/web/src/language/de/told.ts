import type { Told } from "../../words/plans.ts";

const done: Readonly<Record<Told["how"], string>> = {
  show: "gezeigt",
  alert: "mit Signal",
  ring: "geklingelt",
  push: "geweckt",
  silent: "still zugestellt",
  withhold: "nicht zugestellt",
};

const adapted: Readonly<Record<string, string>> = {
  "plain-text": " als reiner Text",
  link: " als Link",
  "audio-only": " als Anruf ohne Bild",
};

const things: Readonly<Record<string, string>> = {
  text: "Text",
  "rich-text": "formatierten Text",
  image: "Bilder",
  file: "Dateien",
  audio: "Ton",
  video: "Video",
};

const reasons: Readonly<Record<string, (told: Told) => string>> = {
  "made-here": () => "hier ist es entstanden",
  own: ({ place }) => `es ist von dir, von ${place}`,
  incapable: ({ needs }) => `dieser Ort kann das nicht (${things[needs] ?? needs})`,
  "in-front": () => "die Unterhaltung ist hier offen",
  "not-in-front": () => "die Unterhaltung ist hier nicht offen",
  "in-use": ({ ago }) => `du warst ${ago} hier aktiv`,
  "replied-from": ({ ago }) => `du hast ${ago} von hier aus in dieser Unterhaltung geschrieben`,
  "used-last": ({ ago }) => `du bist nirgends aktiv und warst zuletzt hier, ${ago}`,
  "nobody-active": () => "du bist nirgends aktiv",
  "nobody-reacted": () => "du hast dort nicht reagiert, wo dir zuerst Bescheid gesagt wurde",
  "active-elsewhere": ({ place, ago }) => `du warst ${ago} an ${place} aktiv`,
  "alerted-elsewhere": ({ place }) => `das Signal kam an ${place}`,
  "pushed-elsewhere": ({ place }) => `geweckt wurde ${place}`,
  "do-not-disturb": ({ left }) => `du willst nicht gestört werden${left === "" ? "" : `, noch ${left}`}`,
  "quiet-hours": () => "es sind deine Ruhezeiten",
  muted: ({ left }) => `du hast diese Unterhaltung stummgeschaltet, noch für ${left}`,
  "alerts-off": () => "du willst von dieser Unterhaltung keine Signale",
  "mentions-only": () => "du willst von dieser Unterhaltung nur Signale, wenn du erwähnt wirst",
  rule: ({ rule }) => `deine Regel ${rule} sagt es`,
  "rule-eased": ({ rule }) => `deine Regel ${rule} würde es allen deinen Orten vorenthalten`,
  "already-read": () => "du hast es schon gelesen",
  deleted: () => "es wurde gelöscht",
  "not-connected": () => "dieser Ort ist nicht verbunden und bekommt es, wenn er wieder da ist",
  asleep: () => "dieser Ort schläft und fragt nach, wenn er aufwacht",
  "half-open": ({ ago }) => `von diesem Ort war zuletzt ${ago} etwas zu hören`,
  "same-device": () => "ein anderes Fenster dieses Orts hat es",
  "no-person": () => "hier läuft ein Programm, niemand sieht hin",
  "kept-alike": () => "alle deine Orte werden gleich gehalten",
  addressed: () => "es ist für diesen Ort",
  "not-addressed": ({ place }) => `es ist nur für ${place}`,
  "in-call-here": () => "du bist hier im Gespräch",
  "call-comes": () => "ein Anruf klingelt überall, wo er anzunehmen ist",
  "answered-here": () => "du hast hier angenommen",
  answered: ({ place }) => `du hast an ${place} angenommen`,
  declined: ({ place }) => `du hast an ${place} abgelehnt`,
  "call-over": () => "der Anruf ist vorbei",
  "silenced-here": () => "du hast ihn hier leise gestellt",
  claimed: ({ place }) => `es wurde an ${place} übernommen`,
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
  const act = later.how === "push" ? "wird geweckt" : "kommt ein Signal";
  const reacted = later.unless === "read" ? "gelesen" : "angenommen";
  return `; ${act}, wenn du es nicht binnen ${later.after} ${reacted} hast`;
}
