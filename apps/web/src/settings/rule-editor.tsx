import { createSignal, createUniqueId, For, Show } from "solid-js";
import { useSession } from "../session/session.ts";
import { Switch } from "./choices.tsx";
import { HoursFields } from "./hours-fields.tsx";
import { usualQuietHours } from "./hours.ts";
import type { Rule } from "./own-settings.ts";
import { dataChoices, howChoices, ruleEffect, ruleSentence, type RuleNames } from "./rule-words.ts";

/** Makes or changes one rule, and says in words what comes of it. */
export function RuleEditor(props: {
  readonly rule: Rule;
  readonly isNew: boolean;
  readonly names: RuleNames;
  readonly save: (rule: Rule) => void;
  readonly cancel: () => void;
}) {
  const session = useSession();
  const [rule, setRule] = createSignal(props.rule);
  const heading = createUniqueId();
  const devices = () =>
    [...session.state().own.devices.keys()].map((device) => ({
      value: device,
      title: `${props.names.place(device)}${device === session.here ? ", here" : ""}`,
    }));
  const conversations = () =>
    [...session.state().own.joined.keys()].map((id) => ({ value: id, title: props.names.conversation(id) }));
  const change = (next: Partial<Rule>) => setRule({ ...rule(), ...next });
  /** An empty choice takes the narrowing away. */
  const narrow = (key: "device" | "conversation" | "whileActiveOn", value: string) => {
    const { [key]: _, ...rest } = rule();
    setRule(value === "" ? rest : { ...rest, [key]: value });
  };
  const setHours = (hours: Rule["hours"]) => {
    const { hours: _, ...rest } = rule();
    setRule(hours === undefined ? rest : { ...rest, hours });
  };
  const submit = (event: Event) => {
    event.preventDefault();
    props.save(rule());
  };
  return (
    <form class="rule-form" aria-labelledby={heading} onSubmit={submit}>
      <h2 id={heading}>{props.isNew ? "A new rule" : "Change the rule"}</h2>
      <div class="rule-fields">
        <Choose
          label="At"
          value={rule().device ?? ""}
          choices={[{ value: "", title: "every place" }, ...devices()]}
          changed={(value) => narrow("device", value)}
          first
        />
        <Choose
          label="What"
          value={rule().data}
          choices={dataChoices}
          changed={(value) => change({ data: value as Rule["data"] })}
        />
        <Choose
          label="How"
          value={rule().how}
          choices={howChoices[rule().data]}
          changed={(value) => change({ how: value as Rule["how"] })}
        />
        <Choose
          label="In"
          value={rule().conversation ?? ""}
          choices={[{ value: "", title: "every conversation" }, ...conversations()]}
          changed={(value) => narrow("conversation", value)}
        />
        <Choose
          label="While I am active on"
          value={rule().whileActiveOn ?? ""}
          choices={[
            { value: "", title: "anything or nothing" },
            ...devices().filter((one) => one.value !== rule().device),
          ]}
          changed={(value) => narrow("whileActiveOn", value)}
        />
      </div>
      <Switch
        title="Only at certain times"
        about="By the clock of this place."
        on={rule().hours !== undefined}
        changed={(on) => setHours(on ? { ...usualQuietHours, days: [...usualQuietHours.days] } : undefined)}
      />
      <Show when={rule().hours}>
        {(hours) => (
          <HoursFields hours={hours()} changed={(next) => setHours({ ...next, days: [...next.days] })} />
        )}
      </Show>
      <div class="rule-preview" aria-live="polite">
        <p>
          <b>{ruleSentence(rule(), props.names)}</b>
        </p>
        <p class="hint">{ruleEffect(rule())}</p>
      </div>
      <div class="acts">
        <button type="submit" class="go">
          {props.isNew ? "Add the rule" : "Save the rule"}
        </button>
        <button type="button" onClick={() => props.cancel()}>
          Cancel
        </button>
      </div>
    </form>
  );
}

function Choose(props: {
  readonly label: string;
  readonly value: string;
  readonly choices: readonly { readonly value: string; readonly title: string }[];
  readonly changed: (value: string) => void;
  readonly first?: boolean;
}) {
  const id = createUniqueId();
  return (
    <div class="field">
      <label for={id}>{props.label}</label>
      <select
        id={id}
        ref={(element) => {
          if (props.first === true) queueMicrotask(() => element.focus());
        }}
        onChange={(event) => props.changed(event.currentTarget.value)}
      >
        <For each={props.choices}>
          {(one) => (
            <option value={one.value} selected={one.value === props.value}>
              {one.title}
            </option>
          )}
        </For>
      </select>
    </div>
  );
}
