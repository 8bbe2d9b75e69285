import { createResource, createSignal, createUniqueId, For } from "solid-js";
import { CloseIcon } from "../icons/icons.tsx";
import { useWords } from "../language/speaking.tsx";
import { useSession } from "../session/session.ts";
import { searchPeople } from "./search.ts";

/** Chooses several people by the beginning of their names. */
export function PeoplePicker(props: {
  readonly chosen: readonly string[];
  readonly without: ReadonlySet<string>;
  readonly changed: (accounts: readonly string[]) => void;
}) {
  const session = useSession();
  const words = useWords();
  const id = createUniqueId();
  const [text, setText] = createSignal("");
  const [found] = createResource(
    () => text().trim() || undefined,
    (wanted) => searchPeople(session, wanted),
  );
  const offered = () => {
    const people = text().trim() === "" ? contacts() : (found.latest ?? []).map((one) => one.account);
    return people
      .filter((one) => one !== session.me && !props.chosen.includes(one) && !props.without.has(one))
      .slice(0, 8);
  };
  const contacts = () =>
    [...session.state().own.contacts.values()]
      .filter((one) => one.state === "mutual" && !one.blocked)
      .map((one) => one.account);
  const add = (account: string) => {
    props.changed([...props.chosen, account]);
    setText("");
  };
  return (
    <div class="picker">
      <ul class="chips" aria-label={words().people.chosen}>
        <For each={props.chosen}>
          {(account) => (
            <li class="chip">
              {session.nameOf(account)}
              <button
                type="button"
                class="quiet"
                aria-label={words().people.without(session.nameOf(account))}
                onClick={() => props.changed(props.chosen.filter((one) => one !== account))}
              >
                <CloseIcon />
              </button>
            </li>
          )}
        </For>
      </ul>
      <div class="field">
        <label for={id}>{words().people.add}</label>
        <input
          id={id}
          type="search"
          value={text()}
          placeholder={words().people.nameBegins}
          onInput={(event) => setText(event.currentTarget.value)}
        />
      </div>
      <ul class="offers">
        <For each={offered()}>
          {(account) => (
            <li>
              <button type="button" onClick={() => add(account)}>
                {session.nameOf(account)} <small>{account}</small>
              </button>
            </li>
          )}
        </For>
      </ul>
    </div>
  );
}
