import { createResource, createSignal, createUniqueId, Show } from "solid-js";
import type { ServerInfo } from "@elsewhere/protocol/http";
import { useLateWords } from "../language/speaking.tsx";
import { useSession } from "../session/session.ts";
import type { HouseSetting } from "./house-settings.tsx";
import { placeOfServer } from "./address-check.ts";

/** What the house is called, and whether it is where it believes to be. */
export function HouseStep(props: { readonly server: ServerInfo | undefined; readonly changed: () => void }) {
  const session = useSession();
  const words = useLateWords();
  const [settings, { refetch }] = createResource(
    () => session.connection().name === "live" || undefined,
    async () => (await session.attempt(session.client.request("admin-settings", {})))?.settings ?? [],
  );
  const setting = (name: string) => settings.latest?.find((one) => one.name === name);
  const change = async (name: string, value: string) => {
    const args = { name, ...(value.trim() === "" ? {} : { value: value.trim() }) };
    await session.attempt(session.client.request("admin-set-setting", args));
    await refetch();
    props.changed();
  };
  return (
    <section class="cards">
      <h2>{words().welcome.house}</h2>
      <p class="hint">{words().welcome.houseLead}</p>
      <TextSetting
        label={words().welcome.name}
        example={words().welcome.nameExample}
        setting={setting("houseName")}
        longest={60}
        changed={(value) => void change("houseName", value)}
      />
      <TextSetting
        label={words().welcome.welcomeText}
        example={words().welcome.welcomeExample}
        setting={setting("welcome")}
        longest={280}
        changed={(value) => void change("welcome", value)}
      />
      <Show when={props.server}>{(server) => <AddressCheck server={server()} />}</Show>
    </section>
  );
}

function TextSetting(props: {
  readonly label: string;
  readonly example: string;
  readonly longest: number;
  readonly setting: HouseSetting | undefined;
  readonly changed: (value: string) => void;
}) {
  const words = useLateWords();
  const id = createUniqueId();
  const [typed, setTyped] = createSignal<string>();
  const value = () => typed() ?? props.setting?.value ?? "";
  const submit = (event: Event) => {
    event.preventDefault();
    props.changed(value());
    setTyped(undefined);
  };
  const isSame = () => value() === (props.setting?.value ?? "");
  return (
    <form class="field in-line" onSubmit={submit}>
      <label for={id}>{props.label}</label>
      <input
        id={id}
        dir="auto"
        maxLength={props.longest}
        placeholder={props.example}
        disabled={props.setting?.fixed !== false}
        value={value()}
        onInput={(event) => setTyped(event.currentTarget.value)}
      />
      <Show when={!isSame()}>
        <button type="submit" class="go" aria-label={words().console.saveOf(props.label)}>
          {words().console.save}
        </button>
      </Show>
      <Show when={props.setting?.fixed}>
        <p class="hint">{words().welcome.fixed(props.setting?.env ?? "")}</p>
      </Show>
    </form>
  );
}

function AddressCheck(props: { readonly server: ServerInfo }) {
  const session = useSession();
  const words = useLateWords();
  const found = () => placeOfServer(props.server, location);
  return (
    <div class="made-link">
      <b>{words().welcome.address}</b>
      <p>{words().welcome.addressIs(`${session.me}@${props.server.domain}`)}</p>
      <Show when={found().differs} fallback={<p>{words().welcome.fine}</p>}>
        <p>{words().welcome.differs(location.origin, props.server.publicUrl ?? "")}</p>
        <p>{words().welcome.setThis}</p>
        <pre dir="ltr">{found().environment}</pre>
      </Show>
      <Show when={found().isUnsafe}>
        <p>{words().welcome.notSafe}</p>
      </Show>
    </div>
  );
}
