import { Show } from "solid-js";
import { useDesk } from "../conversations/desk.ts";
import { useSession } from "../session/session.ts";
import { messageLine } from "./timeline.ts";

/** What a message answers; a press leads there if it is at hand. */
export function Quote(props: { readonly offset: number }) {
  const session = useSession();
  const desk = useDesk();
  const quoted = () => session.conversation(desk.id)?.messages.find((one) => one.offset === props.offset);
  const show = () => {
    const element = document.querySelector(`#m${props.offset}`);
    element?.scrollIntoView({ block: "center" });
    element?.querySelector<HTMLElement>("button")?.focus({ preventScroll: true });
  };
  return (
    <Show when={quoted()} fallback={<p class="quote">An older message</p>}>
      {(message) => (
        <button type="button" class="quote" onClick={show}>
          <b>{message().by === session.me ? "You" : session.nameOf(message().by)}</b>
          <span>{messageLine(message())}</span>
        </button>
      )}
    </Show>
  );
}
