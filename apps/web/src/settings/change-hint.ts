import type { PlanValue } from "@elsewhere/protocol/values";
import type { RuleHint } from "../route/route.ts";
import type { Rule } from "./own-settings.ts";

type Entry = PlanValue["entries"][number];

/** Which rule changes what an explanation tells: the one that decided, else a new one for the same place and conversation. */
export function changeHint(
  entry: Entry,
  rules: readonly Pick<Rule, "id">[],
  conversation: string | undefined,
): RuleHint {
  const decided = rules.find(({ id }) => id === entry.facts?.rule);
  if (decided !== undefined) return { rule: decided.id };
  return { data: dataOf(entry), device: entry.device, conversation };
}

/** The row that decided names the kind of data first, as in `message/first`. */
function dataOf({ rule }: Entry): Rule["data"] {
  if (rule.startsWith("ring/")) return "rings";
  return rule.startsWith("alert/") ? "alerts" : "messages";
}
