import {
  accountName,
  attachmentsOf,
  type AccountName,
  type CardId,
  type FileId,
  type MessagePlace,
} from "@elsewhere/core";
import type { VoiceValue } from "@elsewhere/protocol";
import { isNo, readPlace, readTopic } from "./names.ts";
import { entryNotice, snapshotNotice } from "./notices.ts";
import {
  datumName,
  deviceId,
  forAccount,
  forConversation,
  forPlace,
  nothing,
  plans,
  row,
} from "./translation.ts";
import { attachmentValue, cardValue, messageValue, placeValue } from "./values.ts";

export const messages = {
  "send-message": row<"send-message">()(
    (args, place) => {
      const rest = {
        text: args.text,
        ...(args.reply === undefined ? undefined : { reply: args.reply }),
        ...(args.mentions === undefined ? undefined : { mentions: mentionsOf(args.mentions) }),
        ...(args.files === undefined ? undefined : { files: args.files as FileId[] }),
        ...(args.voice === undefined ? undefined : { voice: voiceOf(args.voice) }),
        ...(args.cards === undefined ? undefined : { cards: args.cards as CardId[] }),
      };
      if (args.to.includes(":") && !args.to.startsWith("sip:")) {
        return forConversation(args.to, (conversation) => ({
          type: "send-message" as const,
          to: { conversation },
          ...rest,
        }));
      }
      return forAccount(args.to, place, (account) => ({
        type: "send-message" as const,
        to: { account },
        ...rest,
      }));
    },
    (answer) => placeValue(answer),
  ),
  "edit-message": row<"edit-message">()(
    (args) => forPlace(args.message, (place) => ({ type: "edit-message" as const, place, text: args.text })),
    nothing,
  ),
  "delete-message": row<"delete-message">()(
    (args) => forPlace(args.message, (place) => ({ type: "delete-message" as const, place })),
    nothing,
  ),
  react: row<"react">()(
    (args) =>
      forPlace(args.message, (place) => ({
        type: "react" as const,
        place,
        emoji: args.emoji,
        on: args.on,
      })),
    nothing,
  ),
  "mark-read": row<"mark-read">()(
    (args) =>
      forConversation(args.conversation, (conversation) => ({
        type: "mark-read" as const,
        conversation,
        upTo: args.upTo,
      })),
    nothing,
  ),
  "set-draft": row<"set-draft">()(
    (args) =>
      forConversation(args.conversation, (conversation) => ({
        type: "set-draft" as const,
        conversation,
        text: args.text,
      })),
    nothing,
  ),
  history: row<"history">()(
    (args) =>
      forConversation(args.conversation, (conversation) => ({
        type: "history" as const,
        conversation,
        before: args.before,
        limit: args.limit ?? 50,
      })),
    (answer) => ({ messages: answer.messages.map(messageValue), more: answer.more }),
  ),
  attachments: row<"attachments">()(
    (args) =>
      forConversation(args.conversation, (conversation) => ({
        type: "attachments" as const,
        conversation,
        kind: args.kind,
        before: args.before,
        limit: args.limit ?? 50,
      })),
    (answer, _, args) => ({
      attachments: answer.messages.flatMap(({ offset, at, body }) =>
        attachmentsOf(body, args.kind).map((file) => ({
          offset,
          at,
          by: body.by,
          file: attachmentValue(file),
        })),
      ),
      more: answer.more,
    }),
  ),
  "preview-link": row<"preview-link">()(
    (args) => ({ type: "preview-link" as const, url: args.url }),
    ({ preview }) =>
      preview === undefined ? {} : { preview: { id: preview.id, card: cardValue(preview.card) } },
  ),
  resume: row<"resume">()(
    (args) => {
      const topic = readTopic(args.topic);
      return isNo(topic) ? topic : { type: "resume" as const, topic, after: args.after };
    },
    (answer, _, args) => {
      if ("snapshot" in answer) return { notices: [snapshotNotice(answer.snapshot)], more: false };
      const topic = readTopic(args.topic);
      if (isNo(topic)) return { notices: [], more: false };
      return { notices: answer.entries.map((entry) => entryNotice(topic, entry)), more: answer.more };
    },
  ),
  search: row<"search">()(
    (args) => {
      const rest = { text: args.text, limit: args.limit ?? 20, skip: args.skip ?? 0 };
      if (args.conversation === undefined) {
        return { type: "search" as const, conversation: undefined, ...rest };
      }
      return forConversation(args.conversation, (conversation) => ({
        type: "search" as const,
        conversation,
        ...rest,
      }));
    },
    (answer) => ({
      hits: answer.hits.map((hit) => ({
        conversation: hit.conversation,
        message: messageValue(hit.entry),
      })),
    }),
  ),
  deliveries: row<"deliveries">()<"deliveries">((args) => {
    const places: MessagePlace[] = [];
    for (const message of args.messages) {
      const place = readPlace(message);
      if (isNo(place)) return place;
      places.push(place);
    }
    const device = args.device === undefined ? undefined : deviceId(args.device);
    return { type: "deliveries" as const, messages: places, device };
  }, plans),
  why: row<"why">()<"why">(
    (args) => ({ type: "why" as const, datum: datumName(args.datum), all: false }),
    plans,
  ),
};

/** Who cannot be mentioned is not. */
function mentionsOf(texts: readonly string[]): readonly AccountName[] {
  return texts.map(accountName).filter((name) => name !== undefined);
}

/** Without undeclared fields. */
function voiceOf({ duration, waveform }: VoiceValue): VoiceValue {
  return { duration, waveform };
}
