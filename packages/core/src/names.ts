/**
 * Names of things. All are plain strings, branded so that one kind is never taken for another.
 * An account is named by the local part of its address; the domain is added by the edges.
 */
declare const brand: unique symbol;
type Name<Kind extends string> = string & { readonly [brand]: Kind };

export type AccountName = Name<"account">;
export type DeviceId = Name<"device">;
/** `d:alice:bob` for the direct conversation of two accounts, `g:<random>` for a group. */
export type ConversationId = Name<"conversation">;
/** A conversation id, or `a:<account>` for the topic of an account. */
export type TopicId = Name<"topic"> | ConversationId;
/** `<conversation>.<offset>`: a message is named by its place. */
export type MessageId = Name<"message">;
export type FileId = Name<"file">;
/** What was found of a page, waiting to go with a message. */
export type CardId = Name<"card">;
export type NodeName = Name<"node">;

/** Milliseconds since 1970, stamped by the server's clock. */
export type Time = number;
/** The last time there is (ECMAScript): what holds until then holds until it is taken back. */
export const forGood: Time = 8_640_000_000_000_000;
/** Milliseconds. */
export type Duration = number;
/** Place in a topic, from 1, without gaps, assigned in the commit. */
export type Offset = number;

const accountPattern = /^[a-z0-9](?:[a-z0-9._-]{0,62}[a-z0-9])?$/;

/** Reads an account name (lower case letters, digits, `.`, `_`, `-`; at most 64), or undefined. */
export function accountName(text: string): AccountName | undefined {
  const lower = text.toLowerCase();
  return accountPattern.test(lower) ? (lower as AccountName) : undefined;
}

/** The topic that holds an account's own durable state. */
export function accountTopic(account: AccountName): TopicId {
  return `a:${account}` as TopicId;
}

/** The account a topic belongs to, or undefined if it is a conversation. */
export function accountOfTopic(topic: TopicId): AccountName | undefined {
  return topic.startsWith("a:") ? (topic.slice(2) as AccountName) : undefined;
}

/** The one direct conversation of two accounts; the same whoever starts it. */
export function directConversation(one: AccountName, other: AccountName): ConversationId {
  return (one < other ? `d:${one}:${other}` : `d:${other}:${one}`) as ConversationId;
}

/** The two accounts of a direct conversation, or undefined for a group. */
export function partiesOf(conversation: ConversationId): readonly [AccountName, AccountName] | undefined {
  if (!conversation.startsWith("d:")) return undefined;
  const [, one, other] = conversation.split(":");
  return [one as AccountName, other as AccountName];
}

const groupPattern = /^g:[a-z0-9]{8,32}$/;

/** Reads a conversation id, or undefined. The parties of a direct conversation stand in order, so that it has one name. */
export function conversationId(text: string): ConversationId | undefined {
  if (groupPattern.test(text)) return text as ConversationId;
  const [kind, one = "", other = "", ...rest] = text.split(":");
  const isDirect = kind === "d" && rest.length === 0 && one <= other;
  return isDirect && accountPattern.test(one) && accountPattern.test(other)
    ? (text as ConversationId)
    : undefined;
}

export function messageId(conversation: ConversationId, offset: Offset): MessageId {
  return `${conversation}.${offset}` as MessageId;
}

export interface MessagePlace {
  readonly conversation: ConversationId;
  readonly offset: Offset;
}

/** Reads `<conversation>.<offset>`, or undefined. */
export function messagePlace(id: string): MessagePlace | undefined {
  const dot = id.lastIndexOf(".");
  const conversation = conversationId(id.slice(0, dot));
  const digits = id.slice(dot + 1);
  if (dot < 0 || conversation === undefined || !/^[1-9][0-9]{0,14}$/.test(digits)) return undefined;
  return { conversation, offset: Number(digits) };
}
