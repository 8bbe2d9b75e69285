import { createSignal, createUniqueId, Show } from "solid-js";
import { useLateWords } from "../language/speaking.tsx";
import { useSession } from "../session/session.ts";

/** This browser: what it is called, and what it can become. */
export function PlaceStep() {
  const session = useSession();
  const words = useLateWords();
  const id = createUniqueId();
  const label = () => session.state().own.devices.get(session.here)?.label ?? "";
  const [typed, setTyped] = createSignal<string>();
  const value = () => typed() ?? label();
  const submit = async (event: Event) => {
    event.preventDefault();
    const args = { device: session.here, label: value().trim() };
    await session.attempt(session.client.request("rename-device", args));
    setTyped(undefined);
  };
  return (
    <section class="cards">
      <h2>{words().welcome.place}</h2>
      <p class="hint">{words().welcome.placeLead}</p>
      <form class="field in-line" onSubmit={(event) => void submit(event)}>
        <label for={id}>{words().welcome.placeName}</label>
        <input
          id={id}
          dir="auto"
          required
          maxLength={60}
          value={value()}
          onInput={(event) => setTyped(event.currentTarget.value)}
        />
        <Show when={value().trim() !== "" && value() !== label()}>
          <button type="submit" class="go">
            {words().frame.save}
          </button>
        </Show>
      </form>
      <dl class="hints">
        <dt>{words().welcome.install}</dt>
        <dd>{words().welcome.installAbout}</dd>
        <dt>{words().welcome.notifications}</dt>
        <dd>{words().welcome.notificationsAbout}</dd>
      </dl>
      <p>{words().welcome.another}</p>
    </section>
  );
}
