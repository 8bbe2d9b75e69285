import { Match, Show, Switch } from "solid-js";
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
          <span>You take nothing more from {name()}.</span>
          <button
            type="button"
            onClick={() =>
              void attempt(client.request("block-contact", { account: props.account, blocked: false }))
            }
          >
            Unblock
          </button>
        </p>
      </Match>
      <Match when={contact()?.state === "asking"}>
        <p class="banner">
          <span>{name()} asks to be your contact: you would see when the other is here.</span>
          <button type="button" class="go" onClick={() => answer(true)}>
            Accept
          </button>
          <button type="button" onClick={() => answer(false)}>
            Decline
          </button>
        </p>
      </Match>
      <Match when={isLoaded() && (contact() === undefined || contact()?.state === "gone")}>
        <p class="banner">
          <span>You do not see yet when {name()} is here.</span>
          <button
            type="button"
            onClick={() => void attempt(client.request("ask-contact", { account: props.account }))}
          >
            Ask to be contacts
          </button>
        </p>
      </Match>
      <Match when={contact()?.state === "asked"}>
        <p class="banner">
          <span>You asked {name()} to be your contact; there is no answer yet.</span>
        </p>
      </Match>
    </Switch>
  );
}
