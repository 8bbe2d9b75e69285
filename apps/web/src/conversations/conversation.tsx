import { createEffect, createMemo, createSignal, onCleanup, onMount, Show } from "solid-js";
import { BackIcon, FindIcon } from "../icons/icons.tsx";
import { Composer } from "../composer/composer.tsx";
import { History } from "../messages/history.tsx";
import { ContactQuestion } from "../people/contact-question.tsx";
import { SearchBar } from "../search/search-bar.tsx";
import { otherIn, useSession } from "../session/session.ts";
import { presenceWords } from "../words/presence.ts";
import { Details } from "./details.tsx";
import { createDesk, DeskProvider } from "./desk.ts";

/** One conversation: who, what was said, and where to write. */
export function ConversationPage(props: { readonly id: string }) {
  const session = useSession();
  const desk = createDesk(session, props.id);
  const [details, setDetails] = createSignal(false);
  const [searching, setSearching] = createSignal(false);
  onMount(() => session.client.show(props.id));
  onCleanup(() => session.client.show(undefined));
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
      <section class="talk" aria-label={`Conversation with ${session.titleOf(props.id)}`}>
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
    </DeskProvider>
  );
}

function Header(props: { readonly id: string; readonly search: () => void; readonly details: () => void }) {
  const session = useSession();
  const other = () => otherIn(props.id, session.me);
  const words = () => {
    const account = other();
    if (account === undefined) return membersWords();
    if (account === session.me) return "Notes to yourself, on all your places";
    const presence = presenceWords(session.state().presence.get(account), session.now());
    if (presence === "") return account;
    // What was heard last may have changed since.
    return session.connection().name === "live" ? presence : `Last known: ${presence}`;
  };
  const membersWords = () => {
    const members = [...(session.conversation(props.id)?.members.keys() ?? [])];
    const here = members.filter((one) => session.state().presence.get(one)?.state === "available").length;
    const all = members.length === 1 ? "Only you" : `${members.length} people`;
    return here === 0 ? all : `${all}, ${here} available`;
  };
  return (
    <header class="talk-head">
      <button
        type="button"
        class="quiet back"
        aria-label="Back to the list"
        onClick={() => session.go({ page: "home" })}
      >
        <BackIcon />
      </button>
      <div class="talk-who">
        <h1>{session.titleOf(props.id)}</h1>
        <p>{words()}</p>
      </div>
      <button
        type="button"
        class="quiet"
        aria-label="Search in this conversation"
        title="Search in this conversation"
        onClick={() => props.search()}
      >
        <FindIcon />
      </button>
      <button type="button" onClick={() => props.details()}>
        Details
      </button>
    </header>
  );
}
