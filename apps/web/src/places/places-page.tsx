import { createResource, createSignal, createUniqueId, For, Show } from "solid-js";
import type { Answer } from "@elsewhere/protocol/requests";
import { Page } from "../icons/page.tsx";
import { PlaceIcon } from "../icons/icons.tsx";
import { signOutHere } from "../session/entrance.ts";
import { useSession } from "../session/session.ts";
import { orderedPlaces, placeWords } from "../words/places.ts";
import { dayWords, clockTime } from "../words/times.ts";
import { NotificationSettings } from "./notification-settings.tsx";

type Detail = Answer<"devices">["devices"][number];

/** All places where the person is signed in: what they do, what they are called, and the way to sign them out. */
export function PlacesPage() {
  const session = useSession();
  // What is asked once is asked again when a device comes or goes.
  const [details] = createResource(
    () => [session.state().own.devices, session.connection().name === "live"] as const,
    async ([, isLive]) =>
      isLive ? ((await session.attempt(session.client.request("devices", {})))?.devices ?? []) : undefined,
  );
  const devices = () => {
    const all = [...session.state().own.devices.keys()];
    return [...all.filter((one) => one === session.here), ...all.filter((one) => one !== session.here)];
  };
  const detailOf = (device: string) => details.latest?.find((one) => one.device === device);
  const signOutOthers = () => void session.attempt(session.client.request("sign-out", { others: true }));
  const leave = async () => {
    await session.attempt(signOutHere());
    session.signedOut();
  };
  return (
    <Page
      heading="Your places"
      lead="Everything you write follows you to all of them. The alert goes where you are."
    >
      <section class="cards">
        <ul>
          <For each={devices()}>{(device) => <PlaceCard device={device} detail={detailOf(device)} />}</For>
        </ul>
        <div class="acts">
          <Show when={devices().length > 1}>
            <button type="button" onClick={signOutOthers}>
              Sign out everywhere else
            </button>
          </Show>
          <button type="button" class="danger" onClick={() => void leave()}>
            Sign out here
          </button>
        </div>
      </section>
      <NotificationSettings />
    </Page>
  );
}

function PlaceCard(props: { readonly device: string; readonly detail: Detail | undefined }) {
  const session = useSession();
  const [renaming, setRenaming] = createSignal(false);
  const device = () => session.state().own.devices.get(props.device);
  const isHere = () => props.device === session.here;
  const words = () => {
    const point = orderedPlaces(session.state().points, session.here).find(
      (one) => one.device === props.device,
    );
    if (point !== undefined) return placeWords(point, session.here, session.now());
    const seen = props.detail?.lastSeenAt;
    return seen === undefined
      ? "not connected"
      : `not connected, last there ${seenWords(seen, session.now())}`;
  };
  const { client, attempt } = session;
  return (
    <Show when={device()}>
      {(known) => (
        <li class="card" classList={{ here: isHere() }}>
          <span class="card-icon">
            <PlaceIcon kind={known().kind} />
          </span>
          <Show
            when={!renaming()}
            fallback={
              <RenamePlace device={props.device} label={known().label} done={() => setRenaming(false)} />
            }
          >
            <span class="card-words">
              <b>{known().label}</b>
              <small>{words()}</small>
            </span>
            <span class="card-acts">
              <button type="button" aria-label={`Rename ${known().label}`} onClick={() => setRenaming(true)}>
                Rename
              </button>
              <Show when={!isHere()}>
                <button
                  type="button"
                  aria-label={`Sign out ${known().label}`}
                  onClick={() => void attempt(client.request("sign-out", { device: props.device }))}
                >
                  Sign out
                </button>
              </Show>
            </span>
          </Show>
        </li>
      )}
    </Show>
  );
}

function seenWords(at: number, now: number): string {
  return `${dayWords(at, now).toLowerCase()} at ${clockTime(at)}`;
}

function RenamePlace(props: { readonly device: string; readonly label: string; readonly done: () => void }) {
  const session = useSession();
  const id = createUniqueId();
  const [label, setLabel] = createSignal(props.label);
  const submit = async (event: Event) => {
    event.preventDefault();
    await session.attempt(
      session.client.request("rename-device", { device: props.device, label: label().trim() }),
    );
    props.done();
  };
  return (
    <form class="in-line" onSubmit={(event) => void submit(event)}>
      <label class="hidden" for={id}>
        Name of this place
      </label>
      <input
        id={id}
        ref={(element) => queueMicrotask(() => element.select())}
        required
        maxLength={60}
        value={label()}
        onInput={(event) => setLabel(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === "Escape") props.done();
        }}
      />
      <button type="submit" class="go" disabled={label().trim() === ""}>
        Save
      </button>
      <button type="button" onClick={() => props.done()}>
        Cancel
      </button>
    </form>
  );
}
