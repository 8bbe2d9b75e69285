import { For } from "solid-js";
import { keyNames, type Act } from "./shortcuts.ts";

/** The keys of an act, as on the keyboard. */
export function KeyNames(props: { readonly act: Act }) {
  return (
    <span class="keys" dir="ltr">
      <For each={keyNames(props.act, /Mac|iPhone|iPad/.test(navigator.platform))}>
        {(name) => <kbd>{name}</kbd>}
      </For>
    </span>
  );
}
