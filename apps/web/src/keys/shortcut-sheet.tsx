import { For } from "solid-js";
import { Sheet } from "../icons/sheet.tsx";
import { useLateWords } from "../language/speaking.tsx";
import { KeyNames } from "./key-names.tsx";
import { shortcuts } from "./shortcuts.ts";

/** Every key there is, and what it does. */
export default function ShortcutSheet(props: { readonly closed: () => void }) {
  const words = useLateWords();
  return (
    <Sheet heading={words().keys.heading} closed={props.closed}>
      <dl class="shortcuts">
        <For each={shortcuts}>
          {({ act }) => (
            <div>
              <dt>{words().keys.acts[act]}</dt>
              <dd>
                <KeyNames act={act} />
              </dd>
            </div>
          )}
        </For>
      </dl>
      <p class="hint">{words().keys.hint}</p>
    </Sheet>
  );
}
