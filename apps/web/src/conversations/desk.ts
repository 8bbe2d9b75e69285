import { createContext, createSignal, useContext, type Accessor } from "solid-js";
import type { MessageValue } from "@elsewhere/protocol/values";
import { createPlaying, type Playing } from "../messages/playing.ts";
import { otherIn, type Session } from "../session/session.ts";

/** What the writer is about to do in a conversation. */
export type Intent =
  | { readonly name: "write" }
  | { readonly name: "reply"; readonly to: MessageValue }
  | { readonly name: "edit"; readonly message: MessageValue };

/** What the parts of one open conversation share. */
export interface Desk {
  readonly id: string;
  /** Where messages are sent: the conversation, or the other person, with whom there may be none yet. */
  readonly to: string;
  readonly intent: Accessor<Intent>;
  intend(intent: Intent): void;
  /** Offset of the message whose explanation is open. */
  readonly explained: Accessor<number | undefined>;
  explain(offset: number | undefined): void;
  messageId(offset: number): string;
  /** The voice message that sounds. */
  readonly playing: Playing;
  /** Shows the message of an offset, wherever in the history it is. */
  jump(offset: number): void;
  /** Whoever shows the history takes jumps from here. */
  follow(jump: (offset: number) => void): void;
}

const DeskContext = createContext<Desk>();

export const DeskProvider = DeskContext.Provider;

export function useDesk(): Desk {
  const desk = useContext(DeskContext);
  if (desk === undefined) throw new Error("No conversation is open here.");
  return desk;
}

export function createDesk(session: Session, id: string): Desk {
  const [intent, intend] = createSignal<Intent>({ name: "write" });
  const [explained, explain] = createSignal<number>();
  let jump: (offset: number) => void = () => undefined;
  return {
    id,
    to: otherIn(id, session.me) ?? id,
    intent,
    intend,
    explained,
    explain,
    playing: createPlaying(),
    messageId: (offset) => `${id}.${offset}`,
    jump: (offset) => jump(offset),
    follow: (way) => {
      jump = way;
    },
  };
}
