import { createMemo, createSignal, createUniqueId, For, onMount, Show } from "solid-js";
import { useLateWords } from "../language/speaking.tsx";
import { useSession } from "../session/session.ts";
import { fitting } from "./fuzzy.ts";
import { KeyNames } from "./key-names.tsx";
import { createCommands, type Command } from "./commands.ts";
import { createRecent } from "./recent.ts";

const most = 12;

/** Everything one can go to or do, by a few letters of its name. */
export default function Palette(props: { readonly closed: () => void }) {
  const session = useSession();
  const words = useLateWords();
  const ids = { list: createUniqueId(), option: createUniqueId() };
  const commands = createCommands(session, words);
  const recent = createRecent(session.who.isPublic);
  const [typed, setTyped] = createSignal("");
  const [chosen, setChosen] = createSignal(0);
  const shown = createMemo(() => fitting(commands(), typed(), recent.keys()).slice(0, most));
  let dialog: HTMLDialogElement | undefined;
  onMount(() => dialog?.showModal());
  const optionId = (index: number) => `${ids.option}-${index}`;
  const choose = (command: Command | undefined) => {
    if (command === undefined) return;
    recent.chose(command.key);
    dialog?.close();
    command.run();
  };
  const step = (by: number) => {
    const count = shown().length;
    if (count === 0) return;
    setChosen((before) => (before + by + count) % count);
    document.getElementById(optionId(chosen()))?.scrollIntoView({ block: "nearest" });
  };
  const pressed = (event: KeyboardEvent) => {
    if (event.isComposing) return;
    const steps: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 };
    const by = steps[event.key];
    if (by === undefined && event.key !== "Enter") return;
    event.preventDefault();
    if (by === undefined) choose(shown()[chosen()]);
    else step(by);
  };
  return (
    <dialog
      ref={(element) => {
        dialog = element;
      }}
      class="sheet palette"
      aria-label={words().keys.palette}
      onClose={() => props.closed()}
      onClick={(event) => event.target === dialog && dialog?.close()}
    >
      <input
        type="text"
        role="combobox"
        aria-expanded="true"
        aria-autocomplete="list"
        aria-controls={ids.list}
        aria-activedescendant={shown().length === 0 ? undefined : optionId(chosen())}
        aria-label={words().keys.palette}
        placeholder={words().keys.placeholder}
        autocomplete="off"
        spellcheck={false}
        onInput={(event) => {
          setTyped(event.currentTarget.value);
          setChosen(0);
        }}
        onKeyDown={pressed}
      />
      <ul id={ids.list} role="listbox" aria-label={words().keys.palette}>
        <For each={shown()}>
          {(command, index) => (
            <li
              id={optionId(index())}
              role="option"
              aria-selected={index() === chosen()}
              onPointerMove={() => setChosen(index())}
              onClick={() => choose(command)}
            >
              <bdi>{command.name}</bdi>
              <small>{words().keys.kinds[command.kind]}</small>
              <Show when={command.act}>{(act) => <KeyNames act={act()} />}</Show>
            </li>
          )}
        </For>
      </ul>
      <p class="hint" role="status">
        {shown().length === 0 ? words().keys.nothing : ""}
      </p>
    </dialog>
  );
}
