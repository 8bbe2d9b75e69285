import { defaultSettings, type Settings, type Status } from "./settings.ts";
import type { Time, ConversationId, AccountName } from "../names.ts";
import type { ContactBody, KeptBody } from "../topic/entry.ts";
import { entriesOf, entryAt, type TopicState } from "../topic/state.ts";

/** What an account's own topic says, with what holds where it says nothing. */

export function settingsOf(state: TopicState): Settings {
  return entryAt(state, "settings")?.body.settings ?? defaultSettings;
}

const sensed: Status = { state: "auto" };

/** What the person said of themselves, if it has not ended. */
export function statusOf(state: TopicState, at: Time): Status {
  const status = entryAt(state, "status")?.body.status ?? sensed;
  return status.until !== undefined && status.until <= at ? sensed : status;
}

export function keptOf(state: TopicState, conversation: ConversationId): KeptBody {
  const kept = entryAt(state, "kept", conversation)?.body;
  return kept ?? { type: "kept", conversation, alerts: "all", pinned: false, archived: false };
}

export function contactOf(state: TopicState, account: AccountName): ContactBody {
  const contact = entryAt(state, "contact", account)?.body;
  return contact ?? { type: "contact", account, state: "gone", blocked: false };
}

/** The conversations the account belongs to, in the order they were joined. */
export function conversationsOf(state: TopicState): readonly ConversationId[] {
  return entriesOf(state, "joined")
    .filter((entry) => !entry.body.gone)
    .map((entry) => entry.body.conversation);
}
