import { createEffect, createSignal, createUniqueId, For, on, Show } from "solid-js";
import { auditWords, type AuditWord } from "@elsewhere/core/administration/audit";
import type { Answer } from "@elsewhere/protocol/requests";
import { useLateWords } from "../language/speaking.tsx";
import type { LateWords } from "../language/words.ts";
import { useSession } from "../session/session.ts";
import { clockTime, dayWords } from "../words/times.ts";

type Event = Answer<"admin-audit">["events"][number];

interface Filter {
  readonly what: AuditWord | "";
  readonly account: string;
}

/** Who did what, the newest first, page by page. */
export function AuditLog() {
  const session = useSession();
  const words = useLateWords();
  const [filter, setFilter] = createSignal<Filter>({ what: "", account: "" });
  const [events, setEvents] = createSignal<readonly Event[]>([]);
  const [next, setNext] = createSignal<number>();
  const read = async (before?: number) => {
    const { what, account } = filter();
    const args = {
      limit: 50,
      ...(before === undefined ? {} : { before }),
      ...(what === "" ? {} : { what }),
      ...(account.trim() === "" ? {} : { account: account.trim().toLowerCase() }),
    };
    const page = await session.attempt(session.client.request("admin-audit", args));
    if (page === undefined) return;
    setEvents((known) => (before === undefined ? page.events : [...known, ...page.events]));
    setNext(page.next);
  };
  createEffect(on(filter, () => void read()));
  return (
    <section class="cards" aria-label={words().console.log}>
      <FilterForm filter={filter()} changed={setFilter} />
      <Show when={events().length > 0} fallback={<p class="hint">{words().console.noEvents}</p>}>
        <ul>
          <For each={events()}>{(event) => <EventCard event={event} />}</For>
        </ul>
      </Show>
      <Show when={next()}>
        {(before) => (
          <div class="acts">
            <button type="button" onClick={() => void read(before())}>
              {words().console.more}
            </button>
          </div>
        )}
      </Show>
    </section>
  );
}

function FilterForm(props: { readonly filter: Filter; readonly changed: (filter: Filter) => void }) {
  const words = useLateWords();
  const ids = { what: createUniqueId(), account: createUniqueId() };
  return (
    <div class="in-line filter">
      <div class="field">
        <label for={ids.what}>{words().console.kind}</label>
        <select
          id={ids.what}
          value={props.filter.what}
          onChange={(event) =>
            props.changed({ ...props.filter, what: event.currentTarget.value as Filter["what"] })
          }
        >
          <option value="">{words().console.all}</option>
          <For each={auditWords}>
            {(what) => <option value={what}>{words().console.events(what)}</option>}
          </For>
        </select>
      </div>
      <div class="field">
        <label for={ids.account}>{words().console.who}</label>
        <input
          id={ids.account}
          type="search"
          autocomplete="off"
          autocapitalize="none"
          spellcheck={false}
          maxLength={64}
          value={props.filter.account}
          onChange={(event) => props.changed({ ...props.filter, account: event.currentTarget.value })}
        />
      </div>
    </div>
  );
}

function EventCard(props: { readonly event: Event }) {
  const session = useSession();
  const words = useLateWords();
  const when = () => {
    const { at } = props.event;
    return `${dayWords(at, session.now(), words())} ${clockTime(at, words())}`;
  };
  return (
    <li class="card event" classList={{ trouble: troubling.has(props.event.what) }}>
      <time dateTime={new Date(props.event.at).toISOString()}>{when()}</time>
      <span class="card-words">
        <b>{words().console.events(props.event.what)}</b>
        <small dir="auto">{aboutWords(props.event, words())}</small>
      </span>
    </li>
  );
}

const troubling: ReadonlySet<string> = new Set(["sign-in-failed", "token-reused"]);

/** By whom, to whom, from where, and what else is known. */
function aboutWords({ what, by, on, label, address, detail }: Event, words: LateWords): string {
  const { console: texts } = words;
  const who = by === "-" ? texts.operator : by;
  const isCount = what === "sign-in-failed" && detail !== undefined;
  const parts = [
    who === undefined ? undefined : texts.by(who),
    on === undefined ? undefined : texts.to(on),
    label,
    address,
    isCount ? texts.leftOut(detail.replace("+", "")) : detail,
  ];
  return parts.filter((part) => part !== undefined && part !== "").join(" · ");
}
