import type { DurableNotice, LiveNotices, Notice } from "./notices.ts";
import type { MessageValue, PersonValue, PointValue, PresenceValue } from "./values.ts";
import {
  afterReading,
  withoutDeleted,
  applyToConversation,
  conversationOfSnapshot,
  emptyConversation,
  withNewestMessages,
  withOlderMessages,
  type ConversationState,
} from "./state/conversation.ts";
import { applyToOwnTopic, emptyOwnTopic, withEntry, withoutEntry, type OwnTopic } from "./state/own-topic.ts";

export { emptyConversation, type ConversationState, type GroupLinkState } from "./state/conversation.ts";
export type { KeptValue, OwnTopic } from "./state/own-topic.ts";
export * from "./state/selectors.ts";

/** What a device knows of its account. Built from notices alone, so that every device comes to the same. */
export interface AccountState {
  /** Own account name. Empty until the first `hello` was answered. */
  readonly account: string;
  /** Offsets of another epoch mean nothing. */
  readonly epoch: string;
  readonly own: OwnTopic;
  readonly conversations: ReadonlyMap<string, ConversationState>;
  readonly people: ReadonlyMap<string, PersonValue>;
  readonly presence: ReadonlyMap<string, PresenceValue>;
  readonly points: readonly PointValue[];
  /** Conversation to account to when it was last seen writing, on this device's clock. */
  readonly typing: ReadonlyMap<string, ReadonlyMap<string, number>>;
}

/** What a notice did. `gap`: entries after `after` are missing, the state is unchanged; ask `resume`. */
export type Applied =
  | { readonly result: "applied"; readonly state: AccountState }
  | { readonly result: "known"; readonly state: AccountState }
  | { readonly result: "gap"; readonly state: AccountState; readonly topic: string; readonly after: number };

export function emptyState(account: string, epoch: string): AccountState {
  return {
    account,
    epoch,
    own: emptyOwnTopic,
    conversations: new Map(),
    people: new Map(),
    presence: new Map(),
    points: [],
    typing: new Map(),
  };
}

/**
 * The state at the answer of a `hello`: live facts are told anew after it, so none is carried over; in another
 * epoch, or for another account, nothing is.
 */
export function opened(state: AccountState, account: string, epoch: string): AccountState {
  if (state.account !== account || state.epoch !== epoch) return emptyState(account, epoch);
  return { ...state, presence: new Map(), points: [], typing: new Map() };
}

/** Offset of the newest entry of the topic that is in the state; 0 if there is none. */
export function positionOf(state: AccountState, topic: string): number {
  if (topic === ownTopicOf(state)) return state.own.offset;
  return state.conversations.get(topic)?.offset ?? 0;
}

/** Positions for `hello` and `ack`: topics of which nothing is known are not in it. */
export function positionsOf(state: AccountState): Record<string, number> {
  const positions: Record<string, number> = {};
  if (state.own.offset > 0) positions[ownTopicOf(state)] = state.own.offset;
  for (const [id, { offset }] of state.conversations) if (offset > 0) positions[id] = offset;
  return positions;
}

/**
 * The state after a notice of the live stream, where offsets follow each other without holes. `at` is the
 * device's own clock, in milliseconds. Applying a notice again changes nothing.
 */
export function apply(state: AccountState, notice: Notice, at: number): Applied {
  if (!isDurable(notice)) return { result: "applied", state: applyLive(state, notice, at) };
  const position = positionOf(state, notice.topic);
  if (notice.offset <= position) return { result: "known", state };
  if (notice.offset > position + 1) return { result: "gap", state, topic: notice.topic, after: position };
  return { result: "applied", state: applyDurable(state, notice) };
}

/**
 * The state after notices of one topic in order, as `resume` and the catching-up after `hello` send them: entries
 * that were replaced since are not sent, so offsets may jump. A `snapshot` replaces the topic.
 */
export function applyPage(state: AccountState, notices: readonly Notice[], at: number): AccountState {
  return notices.reduce((before, notice) => applyWithHoles(before, notice, at), state);
}

function applyWithHoles(state: AccountState, notice: Notice, at: number): AccountState {
  if (!isDurable(notice)) return applyLive(state, notice, at);
  return notice.offset <= positionOf(state, notice.topic) ? state : applyDurable(state, notice);
}

/** Whether the notice has a place in a topic. A snapshot has one too, but is not an entry of it. */
export function isDurable(notice: Notice): notice is DurableNotice {
  return "topic" in notice && notice.on !== "snapshot";
}

/** The state with a page of `history` put before the messages of the conversation. */
export function applyHistory(
  state: AccountState,
  conversation: string,
  page: { readonly messages: readonly MessageValue[]; readonly more: boolean },
): AccountState {
  const known = state.conversations.get(conversation);
  if (known === undefined) return state;
  return withConversation(state, withOlderMessages(known, page.messages, page.more, state.account));
}

