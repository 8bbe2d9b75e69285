import type { Session } from "../session/session.ts";
import type { RuleNames } from "./rule-words.ts";

/** Places and conversations as the person calls them; one that is gone is said to be. */
export function ruleNames(session: Session): RuleNames {
  return {
    place: (device) =>
      session.state().own.devices.get(device)?.label ?? session.words().ruleSentences.gonePlace,
    conversation: (id) => session.titleOf(id),
  };
}
