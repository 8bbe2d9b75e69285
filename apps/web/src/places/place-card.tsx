import { createSignal, createUniqueId, Show } from "solid-js";
import type { Answer } from "@elsewhere/protocol/requests";
import { PlaceIcon } from "../icons/icons.tsx";
import { useLateWords } from "../language/speaking.tsx";
import type { LateWords, Words } from "../language/words.ts";
import { messageLine } from "../messages/timeline.ts";
import { useSession } from "../session/session.ts";
import { ruleNames } from "../settings/rule-names.ts";
import { orderedPlaces, placeWords } from "../words/places.ts";
import { planSentence } from "../words/plans.ts";
import { dayWords, clockTime, shortWhen } from "../words/times.ts";
import type { lastGot } from "./latest.ts";

type Detail = Answer<"devices">["devices"][number];
type Last = ReturnType<typeof lastGot>;

/** One place: what it does now, what it can, what it got last and why, and what can be done with it. */
export function PlaceCard(props: {
  readonly device: string;
  readonly detail: Detail | undefined;
  readonly last: Last;
}) {
  const session = useSession();
  const words = useLateWords();
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
              <Show when={props.detail}>
                {(detail) => <small>{aboutWords(detail(), session.now(), words())}</small>}
              </Show>
              <Show when={props.last}>{(last) => <LastGot last={last()} />}</Show>
            </span>
            <span class="card-acts">
              <button
                type="button"
                aria-label={words().groups.actOf(words().decisions.rulesFor, known().label)}
                onClick={() =>
                  session.go({
                    page: "rules",
                    about: { data: "messages", device: props.device, conversation: undefined },
                  })
                }
              >
                {words().decisions.rulesFor}
              </button>
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

/** What the place can show, whether it can be woken, and since when it is one. */
function aboutWords(detail: Detail, now: number, words: LateWords): string {
  const names: Readonly<Record<string, string>> = words.decisions.things;
  const things = detail.capabilities.flatMap((one) => names[one] ?? []);
  const list = new Intl.ListFormat(words.locale, { type: "unit" }).format(things);
  const day = words.times.inSentence(dayWords(detail.createdAt, now, words));
  const parts = [
    ...(things.length === 0 ? [] : [words.decisions.can(list)]),
    ...(detail.pushable ? [words.decisions.wakes] : []),
    words.decisions.since(day),
  ];
  return parts.join(" · ");
}

/** The newest message this place had a part in, and why it was the part it was. */
function LastGot(props: { readonly last: NonNullable<Last> }) {
  const session = useSession();
  const words = useLateWords();
  const rules = () => session.state().own.settings?.rules ?? [];
  const from = () => {
    const { message } = props.last.of;
    return words().decisions.lastFrom(
      session.nameOf(message.by),
      shortWhen(message.at, session.now(), words()),
    );
  };
  return (
    <small class="last-got">
      {from()} <q>{messageLine(props.last.of.message, words())}</q>{" "}
      {planSentence(props.last.entry, props.last.entry.at, rules(), ruleNames(session), words())}
    </small>
  );
}

function seenWords(at: number, now: number, words: Words): string {
  const day = words.times.inSentence(dayWords(at, now, words));
  return words.places.lastThere(day, clockTime(at, words));
}

function RenamePlace(props: { readonly device: string; readonly label: string; readonly done: () => void }) {
  const session = useSession();
  const words = useLateWords();
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
