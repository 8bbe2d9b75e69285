import { Match, Show, Switch } from "solid-js";
import { useWords } from "../language/speaking.tsx";
import { otherIn, useSession } from "../session/session.ts";

/** In a conversation with one person: how one stands with them, if something is to be done about it. */
export function ContactQuestion(props: { readonly conversation: string }) {
  const session = useSession();
  const other = () => {
    const account = otherIn(props.conversation, session.me);
    return account === session.me ? undefined : account;
  };
  return <Show when={other()}>{(account) => <Question account={account()} />}</Show>;
}

function Question(props: { readonly account: string }) {
  const session = useSession();
  const words = useWords();
  const contact = () => session.state().own.contacts.get(props.account);
  const isLoaded = () => session.state().own.offset > 0;
  const name = () => session.nameOf(props.account);
  const { client, attempt } = session;
  const answer = (agree: boolean) =>
    void attempt(client.request("answer-contact", { account: props.account, agree }));
  return (
    <Switch>
      <Match when={contact()?.blocked}>
        <p class="banner">
          <span>{words().people.youBlocked(name())}</span>
          <button
            type="button"
            onClick={() =>
              void attempt(client.request("block-contact", { account: props.account, blocked: false }))
            }
          >
            {words().people.unblock}
          </button>
        </p>
      </Match>
      <Match when={contact()?.state === "asking"}>
        <p class="banner">
          <span>{words().people.asks(name())}</span>
          <button type="button" class="go" onClick={() => answer(true)}>
            {words().people.accept}
          </button>
          <button type="button" onClick={() => answer(false)}>
            {words().people.decline}
          </button>
        </p>
      </Match>
      <Match when={isLoaded() && (contact() === undefined || contact()?.state === "gone")}>
        <p class="banner">
          <span>{words().people.notSeen(name())}</span>
          <button
            type="button"
            onClick={() => void attempt(client.request("ask-contact", { account: props.account }))}
          >
            {words().people.ask}
          </button>
        </p>
      </Match>
      <Match when={contact()?.state === "asked"}>
        <p class="banner">
          <span>{words().people.youAsked(name())}</span>
        </p>
      </Match>
    </Switch>
  );
}
