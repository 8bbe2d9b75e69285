import { createResource, createSignal, For, Show } from "solid-js";
import { directConversation, type AccountName } from "@elsewhere/core/names";
import { GearIcon, GroupIcon, KeyIcon, Mark, PeopleIcon } from "../icons/icons.tsx";
import { useWords } from "../language/speaking.tsx";
import { Face } from "../people/face.tsx";
import { searchPeople } from "../people/search.ts";
import { FoundMessages } from "../search/found-messages.tsx";
import { searchedWords } from "../search/found-words.ts";
import { useSession } from "../session/session.ts";
import { StatusButton } from "../status/status-button.tsx";
import { ListBody } from "./list-body.tsx";

/** The left side: find or start, and what there is. */
export function ConversationList() {
  const session = useSession();
  const words = useWords();
  const [text, setText] = createSignal("");
  const asking = () =>
    [...session.state().own.contacts.values()].filter((one) => one.state === "asking").length;
  return (
    <nav class="list" aria-label={words().conversations.list}>
      <header class="list-head">
        <h1 class="brand">
          <Mark /> {words().frame.brand}
        </h1>
        <div class="list-tools">
          <ToolButton
            label={asking() > 0 ? words().conversations.peopleAsking(asking()) : words().conversations.people}
            mark={asking() > 0}
            open={() => session.go({ page: "people" })}
          >
            <PeopleIcon />
          </ToolButton>
          <ToolButton
            label={words().conversations.newGroup}
            mark={false}
            open={() => session.go({ page: "new-group" })}
          >
            <GroupIcon />
          </ToolButton>
          <ToolButton
            label={words().conversations.settings}
            mark={false}
            open={() => session.go({ page: "settings" })}
          >
            <GearIcon />
          </ToolButton>
          <Show when={session.isAdmin()}>
            <ToolButton
              label={words().conversations.administration}
              mark={false}
              open={() => session.go({ page: "admin" })}
            >
              <KeyIcon />
            </ToolButton>
          </Show>
        </div>
      </header>
      <div class="find">
        <input
          type="search"
          aria-label={words().conversations.find}
          placeholder={words().conversations.findShort}
          value={text()}
          onInput={(event) => setText(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === "Escape") setText("");
          }}
        />
      </div>
      <ListBody text={text()} opened={() => setText("")}>
        <Show when={text().trim()}>
          {(wanted) => (
            <>
              <FoundPeople text={wanted()} done={() => setText("")} />
              <Show when={searchedWords(wanted()).length > 0}>
                <FoundMessages text={wanted()} opened={() => setText("")} />
              </Show>
            </>
          )}
        </Show>
      </ListBody>
      <StatusButton />
    </nav>
  );
}

function ToolButton(props: {
  readonly label: string;
  readonly mark: boolean;
  readonly open: () => void;
  readonly children: unknown;
}) {
  return (
    <button
      type="button"
      class="quiet tool"
      aria-label={props.label}
      title={props.label}
      onClick={() => props.open()}
    >
      {props.children as Element}
      <Show when={props.mark}>
        <i class="tool-mark" />
      </Show>
    </button>
  );
}

/** People with whom there is no conversation yet. */
function FoundPeople(props: { readonly text: string; readonly done: () => void }) {
  const session = useSession();
  const words = useWords();
  const [found] = createResource(
    () => props.text,
    (text) => searchPeople(session, text),
  );
  const withMe = (account: string) => directConversation(session.me as AccountName, account as AccountName);
  const strangers = () =>
    (found.latest ?? []).filter(
      (one) => one.account !== session.me && session.conversation(withMe(one.account)) === undefined,
    );
  const start = (account: string) => {
    session.go({ page: "conversation", conversation: withMe(account) });
    props.done();
  };
  return (
    <section aria-label={words().conversations.people}>
      <h2 class="list-heading">{words().conversations.people}</h2>
      <ul>
        <For
          each={strangers()}
          fallback={
            <li class="hint in-list">
              {found.loading ? words().conversations.looking : words().conversations.nobodyElse}
            </li>
          }
        >
          {(person) => (
            <li>
              <button type="button" class="row" onClick={() => start(person.account)}>
                <Face name={person.displayName} account={person.account} />
                <span class="row-name">{person.displayName}</span>
                <span class="row-line">{person.account}</span>
              </button>
            </li>
          )}
        </For>
      </ul>
    </section>
  );
}
