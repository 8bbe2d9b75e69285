import { createResource, createSignal, For, Show } from "solid-js";
import type { Answer } from "@elsewhere/protocol/requests";
import { PlaceIcon } from "../icons/icons.tsx";
import { useLateWords } from "../language/speaking.tsx";
import { errorWords, useSession } from "../session/session.ts";
import { clockTime, dayWords } from "../words/times.ts";
import type { Account } from "./accounts.tsx";
import { MadeLink } from "./made-link.tsx";

type Device = Answer<"admin-devices">["devices"][number];

/** One account: where it is signed in, and what an administrator may do with it. */
export function AccountSheet(props: { readonly account: Account; readonly done: () => void }) {
  const session = useSession();
  const words = useLateWords();
  const [trouble, setTrouble] = createSignal("");
  const [link, setLink] = createSignal<string>();
  const [removing, setRemoving] = createSignal(false);
  const { account } = props.account;
  const [devices, { refetch }] = createResource(() => session.client.request("admin-devices", { account }));
  const act = async (work: () => Promise<unknown>, done: () => void) => {
    setTrouble("");
    try {
      await work();
      done();
    } catch (error) {
      setTrouble(errorWords(error, words()));
    }
  };
  const change = (what: { readonly admin?: boolean; readonly disabled?: boolean }) =>
    void act(() => session.client.request("admin-change-account", { account, ...what }), props.done);
  const makeLink = async () =>
    setLink((await session.client.request("admin-password-link", { account })).link);
  const signOut = (device: string | undefined) => {
    const which = device === undefined ? { everywhere: true } : { device };
    void act(
      () => session.client.request("admin-sign-out", { account, ...which }),
      () => void refetch(),
    );
  };
  return (
    <div class="keeping">
      <p class="hint">{account}</p>
      <div>
        <h3>{words().console.places}</h3>
        <Devices devices={devices.latest?.devices} signOut={signOut} />
      </div>
      <p class="trouble" role="alert">
        {trouble()}
      </p>
      <Show when={link()}>{(made) => <MadeLink about={words().console.passwordLinkIs} link={made()} />}</Show>
      <div class="acts">
        <Show when={(devices.latest?.devices.length ?? 0) > 0}>
          <button type="button" onClick={() => signOut(undefined)}>
            {words().console.signOutAll}
          </button>
        </Show>
        <button type="button" onClick={() => void act(makeLink, () => undefined)}>
          {words().console.passwordLink}
        </button>
        <button type="button" onClick={() => change({ admin: !props.account.admin })}>
          {props.account.admin ? words().console.takeAdmin : words().console.makeAdmin}
        </button>
        <Show when={account !== session.me}>
          <button type="button" onClick={() => change({ disabled: !props.account.disabled })}>
            {props.account.disabled ? words().admin.enable : words().admin.disable}
          </button>
          <button
            type="button"
            class="danger"
            aria-expanded={removing()}
            onClick={() => setRemoving(!removing())}
          >
            {words().console.removeAccount}
          </button>
        </Show>
      </div>
      <Show when={removing()}>
        <p>{words().console.removeAbout(props.account.displayName)}</p>
        <button
          type="button"
          class="danger"
          onClick={() =>
            void act(() => session.client.request("admin-remove-account", { account }), props.done)
          }
        >
          {words().console.removeReally}
        </button>
      </Show>
    </div>
  );
}

function Devices(props: {
  readonly devices: readonly Device[] | undefined;
  readonly signOut: (device: string) => void;
}) {
  const session = useSession();
  const words = useLateWords();
  const state = ({ connected, lastSeenAt }: Device) => {
    if (connected) return words().console.connected;
    const day = words().times.inSentence(dayWords(lastSeenAt, session.now(), words()));
    return words().console.lastThere(`${day} ${clockTime(lastSeenAt, words())}`);
  };
  return (
    <Show when={props.devices?.length !== 0} fallback={<p class="hint">{words().console.noPlaces}</p>}>
      <ul class="plain">
        <For each={props.devices ?? []}>
          {(device) => (
            <li class="card" classList={{ here: device.connected }}>
              <span class="card-icon">
                <PlaceIcon kind={device.kind} />
              </span>
              <span class="card-words">
                <b dir="auto">{device.label}</b>
                <small>{state(device)}</small>
              </span>
              <button
                type="button"
                aria-label={words().console.signOutOf(device.label)}
                onClick={() => props.signOut(device.device)}
              >
                {words().console.signOut}
              </button>
            </li>
          )}
        </For>
      </ul>
    </Show>
  );
}
