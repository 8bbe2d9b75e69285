import { createResource, createSignal, createUniqueId, lazy, Show } from "solid-js";
import { useWords } from "../language/speaking.tsx";
import { Door } from "./door.tsx";
import { serverInfo, signIn, type NewPlace } from "./entrance.ts";
import type { Who } from "./keeping.ts";
import { PlaceFields } from "./place-fields.tsx";
import { errorWords } from "./session.ts";

const PasskeySignIn = lazy(() => import("./passkey-sign-in.tsx"));

/** Name and password, or a passkey. */
export function SignInPage(props: { readonly why: string; readonly entered: (who: Who) => void }) {
  const words = useWords();
  const [server] = createResource(() => serverInfo().catch(() => undefined));
  const [account, setAccount] = createSignal("");
  const [password, setPassword] = createSignal("");
  const [place, setPlace] = createSignal<NewPlace>({ label: "", isPublic: false });
  const [trouble, setTrouble] = createSignal("");
  const [busy, setBusy] = createSignal(false);
  const ids = { account: createUniqueId(), password: createUniqueId() };
  const submit = async (event: Event) => {
    event.preventDefault();
    setBusy(true);
    setTrouble("");
    try {
      const { account: name, device } = await signIn(account().trim(), password(), place());
      props.entered({ account: name, device, isPublic: place().isPublic });
    } catch (error) {
      setTrouble(errorWords(error, words()));
      setBusy(false);
    }
  };
  return (
    <Door
      heading={words().door.signIn}
      lead={<Lead why={props.why} welcome={server()?.welcome} domain={server()?.domain} />}
      house={server()?.name}
    >
      <Show when={server()?.setUp === false}>
        <p class="notice">{words().door.nobodyYet}</p>
      </Show>
      <form onSubmit={(event) => void submit(event)}>
        <div class="field">
          <label for={ids.account}>{words().door.shortName}</label>
          <input
            id={ids.account}
            value={account()}
            onInput={(event) => setAccount(event.currentTarget.value)}
            autocomplete="username webauthn"
            autocapitalize="none"
            spellcheck={false}
            required
            autofocus
          />
        </div>
        <div class="field">
          <label for={ids.password}>{words().door.password}</label>
          <input
            id={ids.password}
            type="password"
            value={password()}
            onInput={(event) => setPassword(event.currentTarget.value)}
            autocomplete="current-password"
            required
          />
        </div>
        <PlaceFields place={place()} changed={setPlace} />
        <p class="trouble" role="alert">
          {trouble()}
        </p>
        <button class="go wide" type="submit" disabled={busy()}>
          {busy() ? words().door.signingIn : words().door.signIn}
        </button>
        <Show when={server()?.setUp !== false}>
          <PasskeySignIn
            place={place()}
            entered={props.entered}
            failed={(error) => setTrouble(errorWords(error, words()))}
          />
        </Show>
      </form>
    </Door>
  );
}

function Lead(props: {
  readonly why: string;
  readonly welcome: string | undefined;
  readonly domain: string | undefined;
}) {
  const words = useWords();
  return (
    <Show when={props.why === ""} fallback={props.why}>
      {props.welcome ?? words().door.othersStay(props.domain)}
    </Show>
  );
}
