import { createSignal, createUniqueId, For, Show } from "solid-js";
import { Popover } from "../icons/popover.tsx";
import { Face } from "../people/face.tsx";
import { useSession } from "../session/session.ts";
import { untilWords } from "../words/times.ts";
import { choices, endings, endOf, statusAt, whoSees, type Ending, type Status } from "./status-words.ts";

/** Oneself, at the foot of the list: how one is shown to others, and the way to change that. */
export function StatusButton() {
  const session = useSession();
  const status = () => statusAt(session.state().own.status, session.now());
  const name = () => session.nameOf(session.me);
  const words = () => {
    const { state, note, until } = status();
    const title = choices.find((choice) => choice.state === state)?.title ?? "";
    const end = until === undefined ? "" : ` until ${untilWords(until, session.now())}`;
    return `${state === "auto" ? "Shown as you are" : title}${end}${note === undefined ? "" : ` · ${note}`}`;
  };
  return (
    <div class="me">
      <Popover
        label="How others see you"
        hasWords
        class="me-button"
        face={
          <>
            <Face name={name()} account={session.me} />
            <span class="row-name">{name()}</span>
            <span class="row-line">{words()}</span>
            <span class="hidden">Change how others see you</span>
          </>
        }
      >
        {(close) => (
          <Show when={status()} keyed>
            {(now) => <StatusForm status={now} close={close} />}
          </Show>
        )}
      </Popover>
    </div>
  );
}

function StatusForm(props: { readonly status: Status; readonly close: () => void }) {
  const session = useSession();
  const [state, setState] = createSignal(props.status.state);
  const [note, setNote] = createSignal(props.status.note ?? "");
  const [ending, setEnding] = createSignal<Ending>("open");
  const ids = { group: createUniqueId(), note: createUniqueId(), ending: createUniqueId() };
  const seen = () => {
    const { watchers = "contacts", hiddenFrom = [] } = session.state().own.settings ?? {};
    return whoSees(watchers, hiddenFrom.length);
  };
  const settings = () => {
    props.close();
    session.go({ page: "settings" });
  };
  const submit = (event: Event) => {
    event.preventDefault();
    const until = endOf(ending(), Date.now());
    const text = note().trim();
    const args = {
      state: state(),
      ...(text === "" ? {} : { note: text }),
      ...(until === undefined ? {} : { until }),
    };
    void session.attempt(session.client.request("set-status", args));
    props.close();
  };
  return (
    <form class="status-form" onSubmit={submit}>
      <fieldset>
        <legend>How others see you</legend>
        <For each={choices}>
          {(choice) => (
            <label class="choice">
              <input
                type="radio"
                name={ids.group}
                checked={state() === choice.state}
                onChange={() => setState(choice.state)}
              />
              <span>
                {choice.title}
                <small>{choice.about}</small>
              </span>
            </label>
          )}
        </For>
      </fieldset>
      <div class="field">
        <label for={ids.note}>Note</label>
        <input
          id={ids.note}
          value={note()}
          maxLength={140}
          placeholder="at the workshop"
          onInput={(event) => setNote(event.currentTarget.value)}
        />
      </div>
      <div class="field">
        <label for={ids.ending}>It holds</label>
        <select id={ids.ending} onChange={(event) => setEnding(event.currentTarget.value as Ending)}>
          <For each={endings}>{(one) => <option value={one.ending}>{one.title}</option>}</For>
        </select>
      </div>
      <p class="hint">
        {seen()}{" "}
        <button type="button" class="link" onClick={settings}>
          Who can see me
        </button>
      </p>
      <button type="submit" class="go wide">
        Show me so
      </button>
    </form>
  );
}
