import { createResource, createSignal, createUniqueId, For, Show } from "solid-js";
import type { Answer } from "@elsewhere/protocol/requests";
import { Page } from "../icons/page.tsx";
import { useLateWords } from "../language/speaking.tsx";
import { Face } from "../people/face.tsx";
import { useSession } from "../session/session.ts";
import { dayWords } from "../words/times.ts";
import { Invitations } from "./invitations.tsx";

const day = 86_400_000;

/** Who lives on this server, and how others come in. */
export default function AdminPage() {
  const session = useSession();
  const words = useLateWords();
  const [accounts, { refetch }] = createResource(
    () => session.isAdmin() || undefined,
    async () => (await session.attempt(session.client.request("admin-accounts", {})))?.accounts ?? [],
  );
  const [invitations, { refetch: askAgain }] = createResource(
    () => session.isAdmin() || undefined,
    async () => (await session.attempt(session.client.request("admin-invitations", {})))?.invitations ?? [],
  );
  return (
    <Page heading={words().admin.heading} lead={words().admin.lead}>
      <Invite made={() => void askAgain()} />
      <Invitations invitations={invitations.latest ?? []} changed={() => void askAgain()} />
      <section class="cards">
        <h2>{words().admin.accounts}</h2>
        <ul>
          <For each={accounts.latest ?? []}>
            {(account) => <AccountCard account={account} changed={() => void refetch()} />}
          </For>
        </ul>
      </section>
    </Page>
  );
}

function AccountCard(props: {
  readonly account: Answer<"admin-accounts">["accounts"][number];
  readonly changed: () => void;
}) {
  const session = useSession();
  const words = useLateWords();
  const standing = () => {
    const { account, admin, disabled, createdAt } = props.account;
    const { admin: said } = words();
    const since = said.hereSince(words().times.inSentence(dayWords(createdAt, session.now(), words())));
    return [account, admin ? said.administrator : "", disabled ? said.disabled : since]
      .filter((one) => one !== "")
      .join(" · ");
  };
  const change = async () => {
    const { account, disabled } = props.account;
    await session.attempt(session.client.request("admin-change-account", { account, disabled: !disabled }));
    props.changed();
  };
  return (
    <li class="card">
      <Face name={props.account.displayName} account={props.account.account} />
      <span class="card-words">
        <b>{props.account.displayName}</b>
        <small>{standing()}</small>
      </span>
      <span class="card-acts">
        <Show when={props.account.account !== session.me}>
          <button type="button" onClick={() => void change()}>
            {props.account.disabled ? words().admin.enable : words().admin.disable}
          </button>
        </Show>
      </span>
    </li>
  );
}

function Invite(props: { readonly made: () => void }) {
  const session = useSession();
  const words = useLateWords();
  const ids = { note: createUniqueId(), uses: createUniqueId(), link: createUniqueId() };
  const [note, setNote] = createSignal("");
  const [uses, setUses] = createSignal(1);
  const [made, setMade] = createSignal<Answer<"invite-sign-up">>();
  const [copied, setCopied] = createSignal(false);
  const submit = async (event: Event) => {
    event.preventDefault();
    const text = note().trim();
    const args = { uses: uses(), expiresIn: 7 * day, ...(text === "" ? {} : { note: text }) };
    setMade(await session.attempt(session.client.request("invite-sign-up", args)));
    setCopied(false);
    props.made();
  };
  const copy = async (link: string) => {
    await session.attempt(navigator.clipboard.writeText(link));
    setCopied(true);
  };
  return (
    <section class="cards">
      <h2>{words().admin.invite}</h2>
      <form class="in-line" onSubmit={(event) => void submit(event)}>
        <div class="field">
          <label for={ids.note}>{words().admin.word}</label>
          <input
            id={ids.note}
            maxLength={140}
            value={note()}
            placeholder={words().admin.wordExample}
            onInput={(event) => setNote(event.currentTarget.value)}
          />
        </div>
        <div class="field short">
          <label for={ids.uses}>{words().admin.howMany}</label>
          <input
            id={ids.uses}
            type="number"
            min="1"
            max="1000"
            value={uses()}
            onInput={(event) => setUses(event.currentTarget.valueAsNumber || 1)}
          />
        </div>
        <button type="submit" class="go">
          {words().admin.makeLink}
        </button>
      </form>
      <Show when={made()}>
        {(answer) => (
          <div class="made-link">
            <label for={ids.link}>{words().admin.sendLink}</label>
            <div class="in-line">
              <input
                id={ids.link}
                readonly
                value={answer().link}
                onFocus={(event) => event.currentTarget.select()}
              />
              <button type="button" onClick={() => void copy(answer().link)}>
                {copied() ? words().admin.copied : words().admin.copy}
              </button>
            </div>
          </div>
        )}
      </Show>
    </section>
  );
}
