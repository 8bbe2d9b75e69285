import {
  accountTopic,
  directConversation,
  partiesOf,
  type AccountName,
  type ConversationId,
  type MessagePlace,
  type TopicId,
} from "../names.ts";
import { isRejection, rejection, type Rejection } from "../rejection.ts";
import type { Expectation, NewEntry, StoredMessage } from "../ports/store.ts";
import type { MessageBody } from "../topic/entry.ts";
import { entryAt, type TopicState } from "../topic/state.ts";
import { settingsOf } from "../people/account-state.ts";
import {
  asItIs,
  decided,
  expectation,
  ownTopic,
  type Command,
  type Decision,
  type Facts,
  type Moment,
} from "../exchange/decision.ts";
import type { AskOf, Asker } from "../exchange/ask.ts";
import { attachments } from "./attachments.ts";
import { cardsOf, keptCards } from "./cards.ts";
import { exists, refusesMember, roleOf } from "./membership.ts";
import { mentionable, namedIn } from "./mentions.ts";

/** Different emoji on one message. */
const reactionsAtMost = 50;

type Send = AskOf<"send-message">;

function conversationOf(ask: Send, asker: Asker): ConversationId {
  return "conversation" in ask.to ? ask.to.conversation : directConversation(asker.account, ask.to.account);
}

/** The other party of a direct conversation (oneself for notes to oneself), or undefined for a group. */
function otherParty(conversation: ConversationId, account: AccountName): AccountName | undefined {
  const parties = partiesOf(conversation);
  if (parties === undefined) return undefined;
  return parties[0] === account ? parties[1] : parties[0];
}

export const sendMessage: Command<"send-message"> = {
  needs(ask, asker) {
    const conversation = conversationOf(ask, asker);
    const other = otherParty(conversation, asker.account);
    const topics: TopicId[] = [conversation, ownTopic(asker)];
    const brought = { files: ask.files ?? [], cards: ask.cards ?? [] };
    if (other === undefined) return { topics, ...brought };
    return { topics: [...topics, accountTopic(other)], accounts: [other], ...brought };
  },

  decide(ask, facts, moment) {
    const conversation = conversationOf(ask, moment.asker);
    const state = facts.topic(conversation);
    const other = otherParty(conversation, moment.asker.account);
    const refused = refusesMessage(state, other, facts, moment.asker);
    if (refused !== undefined) return refused;
    const body = messageBody(ask, state, facts, moment);
    if (isRejection(body)) return body;
    if (ask.reply !== undefined && (ask.reply < 1 || ask.reply > state.head))
      return rejection("no-such-message");
    return withMessage(state, other, body, facts, moment);
  },

  answerOf(kept, offsets) {
    const { conversation } = kept as { conversation: ConversationId };
    return { conversation, offset: offsets[offsets.length - 1] ?? 0 };
  },
};

function refusesMessage(
  state: TopicState,
  other: AccountName | undefined,
  facts: Facts,
  asker: Asker,
): Rejection | undefined {
  if (other === undefined) return refusesMember(state, asker.account);
  const parties = partiesOf(state.topic as ConversationId);
  if (parties?.includes(asker.account) !== true) return rejection("no-such-conversation");
  return refusesParty(facts, asker.account, other);
}

/** Whether `other` takes direct messages from `account`. */
export function refusesParty(facts: Facts, account: AccountName, other: AccountName): Rejection | undefined {
  if (other === account) return undefined;
  const record = facts.account(other);
  if (record === undefined) return rejection("no-such-account");
  if (record.disabled) return rejection("account-disabled");
  const theirs = facts.topic(accountTopic(other));
  const contact = entryAt(theirs, "contact", account)?.body;
  if (contact?.blocked === true) return rejection("blocked");
  const onlyContacts = settingsOf(theirs).messagesFrom === "contacts";
  if (onlyContacts && contact?.state !== "mutual")
    return rejection("blocked", "Only their contacts may write to them.");
  return undefined;
}

/** That `other` still takes what `account` sends: what is known here of somebody who lives on another node may be old. */
export function consent(facts: Facts, account: AccountName, other: AccountName): readonly Expectation[] {
  const theirs = facts.topic(accountTopic(other));
  return [expectation(theirs, `contact:${account}`), expectation(theirs, "settings")];
}

function messageBody(ask: Send, state: TopicState, facts: Facts, moment: Moment): MessageBody | Rejection {
  const files = attachments(ask, facts, moment.asker);
  if (isRejection(files)) return files;
  if (ask.text.trim() === "" && files.length === 0)
    return rejection("invalid-request", "The message is empty.");
  return {
    type: "message",
    by: moment.asker.account,
    device: moment.asker.device,
    command: moment.command,
    text: ask.text,
    ...(ask.reply === undefined ? {} : { reply: ask.reply }),
    ...mentioning(mentionable(ask.mentions ?? [], state)),
    ...(files.length === 0 ? {} : { files }),
    ...cardsOf(ask.text, ask.cards ?? [], facts, moment.asker),
  };
}

function mentioning(mentions: readonly AccountName[]): Pick<MessageBody, "mentions"> {
  return mentions.length === 0 ? {} : { mentions };
}

