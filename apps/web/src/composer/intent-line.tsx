import { Show } from "solid-js";
import { useDesk } from "../conversations/desk.ts";
import { CloseIcon } from "../icons/icons.tsx";
import { useWords } from "../language/speaking.tsx";
import { messageLine } from "../messages/timeline.ts";
import { useSession } from "../session/session.ts";

/** Says what the text is for, if it is not simply the next message. */
export function IntentLine() {
  const session = useSession();
  const words = useWords();
  const desk = useDesk();
  const purpose = () => {
    const intent = desk.intent();
    const { composer } = words();
    if (intent.name === "write") return undefined;
    if (intent.name === "edit") return { title: composer.edit, line: messageLine(intent.message, words()) };
    const isOwn = intent.to.by === session.me;
    const title = isOwn ? composer.replyToYourself : composer.replyTo(session.nameOf(intent.to.by));
    return { title, line: messageLine(intent.to, words()) };
  };
  return (
    <Show when={purpose()}>
      {(about) => (
        <p class="intent">
          <b>{about().title}</b> <span>{about().line}</span>
          <button
            type="button"
            class="quiet"
            aria-label={words().composer.letGo}
            onClick={() => desk.intend({ name: "write" })}
          >
            <CloseIcon />
          </button>
        </p>
      )}
    </Show>
  );
}
