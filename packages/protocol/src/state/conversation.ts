import type { DurableNotice, DurableNotices, LiveNotices } from "../notices.ts";
import type { MessageValue } from "../values.ts";
import { withEntry, withoutEntry } from "./own-topic.ts";

/** A link into a group, as its members know it. */
export type GroupLinkState = Omit<DurableNotices["link"], "on" | "topic" | "offset" | "at" | "gone">;

/** A conversation as one device knows it. */
export interface ConversationState {
  readonly conversation: string;
  /** Offset of the newest entry applied; 0 before the first. */
  readonly offset: number;
  readonly info:
    | Pick<DurableNotices["info"], "kind" | "title" | "about" | "createdBy" | "createdAt">
    | undefined;
  /** Account to role; those who left are not in it. */
  readonly members: ReadonlyMap<string, "owner" | "member">;
  readonly receipts: ReadonlyMap<string, Pick<DurableNotices["receipt"], "delivered" | "read">>;
  /** Links by which people join, by their place in the group; those taken back are not in it. */
  readonly links: ReadonlyMap<number, GroupLinkState>;
  /** The newest messages without a hole, oldest first. */
  readonly messages: readonly MessageValue[];
  /** There are older messages on the server. */
  readonly more: boolean;
  /** Unread messages of others that are older than `messages`. */
  readonly unreadBefore: number;
}

export function emptyConversation(conversation: string): ConversationState {
  return {
    conversation,
    offset: 0,
    info: undefined,
    members: new Map(),
    receipts: new Map(),
    links: new Map(),
    messages: [],
    more: false,
    unreadBefore: 0,
  };
}

/** The conversation after a notice, whatever its offset; notices of an account's topic only move the offset. */
export function applyToConversation(state: ConversationState, notice: DurableNotice): ConversationState {
  return { ...state, ...changeOf(state, notice), offset: notice.offset };
}

function changeOf(state: ConversationState, notice: DurableNotice): Partial<ConversationState> {
  switch (notice.on) {
    case "message":
      return { messages: [...state.messages, notice.message] };
    case "revised":
      return { messages: replaceMessage(state.messages, notice.message) };
    case "info":
      return { info: infoOf(notice) };
    case "member":
      return { members: applyMember(state.members, notice) };
    case "link":
      return { links: applyLink(state.links, notice) };
    case "receipt": {
      const { account, delivered, read } = notice;
      return { receipts: withEntry(state.receipts, account, { delivered, read }) };
    }
    default:
      return {};
  }
}

function infoOf({ kind, title, about, createdBy, createdAt }: DurableNotices["info"]) {
  const said = { ...(title === undefined ? {} : { title }), ...(about === undefined ? {} : { about }) };
  return { kind, ...said, createdBy, createdAt };
}

function applyLink(
  links: ConversationState["links"],
  notice: DurableNotices["link"],
): ConversationState["links"] {
  const { on: _, topic: __, offset: ___, at: ____, gone, ...link } = notice;
  return gone ? withoutEntry(links, link.slot) : withEntry(links, link.slot, link);
}

function applyMember(
  members: ConversationState["members"],
  { account, role }: DurableNotices["member"],
): ConversationState["members"] {
  return role === "gone" ? withoutEntry(members, account) : withEntry(members, account, role);
}

/** A message older than those held is left alone: it comes as it is now with its page of history. */
function replaceMessage(messages: readonly MessageValue[], message: MessageValue): readonly MessageValue[] {
  const index = messages.findLastIndex((one) => one.offset === message.offset);
  return index < 0 ? messages : messages.with(index, message);
}

/** The conversation as a snapshot tells it. `me` is the own account: one's own messages are never unread. */
export function conversationOfSnapshot(snapshot: LiveNotices["snapshot"], me: string): ConversationState {
  let state = emptyConversation(snapshot.topic);
  for (const entry of snapshot.entries) state = applyToConversation(state, entry as DurableNotice);
  return {
    ...state,
    offset: snapshot.offset,
    messages: snapshot.messages,
    more: snapshot.more,
    // Either the read mark lies among the messages and none before them is unread, or all of them are.
    unreadBefore: Math.max(0, snapshot.unread - ofOthers(snapshot.messages, me)),
  };
}

/** The conversation with an older page put before its messages; what is held already is left out. */
export function withOlderMessages(
  state: ConversationState,
  page: readonly MessageValue[],
  more: boolean,
  me: string,
): ConversationState {
  const oldest = state.messages[0]?.offset ?? Number.POSITIVE_INFINITY;
  const older = page.filter((one) => one.offset < oldest).toSorted((one, other) => one.offset - other.offset);
  const unreadBefore = more ? Math.max(0, state.unreadBefore - ofOthers(older, me)) : 0;
  return { ...state, messages: [...older, ...state.messages], more, unreadBefore };
}

/** The conversation with only its newest messages held; `readUpTo` is the own read mark. */
export function withNewestMessages(
  state: ConversationState,
  keep: number,
  me: string,
  readUpTo: number,
): ConversationState {
  const dropped = state.messages.length - keep;
  if (dropped <= 0) return state;
  const unread = state.messages.slice(0, dropped).filter((one) => isUnread(one, me, readUpTo)).length;
  return {
    ...state,
    messages: state.messages.slice(dropped),
    more: true,
    unreadBefore: state.unreadBefore + unread,
  };
}

/** The conversation after the own read mark moved. */
export function afterReading(state: ConversationState, upTo: number): ConversationState {
  const oldest = state.messages[0]?.offset ?? state.offset + 1;
  return state.unreadBefore === 0 || upTo < oldest - 1 ? state : { ...state, unreadBefore: 0 };
}

/** An unread message that is not held was deleted: one less is unread. `before`: as it was before the notice. */
export function withoutDeleted(
  before: ConversationState,
  after: ConversationState,
  notice: DurableNotice,
  me: string,
  readUpTo: number,
): ConversationState {
  if (notice.on !== "revised" || notice.change !== "deleted" || after.unreadBefore === 0) return after;
  const { offset, by } = notice.message;
  const isHeld = before.messages.some((message) => message.offset === offset);
  if (isHeld || by === me || offset <= readUpTo) return after;
  return { ...after, unreadBefore: after.unreadBefore - 1 };
}

/** A message of somebody else behind the read mark that still says something. */
export function isUnread(message: MessageValue, me: string, readUpTo: number): boolean {
  return message.offset > readUpTo && message.by !== me && message.deletedAt === undefined;
}

function ofOthers(messages: readonly MessageValue[], me: string): number {
  return messages.filter((one) => isUnread(one, me, 0)).length;
}
