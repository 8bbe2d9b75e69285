import { createResource, createSignal, createUniqueId, lazy, Match, Show, Switch } from "solid-js";
import type { PassState } from "@elsewhere/protocol/http";
import { useWords } from "../language/speaking.tsx";
import { Door } from "./door.tsx";
import { inspectPass, serverInfo, signUp, type NewPlace } from "./entrance.ts";
import type { Who } from "./keeping.ts";
import { PlaceFields } from "./place-fields.tsx";
import { errorWords } from "./session.ts";
import { accountFrom } from "./account-name.ts";

const NewPassword = lazy(() => import("./new-password.tsx"));

/** Somebody is in; `first`: the first administrator. */
type Entered = (who: Who, first: boolean) => void;

/** Where the link of an invitation leads: make an account, and be in. */
export function Join(props: { readonly pass: string; readonly entered: Entered }) {
  const words = useWords();
  const [pass] = createResource(
    () => props.pass,
    (secret) => inspectPass(secret),
  );
  return (
    <Switch
      fallback={
        <Door heading={words().door.oneMoment} lead={words().door.looking}>
          {undefined}
        </Door>
      }
    >
      <Match when={pass.error as unknown}>
        <Door heading={words().door.brokenLink} lead={errorWords(pass.error, words())}>
          <p class="hint">{words().door.askAgain}</p>
          <a class="button wide" href="/">
            {words().door.signIn}
          </a>
        </Door>
      </Match>
      <Match when={pass()?.kind === "password" && pass()?.account}>
        {(account) => (
          <NewPassword account={account()} pass={props.pass} entered={(who) => props.entered(who, false)} />
        )}
      </Match>
      <Match when={pass()}>{(state) => <JoinForm state={state()} {...props} />}</Match>
    </Switch>
  );
}

function JoinForm(props: { readonly state: PassState; readonly pass: string; readonly entered: Entered }) {
  const words = useWords();
  const isFirst = () => props.state.kind === "setup";
  const [server] = createResource(() => serverInfo().catch(() => undefined));
  const house = () => server()?.name ?? server()?.domain ?? location.host;
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
      props.entered({ account: mine, device, isPublic: place().isPublic }, isFirst());
    } catch (error) {
      setTrouble(errorWords(error, words()));
      setBusy(false);
    }
  };
  return (
    <Door
      heading={isFirst() ? words().door.makeYours : words().door.invited}
      lead={<JoinLead first={isFirst()} from={props.state.from} house={house()} note={props.state.note} />}
      house={server()?.name}
    >
      <form onSubmit={(event) => void submit(event)}>
        <div class="field">
          <label for={ids.name}>{words().door.yourName}</label>
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
          <label for={ids.account}>{words().door.shortName}</label>
          <input
            id={ids.account}
            value={account()}
            onInput={(event) => setTyped(event.currentTarget.value.toLowerCase())}
            pattern="[a-z0-9]([a-z0-9._\-]*[a-z0-9])?"
            title={words().door.shortNameForm}
            autocomplete="username"
            autocapitalize="none"
            spellcheck={false}
            maxLength={64}
            required
          />
          <p class="hint">{words().door.shortNameHint}</p>
        </div>
        <div class="field">
          <label for={ids.password}>{words().door.password}</label>
          <input
            id={ids.password}
            type="password"
            value={password()}
            onInput={(event) => setPassword(event.currentTarget.value)}
            autocomplete="new-password"
            minLength={8}
            required
          />
          <p class="hint">{words().door.passwordHint}</p>
        </div>
        <PlaceFields place={place()} changed={setPlace} />
        <p class="trouble" role="alert">
          {trouble()}
        </p>
        <button class="go wide" type="submit" disabled={busy()}>
          {busy() ? words().door.joining : words().door.join}
        </button>
      </form>
    </Door>
  );
}

/** Who invites, to where, and with what word. */
function JoinLead(props: {
  readonly first: boolean;
  readonly from: string | undefined;
  readonly house: string;
  readonly note: string | undefined;
}) {
  const words = useWords();
  const invited = () =>
    props.from === undefined ? words().door.makeAccount : words().door.invitedBy(props.from, props.house);
  return (
    <Show when={!props.first} fallback={words().door.firstHere}>
      <span>{invited()}</span>
      <Show when={props.note}>
        {(note) => (
          <q class="word" dir="auto">
            {note()}
          </q>
        )}
      </Show>
    </Show>
  );
}
