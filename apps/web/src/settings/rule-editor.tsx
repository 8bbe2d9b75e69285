import { createSignal, createUniqueId, For, Show } from "solid-js";
import { useLateWords } from "../language/speaking.tsx";
import { useSession } from "../session/session.ts";
import { Switch } from "./choices.tsx";
import { HoursFields } from "./hours-fields.tsx";
import { usualQuietHours } from "./hours.ts";
import type { Rule } from "./own-settings.ts";
import { ruleData, ruleEffect, ruleHows, ruleSentence, type RuleNames } from "./rule-words.ts";

/** Makes or changes one rule, and says in words what comes of it. */
export function RuleEditor(props: {
  readonly rule: Rule;
  readonly isNew: boolean;
  readonly names: RuleNames;
  readonly save: (rule: Rule) => void;
  readonly cancel: () => void;
}) {
  const session = useSession();
  const words = useLateWords();
  const [rule, setRule] = createSignal(props.rule);
  const heading = createUniqueId();
  const devices = () =>
    [...session.state().own.devices.keys()].map((device) => ({
      value: device,
      title:
        device === session.here
          ? words().rules.placeHere(props.names.place(device))
          : props.names.place(device),
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
      <h2 id={heading}>{props.isNew ? words().rules.aNewRule : words().rules.changeTheRule}</h2>
      <div class="rule-fields">
        <Choose
          label={words().rules.at}
          value={rule().device ?? ""}
          choices={[{ value: "", title: words().rules.everyPlace }, ...devices()]}
          changed={(value) => narrow("device", value)}
          first
        />
        <Choose
          label={words().rules.what}
          value={rule().data}
          choices={ruleData.map((value) => ({ value, title: words().rules.data[value] }))}
          changed={(value) => change({ data: value as Rule["data"] })}
        />
        <Choose
          label={words().rules.how}
          value={rule().how}
          choices={ruleHows.map((value) => ({ value, title: words().rules.hows[rule().data][value] }))}
          changed={(value) => change({ how: value as Rule["how"] })}
        />
        <Choose
          label={words().rules.inside}
          value={rule().conversation ?? ""}
          choices={[{ value: "", title: words().rules.everyConversation }, ...conversations()]}
          changed={(value) => narrow("conversation", value)}
        />
        <Choose
          label={words().rules.whileActiveOn}
          value={rule().whileActiveOn ?? ""}
          choices={[
            { value: "", title: words().rules.anything },
            ...devices().filter((one) => one.value !== rule().device),
          ]}
          changed={(value) => narrow("whileActiveOn", value)}
        />
      </div>
      <Switch
        title={words().rules.certainTimes}
        about={words().rules.certainTimesAbout}
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
          <b>{ruleSentence(rule(), props.names, words())}</b>
        </p>
        <p class="hint">{ruleEffect(rule(), words())}</p>
      </div>
      <div class="acts">
        <button type="submit" class="go">
          {props.isNew ? words().rules.add : words().rules.save}
        </button>
        <button type="button" onClick={() => props.cancel()}>
          {words().frame.cancel}
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
