import { createEffect, createSignal, For, on, onCleanup, Show } from "solid-js";
import type { Answer } from "@elsewhere/protocol/requests";
import { useWords } from "../language/speaking.tsx";
import { messageLine } from "../messages/timeline.ts";
import { useSession, type Session } from "../session/session.ts";
import { shortWhen } from "../words/times.ts";
import { foundPieces, searchedWords } from "./found-words.ts";

type Hit = Answer<"search">["hits"][number];

/** One asks when the person stops typing, for this many milliseconds. */
const restFor = 250;
const perPage = 20;

/** Messages with all the words, in one conversation or in all, the newest first; a press leads there. */
export function FoundMessages(props: {
  readonly text: string;
  readonly conversation?: string;
  readonly opened: () => void;
}) {
  const session = useSession();
  const words = useWords();
  const search = createSearch(props);
  const wanted = () => searchedWords(props.text);
  const open = (hit: Hit) => {
    session.go({ page: "conversation", conversation: hit.conversation, at: hit.message.offset });
    props.opened();
  };
  return (
    <section aria-label={words().search.found}>
      <h2 class="list-heading">{words().search.messages}</h2>
      <p class="hint in-list" role="status">
        {search.state() === "asking"
          ? words().search.looking
          : search.hits().length === 0
            ? words().search.none
            : ""}
      </p>
      <ul>
        <For each={search.hits()}>
          {(hit) => (
            <li>
              <button type="button" class="row found" onClick={() => open(hit)}>
                <span class="row-name">
                  {props.conversation === undefined
                    ? session.titleOf(hit.conversation)
                    : session.nameOf(hit.message.by)}
                </span>
                <span class="row-when">{shortWhen(hit.message.at, session.now(), words())}</span>
                <span class="row-line">
                  <Show when={props.conversation === undefined}>{writer(session, hit)}</Show>
                  <For each={foundPieces(messageLine(hit.message, words()), wanted())}>
                    {(piece) => (piece.found ? <mark>{piece.text}</mark> : piece.text)}
                  </For>
                </span>
              </button>
            </li>
          )}
        </For>
      </ul>
      <Show when={search.mayHaveMore()}>
        <p class="in-list">
          <button type="button" onClick={() => void search.more()}>
            {words().search.more}
          </button>
        </p>
      </Show>
    </section>
  );
}

function writer(session: Session, { conversation, message }: Hit): string {
  const { conversations } = session.words();
  if (message.by === session.me) return `${conversations.youSaid} `;
  return conversation.startsWith("g:") ? `${conversations.saidBy(session.nameOf(message.by))} ` : "";
}

/** Asks anew when the text has rested; an answer to an earlier text is of no use. */
function createSearch(props: { readonly text: string; readonly conversation?: string }) {
  const session = useSession();
  const [hits, setHits] = createSignal<readonly Hit[]>([]);
  const [state, setState] = createSignal<"asking" | "there">("asking");
  const [mayHaveMore, setMore] = createSignal(false);
  let asked = 0;
  const ask = async (skip: number) => {
    asked += 1;
    const own = asked;
    const where = props.conversation === undefined ? {} : { conversation: props.conversation };
    const args = { text: props.text.trim().slice(0, 200), limit: perPage, skip, ...where };
    const answer = await session.attempt(session.client.request("search", args, { within: 10_000 }));
    if (own !== asked) return;
    const found = answer?.hits ?? [];
    setHits((before) => (skip === 0 ? found : [...before, ...found]));
    setMore(found.length === perPage);
    setState("there");
  };
  createEffect(
    on(
      () => props.text.trim(),
      () => {
        setState("asking");
        const timer = setTimeout(() => void ask(0), restFor);
        onCleanup(() => clearTimeout(timer));
      },
    ),
  );
  return { hits, state, mayHaveMore, more: () => ask(hits().length) };
}
