import { createResource, createSignal, createUniqueId, For, Match, Show, Switch } from "solid-js";
import { RequestError } from "@elsewhere/client";
import type { Answer } from "@elsewhere/protocol/requests";
import { useLateWords } from "../language/speaking.tsx";
import { useSession } from "../session/session.ts";

export type HouseSetting = Answer<"admin-settings">["settings"][number];

/** The settings of the house that may change while it runs. */
export function HouseSettings() {
  const session = useSession();
  const words = useLateWords();
  const [settings, { refetch }] = createResource(
    () => session.connection().name === "live" || undefined,
    async () => (await session.attempt(session.client.request("admin-settings", {})))?.settings ?? [],
  );
  const [wrong, setWrong] = createSignal<string>();
  const change = async (name: string, value: string | undefined) => {
    setWrong(undefined);
    const args = { name, ...(value === undefined ? {} : { value }) };
    const asked = session.client.request("admin-set-setting", args).catch((error: unknown) => {
      if (!(error instanceof RequestError) || error.code !== "invalid-request") throw error;
      setWrong(name);
    });
    await session.attempt(asked);
    await refetch();
  };
  return (
    <section class="cards" aria-label={words().console.settings}>
      <p class="hint">{words().console.settingsLead}</p>
      <For each={settings.latest ?? []}>
        {(setting) => (
          <SettingRow
            setting={setting}
            isWrong={wrong() === setting.name}
            changed={(value) => void change(setting.name, value)}
          />
        )}
      </For>
    </section>
  );
}

function SettingRow(props: {
  readonly setting: HouseSetting;
  /** What was typed last cannot be. */
  readonly isWrong: boolean;
  /** Undefined: as configured again. */
  readonly changed: (value: string | undefined) => void;
}) {
  const words = useLateWords();
  const id = createUniqueId();
  const name = () => words().console.settingName(props.setting.name);
  const [typed, setTyped] = createSignal<string>();
  const value = () => typed() ?? props.setting.value;
  const submit = (event: Event) => {
    event.preventDefault();
    props.changed(value());
    setTyped(undefined);
  };
  return (
    <form class="setting house-setting" onSubmit={submit}>
      <div>
        <label for={id}>{name()}</label>
        <small>{words().console.settingAbout(props.setting.name, props.setting.about)}</small>
        <Show when={props.isWrong}>
          <small class="wrong" role="alert">
            {words().console.wrongValue[props.setting.form]}
          </small>
        </Show>
        <Show when={props.setting.fixed}>
          <small>{words().console.fixed(props.setting.env)}</small>
        </Show>
      </div>
      <span class="setting-value">
        <Switch>
          <Match when={props.setting.form === "choice"}>
            <select
              id={id}
              disabled={props.setting.fixed}
              value={props.setting.value}
              onChange={(event) => props.changed(event.currentTarget.value)}
            >
              <For each={props.setting.choices}>
                {(choice) => <option value={choice}>{words().console.settingChoice(choice)}</option>}
              </For>
            </select>
          </Match>
          <Match when={props.setting.form !== "choice"}>
            <input
              id={id}
              disabled={props.setting.fixed}
              dir="auto"
              placeholder={props.setting.usual}
              value={value()}
              onInput={(event) => setTyped(event.currentTarget.value)}
            />
            <Show when={value() !== props.setting.value}>
              <button type="submit" class="go" aria-label={words().console.saveOf(name())}>
                {words().console.save}
              </button>
            </Show>
          </Match>
        </Switch>
        <Show when={props.setting.changed}>
          <button
            type="button"
            aria-label={words().console.resetOf(name())}
            onClick={() => {
              setTyped(undefined);
              props.changed(undefined);
            }}
          >
            {words().console.reset}
          </button>
        </Show>
      </span>
    </form>
  );
}
