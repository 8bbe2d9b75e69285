import { For } from "solid-js";
import { useWords } from "../language/speaking.tsx";
import { marks, type Mark } from "./marks.ts";

const faces: Readonly<Record<Mark, string>> = {
  bold: "B",
  italic: "I",
  struck: "S",
  code: "‹›",
  "code-block": "{ }",
  quote: "❝",
};

const keys: Readonly<Record<Mark, string>> = {
  bold: "B",
  italic: "I",
  struck: "Shift+X",
  code: "E",
  "code-block": "Shift+E",
  quote: "Shift+Q",
};

/** Formatting for what is selected. */
export function MarkBar(props: { readonly put: (mark: Mark) => void }) {
  const words = useWords();
  const held = /Mac|iPhone|iPad/.test(navigator.userAgent) ? "⌘" : "Ctrl+";
  return (
    <div class="mark-bar" role="group" aria-label={words().composer.formatting}>
      <For each={marks}>
        {(mark) => (
          <button
            type="button"
            class={`quiet mark-${mark}`}
            aria-label={words().composer.marks[mark]}
            title={`${words().composer.marks[mark]} · ${held}${keys[mark]}`}
            // The selection stays.
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => props.put(mark)}
          >
            <span aria-hidden="true">{faces[mark]}</span>
          </button>
        )}
      </For>
    </div>
  );
}
