import { accountOfTopic, type AccountName, type TopicId } from "../names.ts";
import { membersOf } from "../conversation/membership.ts";
import { conversationsOf } from "../people/account-state.ts";
import type { TopicState } from "../topic/state.ts";
import type { House } from "./house.ts";

/**
 * Whether what is in memory of a topic is kept up: this node is told of what others commit only for the accounts it holds.
 */
function isKeptUp(house: House, state: TopicState): boolean {
  if (house.bus.alone) return true;
  const owner = accountOfTopic(state.topic);
  const recipients: readonly AccountName[] = owner === undefined ? membersOf(state) : [owner];
  return recipients.some((name) => house.accounts.has(name));
}

/** What is in memory of a topic may be old if nobody here belongs to it: then it is read again. Says whether it will be. */
export function doubtUnlessKept(house: House, topic: TopicId): boolean {
  const state = house.topics.get(topic);
  if (state === undefined || isKeptUp(house, state)) return false;
  house.topics.doubt(topic);
  return true;
}

/** The state of a topic, to be relied on. Rejects with `Unavailable`. */
export function loadSure(house: House, topic: TopicId): Promise<TopicState> {
  doubtUnlessKept(house, topic);
  return house.topics.load(topic);
}

/** The own topic of an account that this node begins to hold, and its conversations, which may be old until then. */
export async function loadOwn(house: House, topic: TopicId): Promise<TopicState> {
  const own = await loadSure(house, topic);
  for (const conversation of conversationsOf(own)) doubtUnlessKept(house, conversation);
  return own;
}
