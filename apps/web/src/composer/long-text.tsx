import { Show } from "solid-js";
import { limits } from "@elsewhere/protocol/limits";
import { useWords } from "../language/speaking.tsx";

/** So near to the limit it is said how much there is. */
const nearBy = 1_000;

/** Text that does not fit into a message: it can go as a file, or only its beginning. */
export function LongText(props: { readonly asFile: () => void; readonly beginning: () => void }) {
  const words = useWords();
  return (
    <div class="long-text" role="alert">
      <p>{words().composer.tooLong(limits.messageText.toLocaleString(words().locale))}</p>
      <button type="button" class="go" onClick={() => props.asFile()}>
        {words().composer.asFile}
      </button>
      <button type="button" onClick={() => props.beginning()}>
        {words().composer.onlyBeginning}
      </button>
    </div>
  );
}

/** How much of the room is used, once there is little left. */
export function Room(props: { readonly length: number }) {
  const words = useWords();
  const locale = () => words().locale;
  return (
    <Show when={props.length > limits.messageText - nearBy}>
      <p class="room-left" classList={{ over: props.length > limits.messageText }} role="status">
        {words().composer.room(
          props.length.toLocaleString(locale()),
          limits.messageText.toLocaleString(locale()),
        )}
      </p>
    </Show>
  );
}
