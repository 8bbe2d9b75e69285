import { createSignal, createUniqueId } from "solid-js";
import { useWords } from "../language/speaking.tsx";
import { Door } from "./door.tsx";
import { setPassword, type NewPlace } from "./entrance.ts";
import type { Who } from "./keeping.ts";
import { PlaceFields } from "./place-fields.tsx";
import { errorWords } from "./session.ts";

/** Where the link for a new password leads: choose one, and be in. */
export default function NewPassword(props: {
  readonly account: string;
  readonly pass: string;
  readonly entered: (who: Who) => void;
}) {
  const words = useWords();
  const id = createUniqueId();
  const [password, setTyped] = createSignal("");
  const [place, setPlace] = createSignal<NewPlace>({ label: "", isPublic: false });
  const [trouble, setTrouble] = createSignal("");
  const [busy, setBusy] = createSignal(false);
  const submit = async (event: Event) => {
    event.preventDefault();
    setBusy(true);
    setTrouble("");
    try {
      const { account, device } = await setPassword(props.pass, password(), place());
      props.entered({ account, device, isPublic: place().isPublic });
    } catch (error) {
      setTrouble(errorWords(error, words()));
      setBusy(false);
    }
  };
  return (
    <Door heading={words().door.newPassword} lead={words().door.newPasswordLead(props.account)}>
      <form onSubmit={(event) => void submit(event)}>
        <input
          class="hidden"
          autocomplete="username"
          value={props.account}
          readonly
          aria-hidden="true"
          tabindex="-1"
        />
        <div class="field">
          <label for={id}>{words().door.password}</label>
          <input
            id={id}
            type="password"
            value={password()}
            onInput={(event) => setTyped(event.currentTarget.value)}
            autocomplete="new-password"
            minLength={8}
            required
            autofocus
          />
          <p class="hint">{words().door.passwordHint}</p>
        </div>
        <PlaceFields place={place()} changed={setPlace} />
        <p class="trouble" role="alert">
          {trouble()}
        </p>
        <button class="go wide" type="submit" disabled={busy()}>
          {words().door.takePassword}
        </button>
      </form>
    </Door>
  );
}
