import { createMemo, createSignal, onCleanup, createEffect, Show } from "solid-js";
import { useWords } from "../language/speaking.tsx";
import { useSession } from "../session/session.ts";
import { connectionWords } from "../words/connection.ts";

/** A connection that comes within this is not worth a word, in milliseconds. */
const quietFor = 1_200;

/** Says how it stands with the connection, while there is something to say. What is shown stays usable. */
export function ConnectionBanner() {
  const session = useSession();
  const words = useWords();
  const [patient, setPatient] = createSignal(true);
  const isLive = createMemo(() => session.connection().name === "live");
  createEffect(() => {
    setPatient(true);
    if (isLive()) return;
    const timer = setTimeout(() => setPatient(false), quietFor);
    onCleanup(() => clearTimeout(timer));
  });
  const waiting = () => session.outbox().filter((one) => one.state === "waiting").length;
  const said = () =>
    patient()
      ? undefined
      : connectionWords(session.connection(), session.online(), waiting(), session.now(), words());
  return (
    <div role="status" class="connection">
      <Show when={said()}>
        {(text) => (
          <p class="banner">
            <span class="banner-dot" />
            <span>{text()}</span>
            <Show when={session.connection().name === "waiting" && session.online()}>
              <button type="button" onClick={() => session.client.connect()}>
                {words().connection.tryNow}
              </button>
            </Show>
          </p>
        )}
      </Show>
    </div>
  );
}
