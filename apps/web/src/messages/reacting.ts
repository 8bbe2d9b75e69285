import type { MessageValue } from "@elsewhere/protocol/values";
import { useDesk } from "../conversations/desk.ts";
import { useSession } from "../session/session.ts";

/** The reactions on a message, and one's own part in them. */
export function useReacting(message: () => MessageValue) {
  const session = useSession();
  const desk = useDesk();
  return {
    reactions: (): readonly (readonly [string, readonly string[]])[] =>
      Object.entries(message().reactions ?? {}).filter(([, who]) => who.length > 0),
    /** Puts the emoji on the message, or takes it off if it is there. */
    react: (emoji: string): void => {
      const { offset, reactions } = message();
      const on = reactions?.[emoji]?.includes(session.me) !== true;
      void session.attempt(session.client.request("react", { message: desk.messageId(offset), emoji, on }));
    },
  };
}
