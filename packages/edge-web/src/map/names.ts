import {
  accountName,
  accountOfTopic,
  conversationId,
  isRejection,
  messagePlace,
  rejection,
  type AccountName,
  type ConversationId,
  type MessagePlace,
  type Offset,
  type Rejection,
  type TopicId,
} from "@elsewhere/core";

/** Names as they are on the wire, read into names of the domain. Each reader gives the name or says no. */

/** `name` or `name@domain`. An address of another domain is nobody's here. */
export function readAddress(text: string, domain: string): AccountName | Rejection {
  const bare = text.startsWith("sip:") ? text.slice(4) : text;
  const at = bare.lastIndexOf("@");
  if (at >= 0 && bare.slice(at + 1).toLowerCase() !== domain.toLowerCase()) {
    return rejection("no-such-account", `The domain of this server is ${domain}.`);
  }
  return accountName(at < 0 ? bare : bare.slice(0, at)) ?? rejection("no-such-account");
}

export function readAddresses(texts: readonly string[], domain: string): readonly AccountName[] | Rejection {
  const names: AccountName[] = [];
  for (const text of texts) {
    const name = readAddress(text, domain);
    if (isNo(name)) return name;
    names.push(name);
  }
  return names;
}

export function readConversation(text: string): ConversationId | Rejection {
  return conversationId(text) ?? rejection("no-such-conversation");
}

export function readPlace(text: string): MessagePlace | Rejection {
  return messagePlace(text) ?? rejection("no-such-message");
}

export function readTopic(text: string): TopicId | Rejection {
  const account = accountOfTopic(text as TopicId);
  if (account === undefined) return readConversation(text);
  return accountName(account) === account ? (text as TopicId) : rejection("no-such-conversation");
}

/** Positions by topic. What names no topic can be no position and is left out. */
export function readPositions(positions: Readonly<Record<string, number>>): ReadonlyMap<TopicId, Offset> {
  const read = new Map<TopicId, Offset>();
  for (const [text, offset] of Object.entries(positions)) {
    const topic = readTopic(text);
    if (!isNo(topic)) read.set(topic, offset);
  }
  return read;
}

/** Whether a reader said no. */
export function isNo(value: string | object): value is Rejection {
  return typeof value === "object" && isRejection(value);
}
