import { createSignal, createUniqueId, For, Show } from "solid-js";
import { Popover } from "../icons/popover.tsx";
import { useWords } from "../language/speaking.tsx";
import { Face } from "../people/face.tsx";
import { useSession } from "../session/session.ts";
import { untilWords } from "../words/times.ts";
import {
  endings,
  endOf,
  fieldTime,
  states,
  statusAt,
  whoSees,
  type Ending,
  type Status,
} from "./status-words.ts";

/** Oneself, at the foot of the list: how one is shown to others, and the way to change that. */
export function StatusButton() {
  const session = useSession();
  const words = useWords();
  const status = () => statusAt(session.state().own.status, session.now());
  const name = () => session.nameOf(session.me);
  const shown = () => {
    const { state, note, until } = status();
    const said = words().status;
    const title = state === "auto" ? said.asYouAre : said.choices[state].title;
    const end = until === undefined ? title : said.until(title, untilWords(until, session.now(), words()));
    return note === undefined ? end : `${end} · ${note}`;
  };
  return (
    <div class="me">
      <Popover
        label={words().status.heading}
        hasWords
        class="me-button"
        face={
          <>
            <Face name={name()} account={session.me} />
            <span class="row-name">{name()}</span>
            <span class="row-line">{shown()}</span>
            <span class="hidden">{words().status.change}</span>
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
  const words = useWords();
  const [state, setState] = createSignal(props.status.state);
  const [note, setNote] = createSignal(props.status.note ?? "");
  const [ending, setEnding] = createSignal<Ending>("open");
  const [typed, setTyped] = createSignal("");
  const ids = {
    group: createUniqueId(),
    note: createUniqueId(),
    ending: createUniqueId(),
    end: createUniqueId(),
  };
  const seen = () => {
    const { watchers = "contacts", hiddenFrom = [] } = session.state().own.settings ?? {};
    return whoSees(watchers, hiddenFrom.length, words());
  };
  const settings = () => {
    props.close();
    session.go({ page: "settings" });
  };
  const submit = (event: Event) => {
    event.preventDefault();
    const until = endOf(ending(), Date.now(), typed());
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
        <legend>{words().status.heading}</legend>
        <For each={states}>
          {(choice) => (
            <label class="choice">
              <input
                type="radio"
                name={ids.group}
                checked={state() === choice}
                onChange={() => setState(choice)}
              />
              <span>
                {words().status.choices[choice].title}
                <small>{words().status.choices[choice].about}</small>
              </span>
            </label>
          )}
        </For>
      </fieldset>
      <div class="field">
        <label for={ids.note}>{words().status.note}</label>
        <input
          id={ids.note}
          value={note()}
          maxLength={140}
          placeholder={words().status.noteExample}
          onInput={(event) => setNote(event.currentTarget.value)}
        />
      </div>
      <div class="field">
        <label for={ids.ending}>{words().status.holds}</label>
        <select id={ids.ending} onChange={(event) => setEnding(event.currentTarget.value as Ending)}>
          <For each={endings}>{(one) => <option value={one}>{words().status.endings[one]}</option>}</For>
        </select>
      </div>
      <Show when={ending() === "time"}>
        <div class="field">
          <label for={ids.end}>{words().status.endsAt}</label>
          <input
            id={ids.end}
            type="datetime-local"
            required
            min={fieldTime(Date.now() + 60_000)}
            value={typed()}
            onInput={(event) => setTyped(event.currentTarget.value)}
          />
        </div>
      </Show>
      <p class="hint">
        {seen()}{" "}
        <button type="button" class="link" onClick={settings}>
          {words().status.whoCanSee}
        </button>
      </p>
      <button type="submit" class="go wide">
        {words().status.show}
      </button>
    </form>
  );
}
