import type { PlanValue } from "@elsewhere/protocol/values";

type Entry = PlanValue["entries"][number];

const headings = {
  show: "Why it was shown here",
  alert: "Why this place told you",
  ring: "Why this place rang",
  push: "Why this place was woken",
  silent: "Why this place stayed silent",
  withhold: "Why this place did not get it",
} as const satisfies Record<Entry["how"], string>;

/** What an explanation is about: this place if it has a part in it, else the person it was for. */
export function planHeading(
  plan: PlanValue,
  here: string,
  me: string,
  nameOf: (account: string) => string,
): string {
  if (plan.account !== me) return `Where it went for ${nameOf(plan.account)}`;
  const entry = plan.entries.find((one) => one.device === here);
  return entry === undefined ? "Where it went" : headings[entry.how];
}

/** The reason as a sentence of its own. */
export function planSentence({ text }: Entry): string {
  const sentence = `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
  return /[.!?]$/.test(sentence) ? sentence : `${sentence}.`;
}
