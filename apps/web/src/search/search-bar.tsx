import { createSignal, onMount, Show } from "solid-js";
import { CloseIcon } from "../icons/icons.tsx";
import { useWords } from "../language/speaking.tsx";
import { searchedWords } from "./found-words.ts";
import { FoundMessages } from "./found-messages.tsx";

/** Searching in one conversation: above its history, which stays beside it. */
export function SearchBar(props: { readonly conversation: string; readonly closed: () => void }) {
  const words = useWords();
  const [text, setText] = createSignal("");
  let input: HTMLInputElement | undefined;
  onMount(() => input?.focus());
  const isWordy = () => searchedWords(text()).length > 0;
  return (
    <search
      class="search-bar"
      aria-label={words().search.inConversation}
      onKeyDown={(event) => {
        if (event.key === "Escape") props.closed();
      }}
    >
      <div class="search-line">
        <input
          ref={(element) => {
            input = element;
          }}
          type="search"
          aria-label={words().search.words}
          placeholder={words().search.inConversation}
          value={text()}
          onInput={(event) => setText(event.currentTarget.value)}
        />
        <button type="button" class="quiet" aria-label={words().search.close} onClick={() => props.closed()}>
          <CloseIcon />
        </button>
      </div>
      <Show when={isWordy()}>
        <div class="search-found">
          <FoundMessages text={text()} conversation={props.conversation} opened={() => undefined} />
        </div>
      </Show>
    </search>
  );
}
