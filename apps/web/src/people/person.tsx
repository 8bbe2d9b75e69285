import type { JSX } from "solid-js";
import { useWords } from "../language/speaking.tsx";
import { useSession } from "../session/session.ts";
import { presenceWords } from "../words/presence.ts";
import { Face } from "./face.tsx";

/** A person in a list, with their presence in words, and what can be done; the name leads to more about them. */
export function Person(props: {
  readonly account: string;
  readonly also?: string;
  readonly children: JSX.Element;
}) {
  const session = useSession();
  const words = useWords();
  const presence = () =>
    presenceWords(session.state().presence.get(props.account), session.now(), words()) || props.account;
  return (
    <li class="card">
      <Face name={session.nameOf(props.account)} account={props.account} />
      <span class="card-words">
        <PersonName account={props.account} />
        <small>{props.also === undefined ? presence() : `${presence()} · ${props.also}`}</small>
      </span>
      <span class="card-acts">{props.children}</span>
    </li>
  );
}

/** A name that, pressed, shows the person's card. */
export function PersonName(props: { readonly account: string }) {
  const session = useSession();
  const words = useWords();
  const name = () => session.nameOf(props.account);
  return (
    <button
      type="button"
      class="person-name"
      aria-haspopup="dialog"
      aria-label={words().list.aboutPerson(name())}
      onClick={() => session.showCard(props.account)}
    >
      {name()}
    </button>
  );
}
