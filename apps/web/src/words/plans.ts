import type { PlanValue } from "@elsewhere/protocol/values";
import type { Words } from "../language/words.ts";

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

/** The reason as a sentence of its own. */
export function planSentence({ text }: Entry): string {
  const sentence = `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
  return /[.!?]$/.test(sentence) ? sentence : `${sentence}.`;
}