function withMessage(
  state: TopicState,
  other: AccountName | undefined,
  body: MessageBody,
  facts: Facts,
  moment: Moment,
): Decision {
  const conversation = state.topic as ConversationId;
  const opening = exists(state) ? [] : openDirect(conversation, moment);
  const expect: Expectation[] = exists(state)
    ? [expectation(state, `member:${moment.asker.account}`)]
    : [expectation(state, "info")];
  const entries = [...opening, ...draftDone(facts.topic(ownTopic(moment.asker)), conversation, moment)];
  if (other !== undefined && other !== moment.asker.account) {
    expect.push(...consent(facts, moment.asker.account, other));
  }
  return decided([...entries, { topic: conversation, body }], expect, { conversation });
}

/** The entries that begin a direct conversation, written with its first message. */
function openDirect(conversation: ConversationId, moment: Moment): NewEntry[] {
  const by = moment.asker.account;
  const parties = [...new Set(partiesOf(conversation) ?? [])];
  const info = { type: "info", kind: "direct", createdBy: by, createdAt: moment.at } as const;
  return [
    { topic: conversation, body: info },
    ...parties.flatMap((account): NewEntry[] => [
      { topic: conversation, body: { type: "member", account, role: "member", by } },
      { topic: accountTopic(account), body: { type: "joined", conversation, gone: false } },
    ]),
  ];
}

/** Sending takes the draft away on all devices. */
function draftDone(own: TopicState, conversation: ConversationId, moment: Moment): NewEntry[] {
  const draft = entryAt(own, "draft", conversation)?.body;
  if (draft === undefined || draft.text === "") return [];
  const { device } = moment.asker;
  return [{ topic: own.topic, body: { type: "draft", conversation, text: "", device } }];
}

/** The message of a place, if the asker may change it. */
function ownMessage(
  place: MessagePlace,
  facts: Facts,
  asker: Asker,
  alsoOwner: boolean,
): StoredMessage | Rejection {
  const state = facts.topic(place.conversation);
  const refused = refusesMember(state, asker.account);
  if (refused !== undefined) return refused;
  const message = facts.message(place);
  if (message === undefined || message.body.deletedAt !== undefined) return rejection("no-such-message");
  const mayAsOwner = alsoOwner && roleOf(state, asker.account) === "owner";
  return message.body.by === asker.account || mayAsOwner ? message : rejection("not-yours");
}

function revise(
  place: MessagePlace,
  message: StoredMessage,
  change: "edited" | "deleted" | "reacted",
  body: MessageBody,
  facts: Facts,
  moment: Moment,
): Decision {
  const of = place.offset;
  const key = `revised:${of}`;
  const state = facts.topic(place.conversation);
  return decided(
    [
      {
        topic: place.conversation,
        body: { type: "revised", of, by: moment.asker.account, change, sentAt: message.at, message: body },
      },
    ],
    [
      { topic: place.conversation, key, offset: message.revision },
      expectation(state, `member:${moment.asker.account}`),
    ],
  );
}

const needsMessage = (place: MessagePlace) => ({ topics: [place.conversation], messages: [place] });

export const editMessage: Command<"edit-message"> = {
  needs: (ask) => needsMessage(ask.place),
  decide(ask, facts, moment) {
    const message = ownMessage(ask.place, facts, moment.asker, false);
    if (isRejection(message)) return message;
    if (ask.text.trim() === "") return rejection("invalid-request", "The message is empty.");
    if (ask.text === message.body.text) return asItIs;
    const { mentions: _, cards, ...kept } = message.body;
    const named = mentioning(mentionable(namedIn(ask.text), facts.topic(ask.place.conversation)));
    const body = { ...kept, ...named, text: ask.text, ...keptCards(ask.text, cards), editedAt: moment.at };
    return revise(ask.place, message, "edited", body, facts, moment);
  },
};

export const deleteMessage: Command<"delete-message"> = {
  needs: (ask) => needsMessage(ask.place),
  decide(ask, facts, moment) {
    const message = ownMessage(ask.place, facts, moment.asker, true);
    if (isRejection(message)) return message;
    const { type, by, device, command } = message.body;
    const tombstone: MessageBody = { type, by, device, command, text: "", deletedAt: moment.at };
    return revise(ask.place, message, "deleted", tombstone, facts, moment);
  },
};

export const react: Command<"react"> = {
  needs: (ask) => needsMessage(ask.place),
  decide(ask, facts, moment) {
    const refused = refusesMember(facts.topic(ask.place.conversation), moment.asker.account);
    if (refused !== undefined) return refused;
    const message = facts.message(ask.place);
    if (message === undefined || message.body.deletedAt !== undefined) return rejection("no-such-message");
    const before = message.body.reactions ?? {};
    const after = withReaction(before, ask.emoji, moment.asker.account, ask.on);
    if (after === before) return asItIs;
    if (Object.keys(after).length > reactionsAtMost) return rejection("too-many");
    return revise(ask.place, message, "reacted", { ...message.body, reactions: after }, facts, moment);
  },
};

type Reactions = Readonly<Record<string, readonly AccountName[]>>;

/** The reactions after one came or went; the same object if nothing changes. */
export function withReaction(
  reactions: Reactions,
  emoji: string,
  account: AccountName,
  on: boolean,
): Reactions {
  const chose = Object.hasOwn(reactions, emoji) ? (reactions[emoji] ?? []) : [];
  if (chose.includes(account) === on) return reactions;
  const after = on ? [...chose, account] : chose.filter((other) => other !== account);
  const { [emoji]: _, ...others } = reactions;
  return after.length === 0 ? others : { ...reactions, [emoji]: after };
}
