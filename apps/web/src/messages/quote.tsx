import { Show } from "solid-js";
import { useDesk } from "../conversations/desk.ts";
import { useWords } from "../language/speaking.tsx";
import { useSession } from "../session/session.ts";
import { messageLine } from "./timeline.ts";

/** What a message answers; a press leads there. */
export function Quote(props: { readonly offset: number }) {
  const session = useSession();
  const words = useWords();
  const desk = useDesk();
  const quoted = () => session.conversation(desk.id)?.messages.find((one) => one.offset === props.offset);
  return (
    <Show
      when={quoted()}
      fallback={
        <button type="button" class="quote" onClick={() => desk.jump(props.offset)}>
          {words().messages.olderQuoted}
        </button>
      }
    >
      {(message) => (
        <button type="button" class="quote" onClick={() => desk.jump(props.offset)}>
          <b>{message().by === session.me ? words().messages.you : session.nameOf(message().by)}</b>
          <span>{messageLine(message(), words())}</span>
        </button>
      )}
    </Show>
  );
}
