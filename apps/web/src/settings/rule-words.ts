import type { PointValue } from "@elsewhere/protocol/values";
import { withinHours } from "@elsewhere/core/people/hours";
import { hoursWords } from "./hours.ts";
import type { Rule } from "./own-settings.ts";

/** What the words of a rule need to know. */
export interface RuleNames {
  readonly place: (device: string) => string;
  readonly conversation: (id: string) => string;
}

export const dataChoices = [
  { value: "messages", title: "Messages" },
  { value: "alerts", title: "Alerts" },
  { value: "rings", title: "Calls" },
] as const;

/** What can be asked for each kind of data, in the order from quiet to loud. */
export const howChoices = {
  messages: [
    { value: "never", title: "do not come", does: "no messages" },
    { value: "silent", title: "come without a sound", does: "messages without a sound" },
    { value: "always", title: "always come with an alert", does: "always an alert for messages" },
  ],
  alerts: [
    { value: "never", title: "do not come", does: "no alerts" },
    { value: "silent", title: "come without a sound", does: "alerts without a sound" },
    { value: "always", title: "always come", does: "always an alert" },
  ],
  rings: [
    { value: "never", title: "do not ring", does: "no ringing" },
    { value: "silent", title: "show without ringing", does: "calls show without ringing" },
    { value: "always", title: "always ring", does: "calls always ring" },
  ],
} as const satisfies Record<
  Rule["data"],
  readonly { readonly value: Rule["how"]; readonly title: string; readonly does: string }[]
>;

/** A rule as a sentence: `Phone: no messages, while you are active on Laptop.` */
export function ruleSentence(rule: Rule, names: RuleNames): string {
  const where = rule.device === undefined ? "Everywhere" : names.place(rule.device);
  const does = howChoices[rule.data].find((one) => one.value === rule.how)?.does ?? "";
  const inside = rule.conversation === undefined ? "" : ` in ${names.conversation(rule.conversation)}`;
  const hours = rule.hours === undefined ? "" : `, ${hoursWords(rule.hours)}`;
  const beside =
    rule.whileActiveOn === undefined ? "" : `, while you are active on ${names.place(rule.whileActiveOn)}`;
  return `${where}: ${does}${inside}${hours}${beside}.`;
}

const effects = {
  messages: {
    never:
      "They are kept for you and are there when the rule ends; your other places get them. A message is never kept from all your places at once.",
    silent: "They are there to be read, with no sound, no alert and no push.",
    always:
      "They call for you there even in quiet hours, in muted conversations and when you are busy elsewhere.",
  },
  alerts: {
    never: "Messages still come to be read, silently; of missed calls and other news nothing is shown there.",
    silent: "All of it is there to be seen, with no sound and no push.",
    always:
      "It calls for you there even in quiet hours, in muted conversations and when you are busy elsewhere.",
  },
  rings: {
    never: "A call is not shown there at all; your other places ring as ever.",
    silent: "You see the call and can take it; it makes no sound.",
    always: "Also in quiet hours and while you do not want to be disturbed.",
  },
} as const satisfies Record<Rule["data"], Record<Rule["how"], string>>;

/** What comes of a rule. */
export function ruleEffect({ data, how }: Pick<Rule, "data" | "how">): string {
  return effects[data][how];
}

/** Whether what narrows the rule is the case now; rules about a conversation hold whenever something comes there. */
export function holdsNow(
  rule: Rule,
  points: readonly PointValue[],
  now: number,
  utcOffsetMinutes: number,
): boolean {
  const { hours, whileActiveOn, device } = rule;
  const isActive = (one: PointValue) =>
    one.device === whileActiveOn && one.device !== device && one.connected && one.activity === "active";
  return (
    (hours === undefined || withinHours(hours, now, utcOffsetMinutes)) &&
    (whileActiveOn === undefined || points.some(isActive))
  );
}

/** The rule before it that decides at least whenever this one would: then this one never does. */
export function decidedBefore(rules: readonly Rule[], rule: Rule): Rule | undefined {
  const index = rules.findIndex((one) => one.id === rule.id);
  return rules.slice(0, Math.max(index, 0)).find((one) => covers(one, rule));
}

function covers(one: Rule, other: Rule): boolean {
  const asWide = (key: "device" | "conversation" | "whileActiveOn") =>
    one[key] === undefined || one[key] === other[key];
  return (
    one.data === other.data &&
    asWide("device") &&
    asWide("conversation") &&
    asWide("whileActiveOn") &&
    (one.hours === undefined || JSON.stringify(one.hours) === JSON.stringify(other.hours))
  );
}

/** The rules with one of them at another place; outside of the list it stays at its end. */
export function movedRules(rules: readonly Rule[], id: string, to: number): readonly Rule[] {
  const moved = rules.find((rule) => rule.id === id);
  if (moved === undefined) return rules;
  const others = rules.filter((rule) => rule !== moved);
  const index = Math.min(Math.max(to, 0), others.length);
  return [...others.slice(0, index), moved, ...others.slice(index)];
}

/** An explanation names a rule by its id; the person knows it by its sentence. */
export function withRuleWords(text: string, rules: readonly Rule[], names: RuleNames): string {
  const rule = rules.find(({ id }) => text.includes(`your rule ${id} `));
  if (rule === undefined) return text;
  const sentence = ruleSentence(rule, names).replace(/\.$/, "");
  return text.replace(`your rule ${rule.id} `, `your rule “${sentence}” `);
}
