import { createSignal, For, Match, Show, Switch } from "solid-js";
import { directConversation, type AccountName } from "@elsewhere/core/names";
import { Sheet } from "../icons/sheet.tsx";
import { Late, useLateWords } from "../language/speaking.tsx";
import { useSession } from "../session/session.ts";
import { presenceWords } from "../words/presence.ts";
import { Face } from "./face.tsx";
import { sharedGroups } from "./shared-groups.ts";

interface Props {
  readonly account: string;
  readonly closed: () => void;
}

/** Somebody: who they are, whether they are here and what they can do, what one shares with them, and how one stands. */
export default function PersonCard(props: Props) {
  return (
    <Late>
      <Card {...props} />
    </Late>
  );
}

function Card(props: Props) {
  const session = useSession();
  return (
    <Sheet heading={session.nameOf(props.account)} closed={props.closed}>
      <PersonAbout account={props.account} closed={props.closed} />
    </Sheet>
  );
}

/** The card without its frame. `isOpen`: it is shown in the conversation with the person. */
export function PersonAbout(props: Props & { readonly isOpen?: boolean }) {
  const session = useSession();
  const words = useLateWords();
  const presence = () => session.state().presence.get(props.account);
  const address = () => {
    const domain = session.client.welcome?.domain;
    return domain === undefined ? props.account : `${props.account}@${domain}`;
  };
  const isMe = () => props.account === session.me;
  const said = () => {
    if (isMe()) return words().card.yourself;
    return presenceWords(presence(), session.now(), words()) || words().card.notShown;
  };
  const can = () => {
    const names: Readonly<Record<string, string>> = words().card.can;
    return (presence()?.can ?? []).flatMap((one) => names[one] ?? []);
  };
  const groups = () => sharedGroups(session.state(), props.account);
  const go = (conversation: string) => {
    props.closed();
    session.go({ page: "conversation", conversation });
  };
  return (
    <>
      <div class="person">
        <Face name={session.nameOf(props.account)} account={props.account} />
        <div>
          <p class="person-address">{address()}</p>
          <p>{said()}</p>
          <Show when={can().length > 0 && !isMe()}>
            <p class="hint">{words().card.canAll(new Intl.ListFormat(words().locale).format(can()))}</p>
          </Show>
        </div>
      </div>
      <Show when={groups().length > 0 && !isMe()}>
        <section class="cards">
          <h3>{words().card.sharedGroups}</h3>
          <ul class="shared">
            <For each={groups()}>
              {(id) => (
                <li>
                  <button type="button" onClick={() => go(id)}>
                    {session.titleOf(id)}
                  </button>
                </li>
              )}
            </For>
          </ul>
        </section>
      </Show>
      <div class="acts">
        <Show when={props.isOpen !== true}>
          <button
            type="button"
            class="go"
            onClick={() => go(directConversation(session.me as AccountName, props.account as AccountName))}
          >
            {words().card.write}
          </button>
        </Show>
        <Show when={!isMe()}>
          <Standing account={props.account} />
        </Show>
      </div>
    </>
  );
}

/** How one stands with the person, and the ways to change that. Blocking asks once more. */
function Standing(props: { readonly account: string }) {
  const session = useSession();
  const words = useLateWords();
  const [sure, setSure] = createSignal(false);
  const contact = () => session.state().own.contacts.get(props.account);
  const { client, attempt } = session;
  const of = () => ({ account: props.account });
  const block = () => {
    if (contact()?.blocked !== true && !sure()) return void setSure(true);
    void attempt(client.request("block-contact", { ...of(), blocked: contact()?.blocked !== true }));
    setSure(false);
  };
  return (
    <>
      <Switch
        fallback={
          <button type="button" onClick={() => void attempt(client.request("ask-contact", of()))}>
            {words().card.askContact}
          </button>
        }
      >
        <Match when={contact()?.blocked}>{undefined}</Match>
        <Match when={contact()?.state === "mutual"}>
          <button type="button" onClick={() => void attempt(client.request("remove-contact", of()))}>
            {words().card.removeContact}
          </button>
        </Match>
        <Match when={contact()?.state === "asking"}>
          <button
            type="button"
            onClick={() => void attempt(client.request("answer-contact", { ...of(), agree: true }))}
          >
            {words().card.accept}
          </button>
          <button
            type="button"
            onClick={() => void attempt(client.request("answer-contact", { ...of(), agree: false }))}
          >
            {words().card.decline}
          </button>
        </Match>
        <Match when={contact()?.state === "asked"}>
          <button type="button" onClick={() => void attempt(client.request("remove-contact", of()))}>
            {words().card.takeBack}
          </button>
        </Match>
      </Switch>
      <button type="button" class="danger" onClick={block} onBlur={() => setSure(false)}>
        {contact()?.blocked === true
          ? words().card.unblock
          : sure()
            ? words().card.blockSure
            : words().card.block}
      </button>
    </>
  );
}
