import { createResource, createSignal, createUniqueId, For, Show, type JSX } from "solid-js";
import { directConversation, type AccountName } from "@elsewhere/core/names";
import { Page } from "../icons/page.tsx";
import { useWords } from "../language/speaking.tsx";
import { useSession } from "../session/session.ts";
import { Person } from "./person.tsx";
import { searchPeople } from "./search.ts";

/** Contacts: whose presence one sees, who asks, and everybody else there is to find. */
export default function PeoplePage() {
  const session = useSession();
  const words = useWords();
  const contacts = () =>
    [...session.state().own.contacts.values()].toSorted((one, other) =>
      session.nameOf(one.account).localeCompare(session.nameOf(other.account)),
    );
  const inState = (state: string) =>
    contacts()
      .filter((one) => one.state === state && !one.blocked)
      .map((one) => one.account);
  const blocked = () =>
    contacts()
      .filter((one) => one.blocked)
      .map((one) => one.account);
  const { client, attempt } = session;
  const answer = (account: string, agree: boolean) =>
    void attempt(client.request("answer-contact", { account, agree }));
  const remove = (account: string) => void attempt(client.request("remove-contact", { account }));
  const block = (account: string, on: boolean) =>
    void attempt(client.request("block-contact", { account, blocked: on }));
  return (
    <Page heading={words().people.heading} lead={words().people.lead}>
      <Section heading={words().people.waiting} accounts={inState("asking")}>
        {(account) => (
          <>
            <button type="button" class="go" onClick={() => answer(account, true)}>
              {words().people.accept}
            </button>
            <button type="button" onClick={() => answer(account, false)}>
              {words().people.decline}
            </button>
          </>
        )}
      </Section>
      <Find />
      <Section
        heading={words().people.contacts}
        accounts={inState("mutual")}
        none={words().people.noContacts}
      >
        {(account) => (
          <>
            <WriteButton account={account} />
            <button type="button" onClick={() => remove(account)}>
              {words().people.remove}
            </button>
            <button type="button" onClick={() => block(account, true)}>
              {words().people.block}
            </button>
          </>
        )}
      </Section>
      <Section heading={words().people.asked} accounts={inState("asked")}>
        {(account) => (
          <button type="button" onClick={() => remove(account)}>
            {words().people.takeBack}
          </button>
        )}
      </Section>
      <Section heading={words().people.blocked} accounts={blocked()}>
        {(account) => (
          <button type="button" onClick={() => block(account, false)}>
            {words().people.unblock}
          </button>
        )}
      </Section>
    </Page>
  );
}

function Section(props: {
  readonly heading: string;
  readonly accounts: readonly string[];
  readonly none?: string;
  readonly children: (account: string) => JSX.Element;
}) {
  return (
    <Show when={props.accounts.length > 0 || props.none !== undefined}>
      <section class="cards">
        <h2>{props.heading}</h2>
        <ul>
          <For each={props.accounts} fallback={<li class="hint">{props.none}</li>}>
            {(account) => <Person account={account}>{props.children(account)}</Person>}
          </For>
        </ul>
      </section>
    </Show>
  );
}

function WriteButton(props: { readonly account: string }) {
  const session = useSession();
  const words = useWords();
  const conversation = () => directConversation(session.me as AccountName, props.account as AccountName);
  return (
    <button type="button" onClick={() => session.go({ page: "conversation", conversation: conversation() })}>
      {words().people.write}
    </button>
  );
}

function Find() {
  const session = useSession();
  const words = useWords();
  const [text, setText] = createSignal("");
  const id = createUniqueId();
  const [found] = createResource(
    () => text().trim() || undefined,
    (wanted) => searchPeople(session, wanted),
  );
  const strangers = () =>
    text().trim() === ""
      ? []
      : (found.latest ?? []).filter(
          (one) => one.account !== session.me && !session.state().own.contacts.has(one.account),
        );
  return (
    <section class="cards">
      <div class="field">
        <label for={id}>{words().people.find}</label>
        <input
          id={id}
          type="search"
          placeholder={words().people.nameBegins}
          onInput={(event) => setText(event.currentTarget.value)}
        />
      </div>
      <ul>
        <For each={strangers()}>
          {(person) => (
            <Person account={person.account}>
              <WriteButton account={person.account} />
              <button
                type="button"
                onClick={() =>
                  void session.attempt(session.client.request("ask-contact", { account: person.account }))
                }
              >
                {words().people.ask}
              </button>
            </Person>
          )}
        </For>
      </ul>
    </section>
  );
}
