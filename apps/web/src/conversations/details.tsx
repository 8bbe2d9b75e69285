import { createSignal, createUniqueId, For, Show } from "solid-js";
import { Sheet } from "../icons/sheet.tsx";
import { useWords } from "../language/speaking.tsx";
import { Person } from "../people/people-page.tsx";
import { PeoplePicker } from "../people/picker.tsx";
import { otherIn, useSession } from "../session/session.ts";
import { untilWords } from "../words/times.ts";
import { AlertChoice } from "./alert-choice.tsx";

/** About a conversation: how it is kept, who is in it, and what one may change. */
export function Details(props: { readonly id: string; readonly closed: () => void }) {
  const session = useSession();
  const isGroup = () => otherIn(props.id, session.me) === undefined;
  return (
    <Sheet heading={session.titleOf(props.id)} closed={props.closed}>
      <Keeping id={props.id} />
      <Show when={isGroup()} fallback={<DirectActs id={props.id} />}>
        <Members id={props.id} />
      </Show>
    </Sheet>
  );
}

const hour = 3_600_000;

function Keeping(props: { readonly id: string }) {
  const session = useSession();
  const words = useWords();
  const kept = () => session.state().own.kept.get(props.id);
  const mutedUntil = () => {
    const until = kept()?.mutedUntil ?? 0;
    return until > session.now() ? until : undefined;
  };
  const keep = (change: { readonly pinned?: boolean; readonly mutedUntil?: number | null }) =>
    void session.attempt(session.client.request("keep-conversation", { conversation: props.id, ...change }));
  return (
    <section class="keeping" aria-label={words().conversations.keeping}>
      <AlertChoice conversation={props.id} />
      <div class="acts">
        <Show
          when={mutedUntil()}
          fallback={
            <button type="button" onClick={() => keep({ mutedUntil: Date.now() + 8 * hour })}>
              {words().conversations.mute}
            </button>
          }
        >
          {(until) => (
            <button type="button" onClick={() => keep({ mutedUntil: null })}>
              {words().conversations.mutedUntil(untilWords(until(), session.now(), words()))}
            </button>
          )}
        </Show>
        <button
          type="button"
          aria-pressed={kept()?.pinned === true}
          onClick={() => keep({ pinned: kept()?.pinned !== true })}
        >
          {kept()?.pinned === true ? words().conversations.unpin : words().conversations.pin}
        </button>
      </div>
    </section>
  );
}

function DirectActs(props: { readonly id: string }) {
  const session = useSession();
  const words = useWords();
  const account = () => otherIn(props.id, session.me) ?? "";
  const contact = () => session.state().own.contacts.get(account());
  const { client, attempt } = session;
  return (
    <Show when={account() !== session.me}>
      <div class="acts">
        <Show when={contact()?.state === "mutual"}>
          <button
            type="button"
            onClick={() => void attempt(client.request("remove-contact", { account: account() }))}
          >
            {words().conversations.removeContact}
          </button>
        </Show>
        <button
          type="button"
          class="danger"
          onClick={() =>
            void attempt(
              client.request("block-contact", { account: account(), blocked: contact()?.blocked !== true }),
            )
          }
        >
          {contact()?.blocked === true ? words().conversations.unblock : words().conversations.block}
        </button>
      </div>
    </Show>
  );
}

function Members(props: { readonly id: string }) {
  const session = useSession();
  const words = useWords();
  const members = () => [...(session.conversation(props.id)?.members ?? [])];
  const isOwner = () => session.conversation(props.id)?.members.get(session.me) === "owner";
  const { client, attempt } = session;
  const remove = (account: string) =>
    void attempt(client.request("remove-member", { conversation: props.id, account }));
  const setRole = (account: string, role: "owner" | "member") =>
    void attempt(client.request("set-role", { conversation: props.id, account, role }));
  return (
    <>
      <Show when={isOwner()}>
        <Rename id={props.id} />
      </Show>
      <section class="cards">
        <h3>{words().conversations.members(members().length)}</h3>
        <ul>
          <For each={members()}>
            {([account, role]) => (
              <Person account={account} {...(role === "owner" ? { also: words().conversations.owner } : {})}>
                <Show when={isOwner() && account !== session.me}>
                  <button
                    type="button"
                    onClick={() => setRole(account, role === "owner" ? "member" : "owner")}
                  >
                    {role === "owner" ? words().conversations.noLongerOwner : words().conversations.makeOwner}
                  </button>
                  <button type="button" onClick={() => remove(account)}>
                    {words().conversations.takeOut}
                  </button>
                </Show>
              </Person>
            )}
          </For>
        </ul>
      </section>
      <Show when={isOwner()}>
        <AddMembers id={props.id} members={new Set(members().map(([account]) => account))} />
      </Show>
      <div class="acts">
        <button type="button" class="danger" onClick={() => remove(session.me)}>
          {words().conversations.leave}
        </button>
      </div>
    </>
  );
}

function Rename(props: { readonly id: string }) {
  const session = useSession();
  const words = useWords();
  const id = createUniqueId();
  const [title, setTitle] = createSignal(session.titleOf(props.id));
  const submit = (event: Event) => {
    event.preventDefault();
    const asked = session.client.request("rename-group", { conversation: props.id, title: title().trim() });
    void session.attempt(asked);
  };
  return (
    <form class="field in-line" onSubmit={submit}>
      <label for={id}>{words().conversations.title}</label>
      <input
        id={id}
        required
        maxLength={120}
        value={title()}
        onInput={(event) => setTitle(event.currentTarget.value)}
      />
      <button type="submit" disabled={title().trim() === "" || title() === session.titleOf(props.id)}>
        {words().conversations.rename}
      </button>
    </form>
  );
}

function AddMembers(props: { readonly id: string; readonly members: ReadonlySet<string> }) {
  const session = useSession();
  const words = useWords();
  const [chosen, setChosen] = createSignal<readonly string[]>([]);
  const add = async () => {
    const asked = session.client.request("add-members", { conversation: props.id, members: [...chosen()] });
    if ((await session.attempt(asked)) !== undefined) setChosen([]);
  };
  return (
    <section>
      <PeoplePicker chosen={chosen()} without={props.members} changed={setChosen} />
      <Show when={chosen().length > 0}>
        <button type="button" class="go" onClick={() => void add()}>
          {words().conversations.addToGroup}
        </button>
      </Show>
    </section>
  );
}
