import { createEffect, createMemo, createSignal, lazy, onCleanup, onMount, Show, Suspense } from "solid-js";
import { BackIcon, FindIcon } from "../icons/icons.tsx";
import { Composer } from "../composer/composer.tsx";
import { Late, useWords } from "../language/speaking.tsx";
import { useAct } from "../keys/acts.ts";
import { History } from "../messages/history.tsx";
import { ContactQuestion } from "../people/contact-question.tsx";
import { landAt } from "../route/landing.ts";
import { SearchBar } from "../search/search-bar.tsx";
import { otherIn, useSession } from "../session/session.ts";
import { presenceWords } from "../words/presence.ts";
import { createViewing, ViewingProvider } from "../viewer/viewing.ts";
import { createDesk, DeskProvider } from "./desk.ts";
import { keep } from "./keeping.ts";

const Details = lazy(() => import("./details.tsx"));

const Viewer = lazy(() => import("../viewer/viewer.tsx").then((part) => ({ default: part.Viewer })));

/** One conversation: who, what was said, and where to write. */
export function ConversationPage(props: { readonly id: string }) {
  const session = useSession();
  const words = useWords();
  const desk = createDesk(session, props.id);
  const viewing = createViewing();
  const [details, setDetails] = createSignal(false);
  const [searching, setSearching] = createSignal(false);
  onMount(() => {
    session.client.show(props.id);
    // Whoever opens what they marked to come back to has come back.
    if (session.state().own.kept.get(props.id)?.unread === true)
      void keep(session, props.id, { unread: false });
  });
  onCleanup(() => session.client.show(undefined));
  useAct("search", () => setSearching(true));
  useAct("reply", () => {
    const last = session.conversation(props.id)?.messages.findLast((one) => one.deletedAt === undefined);
    if (last !== undefined) desk.intend({ name: "reply", to: last });
  });
  const isGone = createMemo(
    () =>
      props.id.startsWith("g:") &&
      session.connection().name === "live" &&
      !session.state().own.joined.has(props.id),
  );
  createEffect(() => {
    if (isGone()) session.replace({ page: "home" });
  });
  return (
    <DeskProvider value={desk}>
      <ViewingProvider value={viewing}>
        <section
          class="talk"
          classList={{ direct: otherIn(props.id, session.me) !== undefined }}
          aria-label={words().conversations.conversationWith(session.titleOf(props.id))}
        >
          <Header
            id={props.id}
            search={() => setSearching((before) => !before)}
            details={() => setDetails(true)}
          />
          <Show when={searching()}>
            <SearchBar conversation={props.id} closed={() => setSearching(false)} />
          </Show>
          <ContactQuestion conversation={props.id} />
          <History id={props.id} />
          <Composer id={props.id} />
          <Show when={details()}>
            <Details id={props.id} closed={() => setDetails(false)} />
          </Show>
        </section>
        <Show when={viewing.viewed()}>
          {(file) => (
            <Suspense>
              <Late>
                <Viewer file={file()} />
              </Late>
            </Suspense>
          )}
        </Show>
      </ViewingProvider>
    </DeskProvider>
  );
}

function Header(props: { readonly id: string; readonly search: () => void; readonly details: () => void }) {
  const session = useSession();
  const words = useWords();
  let heading: HTMLElement | undefined;
  landAt(session, () => heading);
  const other = () => otherIn(props.id, session.me);
  const lead = () => {
    const account = other();
    if (account === undefined) return membersWords();
    if (account === session.me) return words().conversations.notes;
    const presence = presenceWords(session.state().presence.get(account), session.now(), words());
    if (presence === "") return account;
    // What was heard last may have changed since.
    return session.connection().name === "live" ? presence : words().conversations.lastKnown(presence);
  };
  const membersWords = () => {
    const members = [...(session.conversation(props.id)?.members.keys() ?? [])];
    const here = members.filter((one) => session.state().presence.get(one)?.state === "available").length;
    const all =
      members.length === 1 ? words().conversations.onlyYou : words().conversations.members(members.length);
    return here === 0 ? all : words().conversations.peopleHere(all, here);
  };
  return (
    <header class="talk-head">
      <button
        type="button"
        class="quiet back"
        aria-label={words().frame.back}
        onClick={() => session.go({ page: "home" })}
      >
        <BackIcon />
      </button>
      <div class="talk-who">
        <h1
          tabindex="-1"
          ref={(element) => {
            heading = element;
          }}
        >
          {session.titleOf(props.id)}
        </h1>
        <p>{lead()}</p>
      </div>
      <button
        type="button"
        class="quiet"
        aria-label={words().conversations.search}
        title={words().conversations.search}
        onClick={() => props.search()}
      >
        <FindIcon />
      </button>
      <button type="button" onClick={() => props.details()}>
        {words().conversations.details}
      </button>
    </header>
  );
}
