import { createSignal, createUniqueId, Show } from "solid-js";
import { RequestError } from "@elsewhere/client";
import type { Args } from "@elsewhere/protocol/requests";
import { useLateWords } from "../language/speaking.tsx";
import { errorWords, useSession } from "../session/session.ts";
import { canUsePasskeys, usePasskey } from "../session/webauthn.ts";

/** That the person is there now: the password, or an answer of a passkey. */
export type Proof = Args<"remove-own-account">;

/** Asks for a proof before something is done; `act` does it. Where there is a passkey it may be used instead. */
export function Confirm(props: {
  readonly word: string;
  readonly danger?: boolean;
  readonly hasPasskey: boolean;
  readonly act: (proof: Proof) => Promise<void>;
}) {
  const session = useSession();
  const words = useLateWords();
  const id = createUniqueId();
  const [password, setPassword] = createSignal("");
  const [busy, setBusy] = createSignal(false);
  const [trouble, setTrouble] = createSignal("");
  const act = async (proof: () => Promise<Proof>) => {
    setBusy(true);
    setTrouble("");
    try {
      await props.act(await proof());
    } catch (error) {
      setTrouble(isWrong(error) ? words().account.wrong : errorWords(error, words()));
    }
    setPassword("");
    setBusy(false);
  };
  const submit = (event: Event) => {
    event.preventDefault();
    void act(() => Promise.resolve({ password: password() }));
  };
  return (
    <form class="confirm" onSubmit={submit}>
      <div class="field">
        <label for={id}>{words().account.yourPassword}</label>
        <input
          id={id}
          type="password"
          required
          autocomplete="current-password"
          value={password()}
          onInput={(event) => setPassword(event.currentTarget.value)}
        />
      </div>
      <p class="trouble" role="alert">
        {trouble()}
      </p>
      <div class="acts">
        <button
          type="submit"
          classList={{ go: props.danger !== true, danger: props.danger === true }}
          disabled={busy()}
        >
          {props.word}
        </button>
        <Show when={props.hasPasskey && canUsePasskeys()}>
          <button
            type="button"
            disabled={busy()}
            onClick={() => void act(() => passkeyProof(session.client, words().account.broken))}
          >
            {words().account.usePasskey}
          </button>
        </Show>
      </div>
    </form>
  );
}

function isWrong(error: unknown): boolean {
  return error instanceof RequestError && error.code === "wrong-credentials";
}

/** Rejects with what the person reads. */
async function passkeyProof(client: ReturnType<typeof useSession>["client"], broken: string): Promise<Proof> {
  const { attempt, options } = await client.request("begin-proof", {});
  const response = await usePasskey(options).catch(() => {
    throw new Error(broken);
  });
  return { passkey: { attempt, response } };
}
