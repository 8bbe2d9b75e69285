import { createMemo, createUniqueId, For, Show, type JSX } from "solid-js";

/** One line of the settings: what it is, what it means, and the thing to set it with. */
export function Setting(props: {
  readonly title: string;
  readonly about: JSX.Element;
  readonly children: JSX.Element;
}) {
  return (
    <div class="setting">
      <div>
        <b>{props.title}</b>
        <small>{props.about}</small>
      </div>
      {props.children}
    </div>
  );
}

/** A switch with its words; the whole line can be pressed. */
export function Switch(props: {
  readonly title: string;
  readonly about: JSX.Element;
  readonly on: boolean;
  readonly changed: (on: boolean) => void;
}) {
  const about = createUniqueId();
  // Other news must not turn it back before its own arrives.
  const on = createMemo(() => props.on);
  return (
    <label class="setting">
      <span class="setting-words">
        <b>{props.title}</b>
        <small id={about}>{props.about}</small>
      </span>
      <input
        type="checkbox"
        role="switch"
        class="switch"
        aria-label={props.title}
        aria-describedby={about}
        checked={on()}
        onChange={(event) => props.changed(event.currentTarget.checked)}
      />
    </label>
  );
}

/** One of a few, chosen from a list. */
export function Choice<Value extends string>(props: {
  readonly title: string;
  readonly about: string;
  readonly value: Value;
  readonly choices: readonly { readonly value: Value; readonly title: string }[];
  readonly changed: (value: Value) => void;
}) {
  const ids = { field: createUniqueId(), about: createUniqueId() };
  const value = createMemo(() => props.value);
  return (
    <div class="setting">
      <div>
        <label for={ids.field}>
          <b>{props.title}</b>
        </label>
        <Show when={props.about !== ""}>
          <small id={ids.about}>{props.about}</small>
        </Show>
      </div>
      <select
        id={ids.field}
        aria-describedby={props.about === "" ? undefined : ids.about}
        value={value()}
        onChange={(event) => props.changed(event.currentTarget.value as Value)}
      >
        <For each={props.choices}>{(one) => <option value={one.value}>{one.title}</option>}</For>
      </select>
    </div>
  );
}
