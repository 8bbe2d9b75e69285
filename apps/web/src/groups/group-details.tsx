import { createMemo, createSignal, createUniqueId, For, Show } from "solid-js";
import { limits } from "@elsewhere/protocol/limits";
import { useLateWords } from "../language/speaking.tsx";
import { Person } from "../people/person.tsx";
import { PeoplePicker } from "../people/picker.tsx";
import { useSession } from "../session/session.ts";
import { InvitationLinks } from "./invitation-links.tsx";

/** A group: what it is for, who is in it, how others come in, and the way out. */
export function GroupDetails(props: { readonly id: string }) {
  const session = useSession();
  const words = useLateWords();
  const members = createMemo(() => [...(session.conversation(props.id)?.members ?? [])]);
  const isOwner = () => session.conversation(props.id)?.members.get(session.me) === "owner";
  const about = () => session.conversation(props.id)?.info?.about;
  return (
    <>
      <Show when={isOwner()} fallback={<Show when={about()}>{(text) => <p class="about">{text()}</p>}</Show>}>
        <Naming id={props.id} />
      </Show>
      <section class="cards">
        <h3>{words().conversations.members(members().length)}</h3>
        <ul>
          <For each={members()}>
            {([account, role]) => <Member id={props.id} account={account} role={role} isOwner={isOwner()} />}
          </For>
        </ul>
      </section>
      <Show when={isOwner()}>
        <AddMembers id={props.id} members={new Set(members().map(([account]) => account))} />
        <InvitationLinks id={props.id} />
      </Show>
      <Leave id={props.id} />
    </>
  );
}

function Member(props: {
  readonly id: string;
  readonly account: string;
  readonly role: "owner" | "member";
  readonly isOwner: boolean;
}) {
  const session = useSession();
  const words = useLateWords();
  const { client, attempt } = session;
  const name = () => session.nameOf(props.account);
  const turn = () => (props.role === "owner" ? "member" : "owner");
  const turnWords = () =>
    props.role === "owner" ? words().conversations.noLongerOwner : words().conversations.makeOwner;
  const setRole = () =>
    void attempt(
      client.request("set-role", { conversation: props.id, account: props.account, role: turn() }),
    );
  const remove = () =>
    void attempt(client.request("remove-member", { conversation: props.id, account: props.account }));
  return (
    <Person
      account={props.account}
      {...(props.role === "owner" ? { also: words().conversations.owner } : {})}
    >
      <Show when={props.isOwner && props.account !== session.me}>
        <button type="button" aria-label={words().groups.actOf(turnWords(), name())} onClick={setRole}>
          {turnWords()}
        </button>
        <button
          type="button"
          aria-label={words().groups.actOf(words().conversations.takeOut, name())}
          onClick={remove}
        >
          {words().conversations.takeOut}
        </button>
      </Show>
    </Person>
  );
}

/** What the group is called and what it is for. */
function Naming(props: { readonly id: string }) {
  const session = useSession();
  const words = useLateWords();
  const ids = { title: createUniqueId(), about: createUniqueId() };
  const info = () => session.conversation(props.id)?.info;
  const [title, setTitle] = createSignal(info()?.title ?? "");
  const [about, setAbout] = createSignal(info()?.about ?? "");
  const changes = () => ({
    title: title().trim() !== (info()?.title ?? "") && title().trim() !== "",
    about: about().trim() !== (info()?.about ?? ""),
  });
  const submit = async (event: Event) => {
    event.preventDefault();
    const { client, attempt } = session;
    const conversation = props.id;
    const before = changes();
    if (before.title) await attempt(client.request("rename-group", { conversation, title: title().trim() }));
    if (before.about)
      await attempt(client.request("describe-group", { conversation, about: about().trim() }));
  };
  return (
    <form class="naming" onSubmit={(event) => void submit(event)}>
      <div class="field">
        <label for={ids.title}>{words().conversations.title}</label>
        <input
          id={ids.title}
          required
          maxLength={limits.title}
          value={title()}
          onInput={(event) => setTitle(event.currentTarget.value)}
        />
      </div>
      <div class="field">
        <label for={ids.about}>{words().groups.about}</label>
        <textarea
          id={ids.about}
          rows={2}
          maxLength={limits.about}
          placeholder={words().groups.aboutExample}
          value={about()}
          onInput={(event) => setAbout(event.currentTarget.value)}
        />
      </div>
      <button type="submit" disabled={!changes().title && !changes().about}>
        {words().groups.saveNaming}
      </button>
    </form>
  );
}

function AddMembers(props: { readonly id: string; readonly members: ReadonlySet<string> }) {
  const session = useSession();
  const words = useLateWords();
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

/** The last owner of a group with others in it says first who owns it then. */
function Leave(props: { readonly id: string }) {
  const session = useSession();
  const words = useLateWords();
  const id = createUniqueId();
  const [heir, setHeir] = createSignal("");
  const [sure, setSure] = createSignal(false);
  const others = () =>
    [...(session.conversation(props.id)?.members ?? [])].filter(([account]) => account !== session.me);
  const isLastOwner = () =>
    session.conversation(props.id)?.members.get(session.me) === "owner" &&
    others().length > 0 &&
    others().every(([, role]) => role !== "owner");
  const leave = async () => {
    if (!sure()) return void setSure(true);
    const { client, attempt } = session;
    const conversation = props.id;
    if (isLastOwner()) {
      const asked = client.request("set-role", { conversation, account: heir(), role: "owner" });
      if ((await attempt(asked)) === undefined) return;
    }
    await attempt(client.request("remove-member", { conversation, account: session.me }));
  };
  return (
    <section class="leave">
      <Show when={isLastOwner()}>
        <div class="field">
          <label for={id}>{words().groups.heir}</label>
          <select id={id} value={heir()} onChange={(event) => setHeir(event.currentTarget.value)}>
            <option value="">{words().groups.chooseHeir}</option>
            <For each={others()}>
              {([account]) => <option value={account}>{session.nameOf(account)}</option>}
            </For>
          </select>
        </div>
      </Show>
      <div class="acts">
        <button
          type="button"
          class="danger"
          disabled={isLastOwner() && heir() === ""}
          onClick={() => void leave()}
          onBlur={() => setSure(false)}
        >
          {sure() ? words().groups.leaveSure : words().conversations.leave}
        </button>
      </div>
    </section>
  );
}
