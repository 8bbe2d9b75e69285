import { createSignal, For, Show } from "solid-js";
import type { MessageValue } from "@elsewhere/protocol/values";
import { useDesk } from "../conversations/desk.ts";
import { MoreIcon } from "../icons/icons.tsx";
import { Popover } from "../icons/popover.tsx";
import { useWords } from "../language/speaking.tsx";
import { useSession } from "../session/session.ts";

const emojis = ["👍", "❤", "😂", "🎉", "😮", "✔"] as const;

/** What can be done about a message. */
export function MessageMenu(props: { readonly message: MessageValue; readonly explain: () => void }) {
  const session = useSession();
  const words = useWords();
  const desk = useDesk();
  const [sure, setSure] = createSignal(false);
  const message = () => desk.messageId(props.message.offset);
  const isMine = () => props.message.by === session.me;
  const mayDelete = () =>
    isMine() ||
    (desk.id.startsWith("g:") && session.conversation(desk.id)?.members.get(session.me) === "owner");
  const react = (emoji: string) => {
    const on = props.message.reactions?.[emoji]?.includes(session.me) !== true;
    void session.attempt(session.client.request("react", { message: message(), emoji, on }));
  };
  const remove = (close: () => void) => {
    if (!sure()) {
      setSure(true);
      return;
    }
    close();
    void session.attempt(session.client.request("delete-message", { message: message() }));
  };
  return (
    <Popover label={words().messages.more} class="quiet more" face={<MoreIcon />}>
      {(close) => {
        const then = (act: () => void) => () => {
          close();
          act();
        };
        return (
          <div class="menu">
            <div class="menu-emojis" role="group" aria-label={words().messages.react}>
              <For each={emojis}>
                {(emoji) => (
                  <button
                    type="button"
                    aria-label={words().messages.reactWith(emoji)}
                    onClick={then(() => react(emoji))}
                  >
                    {emoji}
                  </button>
                )}
              </For>
            </div>
            <button type="button" onClick={then(() => desk.intend({ name: "reply", to: props.message }))}>
              {words().messages.reply}
            </button>
            <Show when={props.message.text !== ""}>
              <button
                type="button"
                onClick={then(() => void session.attempt(navigator.clipboard.writeText(props.message.text)))}
              >
                {words().messages.copy}
              </button>
            </Show>
            <Show when={isMine() && props.message.text !== ""}>
              <button
                type="button"
                onClick={then(() => desk.intend({ name: "edit", message: props.message }))}
              >
                {words().messages.edit}
              </button>
            </Show>
            <button type="button" onClick={then(() => props.explain())}>
              {words().messages.whyHere}
            </button>
            <Show when={mayDelete()}>
              <button
                type="button"
                class="danger"
                onClick={() => remove(close)}
                onBlur={() => setSure(false)}
              >
                {sure() ? words().messages.deleteSure : words().messages.delete}
              </button>
            </Show>
          </div>
        );
      }}
    </Popover>
  );
}
