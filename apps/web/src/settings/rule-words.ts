import type { PointValue } from "@elsewhere/protocol/values";
import { withinHours } from "@elsewhere/core/people/hours";
import type { LateWords, Words } from "../language/words.ts";
import { hoursWords } from "./hours.ts";
import type { Rule } from "./own-settings.ts";

/** What the words of a rule need to know. */
export interface RuleNames {
  readonly place: (device: string) => string;
  readonly conversation: (id: string) => string;
}

/** The kinds of data a rule can be about, and what can be asked for each, from quiet to loud. */
export const ruleData = ["messages", "alerts", "rings"] as const satisfies readonly Rule["data"][];
export const ruleHows = ["never", "silent", "always"] as const satisfies readonly Rule["how"][];

/** A rule as a sentence: `Phone: no messages, while you are active on Laptop.` */
export function ruleSentence(rule: Rule, names: RuleNames, words: Words): string {
  const { ruleSentences: say } = words;
  const { device, conversation, hours, whileActiveOn } = rule;
  return say.sentence(device === undefined ? say.everywhere : names.place(device), [
    say.does[rule.data][rule.how],
    conversation === undefined ? "" : say.inConversation(names.conversation(conversation)),
    hours === undefined ? "" : say.atHours(hoursWords(hours, words)),
    whileActiveOn === undefined ? "" : say.whileActiveOn(names.place(whileActiveOn)),
  ]);
}

/** What comes of a rule. */
export function ruleEffect(
  { data, how }: Pick<Rule, "data" | "how">,
  { rules }: Pick<LateWords, "rules">,
): string {
  return rules.effects[data][how];
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
export function withRuleWords(text: string, rules: readonly Rule[], names: RuleNames, words: Words): string {
  const rule = rules.find(({ id }) => text.includes(`your rule ${id} `));
  if (rule === undefined) return text;
  return text.replace(`your rule ${rule.id} `, `your rule ${ruleInQuotes(rule, names, words)} `);
}

/** A rule's sentence inside of another one. */
export function ruleInQuotes(rule: Rule, names: RuleNames, words: Words): string {
  return words.ruleSentences.quoted(ruleSentence(rule, names, words).replace(/\.$/, ""));
}
