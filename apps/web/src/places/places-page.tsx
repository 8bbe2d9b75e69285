import { createMemo, createResource, For, Show } from "solid-js";
import { Page } from "../icons/page.tsx";
import { useLateWords } from "../language/speaking.tsx";
import { signOutHere } from "../session/entrance.ts";
import { useSession } from "../session/session.ts";
import { decisionsOf, lastGot, latestOfOthers } from "./latest.ts";
import { NotificationSettings } from "./notification-settings.tsx";
import { PlaceCard } from "./place-card.tsx";

/** Messages whose explanations are asked for: what a place got last is among them. */
const most = 20;

/** All places where the person is signed in: what they do, what they are called, and the way to sign them out. */
export default function PlacesPage() {
  const session = useSession();
  const words = useLateWords();
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
  const latest = createMemo(() => latestOfOthers(session.state(), most), [], {
    equals: (one, other) => one[0]?.id === other[0]?.id,
  });
  const [plans] = createResource(
    () => session.connection().name === "live" && latest().length > 0 && latest(),
    async (messages) => {
      const asked = session.client.request("deliveries", { messages: messages.map(({ id }) => id) });
      return (await session.attempt(asked))?.plans ?? [];
    },
  );
  const decisions = createMemo(() => decisionsOf(latest(), plans.latest ?? [], undefined));
  const signOutOthers = () => void session.attempt(session.client.request("sign-out", { others: true }));
  const leave = async () => {
    await session.attempt(signOutHere());
    session.signedOut();
  };
  return (
    <Page heading={words().places.heading} lead={words().places.lead}>
      <section class="cards">
        <ul>
          <For each={devices()}>
            {(device) => (
              <PlaceCard device={device} detail={detailOf(device)} last={lastGot(decisions(), device)} />
            )}
          </For>
        </ul>
        <div class="acts">
          <button type="button" onClick={() => session.go({ page: "decisions" })}>
            {words().decisions.all}
          </button>
          <button type="button" onClick={() => session.go({ page: "rules" })}>
            {words().settings.yourRules}
          </button>
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
