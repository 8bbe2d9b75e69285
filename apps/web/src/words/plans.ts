import type { PlanValue } from "@elsewhere/protocol/values";
import type { Words } from "../language/words.ts";
import type { Rule } from "../settings/own-settings.ts";
import { ruleInQuotes, withRuleWords, type RuleNames } from "../settings/rule-words.ts";
import { agoWords, lengthWords } from "./times.ts";

type Entry = PlanValue["entries"][number];

/** What an explanation is about: this place if it has a part in it, else the person it was for. */
export function planHeading(
  plan: PlanValue,
  here: string,
  me: string,
  nameOf: (account: string) => string,
  { why }: Words,
): string {
  if (plan.account !== me) return why.whereFor(nameOf(plan.account));
  const entry = plan.entries.find((one) => one.device === here);
  return entry === undefined ? why.where : why.headings[entry.how];
}

/** What an explanation needs to be said, with everything that is counted or named in the person's words already. */
export interface Told {
  /** In English, as the server says it, with the person's own rule in words. */
  readonly text: string;
  readonly how: Entry["how"];
  readonly as: string | undefined;
  readonly reason: string;
  /** What another place is called. */
  readonly place: string;
  /** `4 seconds ago`; empty: no time belongs to the reason. */
  readonly ago: string;
  /** `2 hours`, from then on; empty: without an end. */
  readonly left: string;
  readonly needs: string;
  /** The person's own rule as a sentence in quotes. */
  readonly rule: string;
  readonly later:
    | { readonly how: "push" | "alert"; readonly unless: "read" | "answered"; readonly after: string }
    | undefined;
}

/**
 * The reason as a sentence of its own.
 * @param at time of the plan
 */
export function planSentence(
  entry: Entry,
  at: number,
  rules: readonly Rule[],
  names: RuleNames,
  words: Words,
): string {
  const { facts, later } = entry;
  // A server of an earlier version tells none.
  if (facts === undefined) return asSentence(withRuleWords(entry.text, rules, names, words));
  const rule = rules.find(({ id }) => id === facts.rule);
  return asSentence(
    words.why.told({
      text: withRuleWords(entry.text, rules, names, words),
      how: entry.how,
      as: entry.as,
      reason: entry.reason,
      place: facts.place ?? "",
      ago: facts.at === undefined ? "" : agoWords(facts.at, at, words),
      left: facts.until === undefined ? "" : lengthWords(facts.until - at, words),
      needs: facts.needs ?? "",
      rule: rule === undefined ? "" : ruleInQuotes(rule, names, words),
      later: later && { ...later, after: lengthWords(later.after, words) },
    }),
  );
}

function asSentence(text: string): string {
  const sentence = `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
  return /[.!?]$/.test(sentence) ? sentence : `${sentence}.`;
}
