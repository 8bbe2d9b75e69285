import { isRejection, type ConversationId } from "@elsewhere/core";
import { limits } from "@elsewhere/protocol";
import { readAddresses } from "./names.ts";
import {
  forAccount,
  forConversation,
  forLink,
  groupLink,
  nothing,
  present,
  row,
  week,
} from "./translation.ts";
import { linkedGroupValue } from "./values.ts";

export const conversations = {
  "keep-conversation": row<"keep-conversation">()(
    (args) =>
      forConversation(args.conversation, (conversation) => ({
        type: "keep-conversation" as const,
        conversation,
        ...present(args, "alerts", "mutedUntil", "pinned", "archived", "unread"),
        ...(args.before === undefined ? undefined : { before: args.before as ConversationId | null }),
      })),
    nothing,
  ),
  "create-group": row<"create-group">()(
    (args, place) => {
      const members = readAddresses(args.members, place.domain);
      if (isRejection(members)) return members;
      return { type: "create-group" as const, title: args.title, members };
    },
    (answer) => ({ conversation: answer.conversation }),
  ),
  "rename-group": row<"rename-group">()(
    (args) =>
      forConversation(args.conversation, (conversation) => ({
        type: "rename-group" as const,
        conversation,
        title: args.title,
      })),
    nothing,
  ),
  "describe-group": row<"describe-group">()(
    (args) =>
      forConversation(args.conversation, (conversation) => ({
        type: "describe-group" as const,
        conversation,
        about: args.about,
      })),
    nothing,
  ),
  "make-group-link": row<"make-group-link">()(
    (args) =>
      forConversation(args.conversation, (conversation) => ({
        type: "make-group-link" as const,
        conversation,
        note: args.note,
        uses: args.uses ?? limits.members,
        expiresIn: args.expiresIn ?? week,
      })),
    ({ conversation, secret, slot, expiresAt }, place) => ({
      link: groupLink(place.publicUrl, conversation, secret),
      slot,
      expiresAt,
    }),
  ),
  "revoke-group-link": row<"revoke-group-link">()(
    (args) =>
      forConversation(args.conversation, (conversation) => ({
        type: "revoke-group-link" as const,
        conversation,
        slot: args.slot,
      })),
    nothing,
  ),
  "group-link": row<"group-link">()<"group-link">(
    (args) => forLink(args.link, (link) => ({ type: "group-link" as const, ...link })),
    linkedGroupValue,
  ),
  "join-group": row<"join-group">()(
    (args) => forLink(args.link, (link) => ({ type: "join-group" as const, ...link })),
    (answer) => ({ conversation: answer.conversation }),
  ),
  "add-members": row<"add-members">()((args, place) => {
    const members = readAddresses(args.members, place.domain);
    if (isRejection(members)) return members;
    return forConversation(args.conversation, (conversation) => ({
      type: "add-members" as const,
      conversation,
      members,
    }));
  }, nothing),
  "remove-member": row<"remove-member">()(
    (args, place) =>
      forAccount(args.account, place, (account) =>
        forConversation(args.conversation, (conversation) => ({
          type: "remove-member" as const,
          conversation,
          account,
        })),
      ),
    nothing,
  ),
  "set-role": row<"set-role">()(
    (args, place) =>
      forAccount(args.account, place, (account) =>
        forConversation(args.conversation, (conversation) => ({
          type: "set-role" as const,
          conversation,
          account,
          role: args.role,
        })),
      ),
    nothing,
  ),
};
