import { isRejection } from "@elsewhere/core";
import { readAddresses } from "./names.ts";
import { forAccount, forConversation, nothing, present, row } from "./translation.ts";

export const conversations = {
  "keep-conversation": row<"keep-conversation">()(
    (args) =>
      forConversation(args.conversation, (conversation) => ({
        type: "keep-conversation" as const,
        conversation,
        ...present(args, "alerts", "mutedUntil", "pinned", "archived"),
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
