import { createMemo, createResource, createSignal, createUniqueId, Show } from "solid-js";
import "../look/admin.css";
import { Page } from "../icons/page.tsx";
import { Sheet } from "../icons/sheet.tsx";
import { useLateWords } from "../language/speaking.tsx";
import { useSession } from "../session/session.ts";
import { sizeWords } from "../words/times.ts";
import { Confirm } from "./confirm.tsx";
import { downloadEverything } from "./download.ts";
import { Passkeys } from "./passkeys.tsx";

/** How the person comes in, what they can take along, and how they go. */
export default function AccountPage() {
  const session = useSession();
  const words = useLateWords();
  const [passkeys, { refetch }] = createResource(
    () => session.connection().name === "live" || undefined,
    async () => (await session.attempt(session.client.request("passkeys", {})))?.passkeys ?? [],
  );
  const hasPasskey = () => (passkeys.latest?.length ?? 0) > 0;
  return (
    <Page heading={words().account.heading} lead={words().account.lead}>
      <Passkeys passkeys={passkeys.latest ?? []} changed={() => void refetch()} />
      <Password hasPasskey={hasPasskey()} />
      <Data />
      <Leaving hasPasskey={hasPasskey()} />
    </Page>
  );
}

function Password(props: { readonly hasPasskey: boolean }) {
  const session = useSession();
  const words = useLateWords();
  const id = createUniqueId();
  const [open, setOpen] = createSignal(false);
  const [typed, setTyped] = createSignal("");
  const [changed, setChanged] = createSignal(false);
  return (
    <section class="cards">
      <h2>{words().account.password}</h2>
      <p class="hint">{words().account.passwordAbout}</p>
      <div class="acts">
        <button type="button" onClick={() => setOpen(true)}>
          {words().account.change}
        </button>
      </div>
      <p class="hint" role="status">
        {changed() ? words().account.changed : ""}
      </p>
      <Show when={open()}>
        <Sheet heading={words().account.change} closed={() => setOpen(false)}>
          <div class="keeping">
            <div class="field">
              <label for={id}>{words().account.newPassword}</label>
              <input
                id={id}
                type="password"
                minLength={8}
                required
                autocomplete="new-password"
                value={typed()}
                onInput={(event) => setTyped(event.currentTarget.value)}
              />
              <p class="hint">{words().door.passwordHint}</p>
            </div>
            <Confirm
              word={words().account.change}
              hasPasskey={props.hasPasskey}
              act={async (proof) => {
                await session.client.request("change-password", { newPassword: typed(), ...proof });
                setTyped("");
                setOpen(false);
                setChanged(true);
              }}
            />
          </div>
        </Sheet>
      </Show>
    </section>
  );
}

function Data() {
  const session = useSession();
  const words = useLateWords();
  const [state, setState] = createSignal<{ readonly bytes: number; readonly done: boolean }>();
  const download = async () => {
    setState({ bytes: 0, done: false });
    const told = (bytes: number) => setState({ bytes, done: false });
    const bytes = await session.attempt(downloadEverything(session.me, told));
    setState(bytes === undefined ? undefined : { bytes, done: true });
  };
  const progress = () => {
    const now = state();
    if (now === undefined) return "";
    const size = sizeWords(now.bytes, words());
    return now.done ? words().account.ready(size) : words().account.progress(size);
  };
  return (
    <section class="cards">
      <h2>{words().account.data}</h2>
      <p class="hint">{words().account.dataAbout}</p>
      <div class="acts">
        <button type="button" disabled={state()?.done === false} onClick={() => void download()}>
          {words().account.download}
        </button>
      </div>
      <p class="hint" role="status">
        {progress()}
      </p>
    </section>
  );
}

function Leaving(props: { readonly hasPasskey: boolean }) {
  const session = useSession();
  const words = useLateWords();
  const [open, setOpen] = createSignal(false);
  const address = createMemo(() => {
    session.connection();
    return session.client.welcome?.address ?? session.me;
  });
  return (
    <section class="cards">
      <h2>{words().account.leaving}</h2>
      <p class="hint">{words().account.leavingAbout}</p>
      <div class="acts">
        <button type="button" class="danger" onClick={() => setOpen(true)}>
          {words().account.leave}
        </button>
      </div>
      <Show when={open()}>
        <Sheet heading={words().account.leave} closed={() => setOpen(false)}>
          <div class="keeping">
            <p>{words().account.goes}</p>
            <p>{words().account.stays}</p>
            <p>{words().account.name(address())}</p>
            <p class="hint">{words().account.copyFirst}</p>
            <Confirm
              word={words().account.reallyLeave}
              danger
              hasPasskey={props.hasPasskey}
              act={async (proof) => {
                await session.client.request("remove-own-account", proof);
                session.signedOut();
              }}
            />
          </div>
        </Sheet>
      </Show>
    </section>
  );
}