/** The state with at most the newest `keep` messages of the conversation; the others can be had from `history`. */
export function trim(state: AccountState, conversation: string, keep: number): AccountState {
  const known = state.conversations.get(conversation);
  if (known === undefined || known.messages.length <= keep) return state;
  const readUpTo = state.own.reads.get(conversation) ?? 0;
  return withConversation(state, withNewestMessages(known, keep, state.account, readUpTo));
}

/** The state without the conversation, as after leaving it. */
export function forget(state: AccountState, conversation: string): AccountState {
  const conversations = withoutEntry(state.conversations, conversation);
  return conversations === state.conversations ? state : { ...state, conversations };
}

function ownTopicOf(state: AccountState): string {
  return `a:${state.account}`;
}

function withConversation(state: AccountState, conversation: ConversationState): AccountState {
  return { ...state, conversations: withEntry(state.conversations, conversation.conversation, conversation) };
}

function applyDurable(state: AccountState, notice: DurableNotice): AccountState {
  if (notice.topic === ownTopicOf(state)) return applyOwn(state, notice);
  if (notice.topic.startsWith("a:")) return state;
  const before = state.conversations.get(notice.topic) ?? emptyConversation(notice.topic);
  const applied = applyToConversation(before, notice);
  const readUpTo = state.own.reads.get(notice.topic) ?? 0;
  const after = withConversation(state, withoutDeleted(before, applied, notice, state.account, readUpTo));
  return notice.on === "message" ? withoutTyping(after, notice.topic, notice.message.by) : after;
}

function applyOwn(state: AccountState, notice: DurableNotice): AccountState {
  const after = { ...state, own: applyToOwnTopic(state.own, notice) };
  if (notice.on === "joined" && notice.gone) return forget(after, notice.conversation);
  const read = notice.on === "read" ? after.conversations.get(notice.conversation) : undefined;
  if (notice.on !== "read" || read === undefined) return after;
  const unread = afterReading(read, notice.upTo);
  return unread === read ? after : withConversation(after, unread);
}

function applyLive(state: AccountState, notice: LiveNotices[keyof LiveNotices], at: number): AccountState {
  switch (notice.on) {
    case "snapshot":
      return applySnapshot(state, notice);
    case "people":
      return { ...state, people: merged(state.people, notice.people) };
    case "presence":
      return { ...state, presence: merged(state.presence, notice.presence) };
    case "points":
      return { ...state, points: notice.points };
    case "typing":
      return withTyping(state, notice.conversation, notice.account, at);
    case "caught-up":
    case "alert":
    case "clear":
    case "rotate":
    case "closing":
      return state;
    default:
      return unknownNotice(notice, state);
  }
}

/** Notices of a later version change nothing here. */
function unknownNotice(_: never, state: AccountState): AccountState {
  return state;
}

function applySnapshot(state: AccountState, snapshot: LiveNotices["snapshot"]): AccountState {
  if (snapshot.topic === ownTopicOf(state)) return applyOwnSnapshot(state, snapshot);
  if (snapshot.topic.startsWith("a:")) return state;
  const conversation = conversationOfSnapshot(snapshot, state.account);
  const readUpTo = state.own.reads.get(snapshot.topic) ?? 0;
  return withConversation(state, afterReading(conversation, readUpTo));
}

function applyOwnSnapshot(state: AccountState, snapshot: LiveNotices["snapshot"]): AccountState {
  const entries = snapshot.entries as readonly DurableNotice[];
  const own = { ...entries.reduce(applyToOwnTopic, emptyOwnTopic), offset: snapshot.offset };
  let conversations = state.conversations;
  for (const id of state.own.joined) if (!own.joined.has(id)) conversations = withoutEntry(conversations, id);
  return { ...state, own, conversations };
}

function merged<Value extends { readonly account: string }>(
  known: ReadonlyMap<string, Value>,
  news: readonly Value[],
): ReadonlyMap<string, Value> {
  const next = new Map(known);
  for (const one of news) next.set(one.account, one);
  return next;
}

function withTyping(state: AccountState, conversation: string, account: string, at: number): AccountState {
  const there = withEntry(state.typing.get(conversation) ?? new Map<string, number>(), account, at);
  return { ...state, typing: withEntry(state.typing, conversation, there) };
}

/** Whoever has sent what they wrote is no longer writing it. */
function withoutTyping(state: AccountState, conversation: string, account: string): AccountState {
  const there = state.typing.get(conversation);
  if (there === undefined || !there.has(account)) return state;
  return { ...state, typing: withEntry(state.typing, conversation, withoutEntry(there, account)) };
}
