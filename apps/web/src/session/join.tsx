import { createResource, createSignal, createUniqueId, Match, Switch } from "solid-js";
import type { PassState } from "@elsewhere/protocol/http";
import { Door } from "./door.tsx";
import { inspectPass, signUp, type NewPlace } from "./entrance.ts";
import type { Who } from "./keeping.ts";
import { PlaceFields } from "./place-fields.tsx";
import { errorWords } from "./session.ts";
import { accountFrom } from "./account-name.ts";

/** Where the link of an invitation leads: make an account, and be in. */
export function Join(props: { readonly pass: string; readonly entered: (who: Who) => void }) {
  const [pass] = createResource(
    () => props.pass,
    (secret) => inspectPass(secret),
  );
  return (
    <Switch
      fallback={
        <Door heading="One moment" lead="Looking at your link …">
          {undefined}
        </Door>
      }
    >
      <Match when={pass.error as unknown}>
        <Door heading="This link does not work" lead={errorWords(pass.error)}>
          <p class="hint">Ask whoever sent it for a new one. If you have an account already:</p>
          <a class="button wide" href="/">
            Sign in
          </a>
        </Door>
      </Match>
      <Match when={pass()}>{(state) => <JoinForm state={state()} {...props} />}</Match>
    </Switch>
  );
}

function JoinForm(props: {
  readonly state: PassState;
  readonly pass: string;
  readonly entered: (who: Who) => void;
}) {
  const isFirst = () => props.state.kind === "setup";
  const [name, setName] = createSignal("");
  const [typed, setTyped] = createSignal<string>();
  const [password, setPassword] = createSignal("");
  const [place, setPlace] = createSignal<NewPlace>({ label: "", isPublic: false });
  const [trouble, setTrouble] = createSignal("");
  const [busy, setBusy] = createSignal(false);
  const ids = { name: createUniqueId(), account: createUniqueId(), password: createUniqueId() };
  const account = () => typed() ?? accountFrom(name());
  const submit = async (event: Event) => {
    event.preventDefault();
    setBusy(true);
    setTrouble("");
    try {
      const person = {
        pass: props.pass,
        account: account(),
        displayName: name().trim(),
        password: password(),
      };
      const { account: mine, device } = await signUp(person, place());
      props.entered({ account: mine, device, isPublic: place().isPublic });
    } catch (error) {
      setTrouble(errorWords(error));
      setBusy(false);
    }
  };
  return (
    <Door
      heading={isFirst() ? "Make this place yours" : "You are invited"}
      lead={
        isFirst()
          ? "You are the first here: this makes you the administrator."
          : (props.state.note ?? "Make your account and start.")
      }
    >
      <form onSubmit={(event) => void submit(event)}>
        <div class="field">
          <label for={ids.name}>Your name</label>
          <input
            id={ids.name}
            value={name()}
            onInput={(event) => setName(event.currentTarget.value)}
            autocomplete="name"
            maxLength={80}
            required
            autofocus
          />
        </div>
        <div class="field">
          <label for={ids.account}>Short name</label>
          <input
            id={ids.account}
            value={account()}
            onInput={(event) => setTyped(event.currentTarget.value.toLowerCase())}
            pattern="[a-z0-9]([a-z0-9._\-]*[a-z0-9])?"
            title="Small letters, digits, dots, dashes and underlines"
            autocomplete="username"
            autocapitalize="none"
            spellcheck={false}
            maxLength={64}
            required
          />
          <p class="hint">You sign in with it, and it is how others find you.</p>
        </div>
        <div class="field">
          <label for={ids.password}>Password</label>
          <input
            id={ids.password}
            type="password"
            value={password()}
            onInput={(event) => setPassword(event.currentTarget.value)}
            autocomplete="new-password"
            minLength={8}
            required
          />
          <p class="hint">At least eight characters.</p>
        </div>
        <PlaceFields place={place()} changed={setPlace} />
        <p class="trouble" role="alert">
          {trouble()}
        </p>
        <button class="go wide" type="submit" disabled={busy()}>
          {busy() ? "One moment …" : "Join"}
        </button>
      </form>
    </Door>
  );
}
