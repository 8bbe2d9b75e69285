import { createSignal, createUniqueId, For, Show } from "solid-js";
import type { Answer } from "@elsewhere/protocol/requests";
import { Sheet } from "../icons/sheet.tsx";
import { useLateWords } from "../language/speaking.tsx";
import { useSession } from "../session/session.ts";
import { canUsePasskeys, makePasskey } from "../session/webauthn.ts";
import { dayWords } from "../words/times.ts";
import { Confirm, type Proof } from "./confirm.tsx";

export type Passkey = Answer<"passkeys">["passkeys"][number];

/** The passkeys of the account: listed, named, removed, and the way to another. */
export function Passkeys(props: { readonly passkeys: readonly Passkey[]; readonly changed: () => void }) {
  const words = useLateWords();
  const [adding, setAdding] = createSignal(false);
  return (
    <section class="cards">
      <h2>{words().account.passkeys}</h2>
      <p class="hint">{words().account.passkeysAbout}</p>
      <Show when={props.passkeys.length > 0} fallback={<p class="hint">{words().account.noPasskeys}</p>}>
        <ul>
          <For each={props.passkeys}>
            {(passkey) => <PasskeyCard passkey={passkey} changed={props.changed} />}
          </For>
        </ul>
      </Show>
      <Show when={canUsePasskeys()} fallback={<p class="hint">{words().account.notHere}</p>}>
        <div class="acts">
          <button type="button" class="go" onClick={() => setAdding(true)}>
            {words().account.addPasskey}
          </button>
        </div>
      </Show>
      <Show when={adding()}>
        <Sheet heading={words().account.addPasskey} closed={() => setAdding(false)}>
          <AddPasskey
            hasPasskey={props.passkeys.length > 0}
            added={() => {
              setAdding(false);
              props.changed();
            }}
          />
        </Sheet>
      </Show>
    </section>
  );
}

function PasskeyCard(props: { readonly passkey: Passkey; readonly changed: () => void }) {
  const session = useSession();
  const words = useLateWords();
  const [renaming, setRenaming] = createSignal(false);
  const day = (at: number) => words().times.inSentence(dayWords(at, session.now(), words()));
  const times = () => {
    const { createdAt, lastUsedAt } = props.passkey;
    return words().account.passkeyTimes(
      day(createdAt),
      lastUsedAt === undefined ? undefined : day(lastUsedAt),
    );
  };
  const remove = async () => {
    await session.attempt(session.client.request("remove-passkey", { passkey: props.passkey.passkey }));
    props.changed();
  };
  const rename = async (label: string) => {
    await session.attempt(
      session.client.request("rename-passkey", { passkey: props.passkey.passkey, label }),
    );
    setRenaming(false);
    props.changed();
  };
  return (
    <li class="card">
      <Show
        when={!renaming()}
        fallback={
          <NameForm
            label={props.passkey.label}
            named={(label) => void rename(label)}
            word={words().frame.save}
          />
        }
      >
        <span class="card-words">
          <b dir="auto">{props.passkey.label}</b>
          <small>{times()}</small>
        </span>
        <span class="card-acts">
          <button
            type="button"
            aria-label={words().account.rename(props.passkey.label)}
            onClick={() => setRenaming(true)}
          >
            {words().account.renamePasskey}
          </button>
          <button
            type="button"
            aria-label={words().account.removeOf(props.passkey.label)}
            onClick={() => void remove()}
          >
            {words().account.remove}
          </button>
        </span>
      </Show>
    </li>
  );
}

function AddPasskey(props: { readonly hasPasskey: boolean; readonly added: () => void }) {
  const session = useSession();
  const words = useLateWords();
  const id = createUniqueId();
  const [label, setLabel] = createSignal("");
  const add = async (proof: Proof) => {
    const { attempt, options } = await session.client.request("begin-passkey", proof);
    const response = await makePasskey(options).catch(() => {
      throw new Error(words().account.broken);
    });
    const named = label().trim() === "" ? words().account.passkeys : label().trim();
    await session.client.request("add-passkey", { attempt, response, label: named });
    props.added();
  };
  return (
    <div class="keeping">
      <div class="field">
        <label for={id}>{words().account.passkeyName}</label>
        <input
          id={id}
          maxLength={60}
          autocomplete="off"
          placeholder={words().account.passkeyExample}
          value={label()}
          onInput={(event) => setLabel(event.currentTarget.value)}
        />
      </div>
      <Confirm word={words().account.make} hasPasskey={props.hasPasskey} act={add} />
    </div>
  );
}

function NameForm(props: {
  readonly label: string;
  readonly word: string;
  readonly named: (label: string) => void;
}) {
  const words = useLateWords();
  const id = createUniqueId();
  const [label, setLabel] = createSignal(props.label);
  const submit = (event: Event) => {
    event.preventDefault();
    props.named(label().trim());
  };
  return (
    <form class="in-line" onSubmit={submit}>
      <label class="hidden" for={id}>
        {words().account.passkeyName}
      </label>
      <input
        id={id}
        ref={(element) => queueMicrotask(() => element.select())}
        required
        maxLength={60}
        value={label()}
        onInput={(event) => setLabel(event.currentTarget.value)}
      />
      <button type="submit" class="go" disabled={label().trim() === ""}>
        {props.word}
      </button>
    </form>
  );
}
