import { Show } from "solid-js";
import { useDesk } from "../conversations/desk.ts";
import { useSession } from "../session/session.ts";
import { messageLine } from "./timeline.ts";

/** What a message answers; a press leads there. */
export function Quote(props: { readonly offset: number }) {
  const session = useSession();
  const desk = useDesk();
  const quoted = () => session.conversation(desk.id)?.messages.find((one) => one.offset === props.offset);
  return (
    <Show
      when={quoted()}
      fallback={
        <button type="button" class="quote" onClick={() => desk.jump(props.offset)}>
          An older message
        </button>
      }
    >
      {(message) => (
        <button type="button" class="quote" onClick={() => desk.jump(props.offset)}>
          <b>{message().by === session.me ? "You" : session.nameOf(message().by)}</b>
          <span>{messageLine(message())}</span>
        </button>
      )}
    </Show>
  );
}
