import { createSignal, createUniqueId, Show } from "solid-js";
import { useLateWords } from "../language/speaking.tsx";
import { accountFrom } from "../session/account-name.ts";
import { errorWords, useSession } from "../session/session.ts";
import { MadeLink } from "./made-link.tsx";

/** An account without an invitation, and the link with which its person chooses a password. */
export function AddAccount() {
  const session = useSession();
  const words = useLateWords();
  const ids = { name: createUniqueId(), account: createUniqueId() };
  const [name, setName] = createSignal("");
  const [typed, setTyped] = createSignal<string>();
  const [link, setLink] = createSignal<string>();
  const [trouble, setTrouble] = createSignal("");
  const account = () => typed() ?? accountFrom(name());
  const submit = async (event: Event) => {
    event.preventDefault();
    setTrouble("");
    try {
      const { client } = session;
      await client.request("admin-add-account", { account: account(), displayName: name().trim() });
      setLink((await client.request("admin-password-link", { account: account() })).link);
    } catch (error) {
      setTrouble(errorWords(error, words()));
    }
  };
  return (
    <form class="keeping" onSubmit={(event) => void submit(event)}>
      <p class="hint">{words().console.addAbout}</p>
      <div class="field">
        <label for={ids.name}>{words().console.displayName}</label>
        <input
          id={ids.name}
          required
          maxLength={80}
          autocomplete="off"
          value={name()}
          onInput={(event) => setName(event.currentTarget.value)}
        />
      </div>
      <div class="field">
        <label for={ids.account}>{words().console.shortName}</label>
        <input
          id={ids.account}
          required
          pattern="[a-z0-9]([a-z0-9._\-]*[a-z0-9])?"
          title={words().door.shortNameForm}
          autocapitalize="none"
          autocomplete="off"
          spellcheck={false}
          maxLength={64}
          value={account()}
          onInput={(event) => setTyped(event.currentTarget.value.toLowerCase())}
        />
      </div>
      <p class="trouble" role="alert">
        {trouble()}
      </p>
      <Show when={link()} fallback={<AddButton />}>
        {(made) => <MadeLink about={words().console.passwordLinkIs} link={made()} />}
      </Show>
    </form>
  );
}

function AddButton() {
  const words = useLateWords();
  return (
    <button type="submit" class="go">
      {words().console.addAccount}
    </button>
  );
}
