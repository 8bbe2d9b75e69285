import { createResource, createSignal, createUniqueId, For, Show } from "solid-js";
import type { Answer } from "@elsewhere/protocol/requests";
import { Page } from "../icons/page.tsx";
import { PlaceIcon } from "../icons/icons.tsx";
import { useWords } from "../language/speaking.tsx";
import type { Words } from "../language/words.ts";
import { signOutHere } from "../session/entrance.ts";
import { useSession } from "../session/session.ts";
import { orderedPlaces, placeWords } from "../words/places.ts";
import { dayWords, clockTime } from "../words/times.ts";
import { NotificationSettings } from "./notification-settings.tsx";

type Detail = Answer<"devices">["devices"][number];

/** All places where the person is signed in: what they do, what they are called, and the way to sign them out. */
export function PlacesPage() {
  const session = useSession();
  const words = useWords();
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
    <Page heading={words().places.heading} lead={words().places.lead}>
      <section class="cards">
        <ul>
          <For each={devices()}>{(device) => <PlaceCard device={device} detail={detailOf(device)} />}</For>
        </ul>
        <div class="acts">
          <Show when={devices().length > 1}>
            <button type="button" onClick={signOutOthers}>
              {words().places.signOutOthers}
            </button>
          </Show>
          <button type="button" class="danger" onClick={() => void leave()}>
            {words().places.signOutHere}
          </button>
        </div>
      </section>
      <NotificationSettings />
    </Page>
  );
}

function PlaceCard(props: { readonly device: string; readonly detail: Detail | undefined }) {
  const session = useSession();
  const words = useWords();
  const [renaming, setRenaming] = createSignal(false);
  const device = () => session.state().own.devices.get(props.device);
  const isHere = () => props.device === session.here;
  const doing = () => {
    const point = orderedPlaces(session.state().points, session.here).find(
      (one) => one.device === props.device,
    );
    if (point !== undefined) return placeWords(point, session.here, session.now(), words());
    const seen = props.detail?.lastSeenAt;
    return seen === undefined ? words().places.notConnected : seenWords(seen, session.now(), words());
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
              <small>{doing()}</small>
            </span>
            <span class="card-acts">
              <button
                type="button"
                aria-label={words().places.renameOf(known().label)}
                onClick={() => setRenaming(true)}
              >
                {words().places.rename}
              </button>
              <Show when={!isHere()}>
                <button
                  type="button"
                  aria-label={words().places.signOutOf(known().label)}
                  onClick={() => void attempt(client.request("sign-out", { device: props.device }))}
                >
                  {words().places.signOut}
                </button>
              </Show>
            </span>
          </Show>
        </li>
      )}
    </Show>
  );
}

function seenWords(at: number, now: number, words: Words): string {
  const day = words.times.inSentence(dayWords(at, now, words));
  return words.places.lastThere(day, clockTime(at, words));
}

function RenamePlace(props: { readonly device: string; readonly label: string; readonly done: () => void }) {
  const session = useSession();
  const words = useWords();
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
        {words().places.nameOfPlace}
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
        {words().frame.save}
      </button>
      <button type="button" onClick={() => props.done()}>
        {words().frame.cancel}
      </button>
    </form>
  );
}
