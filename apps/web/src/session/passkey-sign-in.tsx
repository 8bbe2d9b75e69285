import { createSignal, onCleanup, onMount, Show } from "solid-js";
import { useWords } from "../language/speaking.tsx";
import { offerPasskey, Refused, signInWithPasskey, type NewPlace } from "./entrance.ts";
import type { Who } from "./keeping.ts";
import { canOffer, canUsePasskeys, usePasskey } from "./webauthn.ts";

/** A challenge holds five minutes; before that a quiet offer is made anew, in milliseconds. */
const offerAgain = 4 * 60_000;

/** Signing in with a passkey: by a button, and where the browser can, by choosing it where the name is typed. */
export default function PasskeySignIn(props: {
  readonly place: NewPlace;
  readonly entered: (who: Who) => void;
  readonly failed: (trouble: unknown) => void;
}) {
  const words = useWords();
  const [busy, setBusy] = createSignal(false);
  let quiet: AbortController | undefined;
  const signIn = async (conditional: boolean, signal?: AbortSignal) => {
    const { attempt, options } = await offerPasskey();
    const asking = { conditional, ...(signal === undefined ? {} : { signal }) };
    const response = await usePasskey(options, asking);
    const place = props.place;
    const { account, device } = await signInWithPasskey(attempt, response, place);
    props.entered({ account, device, isPublic: place.isPublic });
  };
  const offerQuietly = async () => {
    if (!(await canOffer())) return;
    const ending = new AbortController();
    quiet = ending;
    const timer = setTimeout(() => {
      ending.abort();
      void offerQuietly();
    }, offerAgain);
    ending.signal.addEventListener("abort", () => clearTimeout(timer));
    // Nobody asked for it: only what the server refuses is told.
    await signIn(true, ending.signal).catch((error: unknown) => {
      if (error instanceof Refused && error.code !== "too-fast") props.failed(error);
    });
  };
  const press = async () => {
    quiet?.abort();
    setBusy(true);
    try {
      await signIn(false);
    } catch (error) {
      props.failed(error instanceof DOMException ? new Refused("broken-off", words().door.brokenOff) : error);
      setBusy(false);
      void offerQuietly();
    }
  };
  onMount(() => {
    if (canUsePasskeys()) void offerQuietly();
  });
  onCleanup(() => quiet?.abort());
  return (
    <Show when={canUsePasskeys()}>
      <button type="button" class="wide" disabled={busy()} onClick={() => void press()}>
        {words().door.withPasskey}
      </button>
    </Show>
  );
}
