import { createEffect, createSignal, createUniqueId, For, on, onCleanup, Show } from "solid-js";
import type { Answer } from "@elsewhere/protocol/requests";
import { Sheet } from "../icons/sheet.tsx";
import { useLateWords } from "../language/speaking.tsx";
import { Face } from "../people/face.tsx";
import { useSession } from "../session/session.ts";
import { dayWords } from "../words/times.ts";
import { AccountSheet } from "./account-sheet.tsx";
import { AddAccount } from "./add-account.tsx";

export type Account = Answer<"admin-accounts">["accounts"][number];

const pageSize = 30;
/** Milliseconds after the last key before it is searched. */
const searchAfter = 250;

/** Everybody who has an account, found by a part of the name, in pages. */
export function Accounts() {
  const session = useSession();
  const words = useLateWords();
  const id = createUniqueId();
  const [text, setText] = createSignal("");
  const [accounts, setAccounts] = createSignal<readonly Account[]>();
  const [more, setMore] = createSignal(false);
  const [open, setOpen] = createSignal<"add" | Account>();
  const read = async (after?: string) => {
    const wanted = text().trim();
    const args = {
      limit: pageSize,
      ...(wanted === "" ? {} : { text: wanted }),
      ...(after === undefined ? {} : { after }),
    };
    const page = await session.attempt(session.client.request("admin-accounts", args));
    if (page === undefined || wanted !== text().trim()) return;
    setAccounts((known) => (after === undefined ? page.accounts : [...(known ?? []), ...page.accounts]));
    setMore(page.more === true);
  };
  let timer: ReturnType<typeof setTimeout> | undefined;
  createEffect(
    on(text, (wanted) => {
      clearTimeout(timer);
      timer = setTimeout(() => void read(), wanted === "" ? 0 : searchAfter);
    }),
  );
  onCleanup(() => clearTimeout(timer));
  const changed = () => {
    setOpen(undefined);
    void read();
  };
  return (
    <section class="cards" aria-label={words().console.people}>
      <div class="in-line filter">
        <div class="field">
          <label for={id}>{words().console.find}</label>
          <input
            id={id}
            type="search"
            autocomplete="off"
            maxLength={80}
            value={text()}
            onInput={(event) => setText(event.currentTarget.value)}
          />
        </div>
        <button type="button" onClick={() => setOpen("add")}>
          {words().console.add}
        </button>
      </div>
      <Show when={accounts()?.length === 0}>
        <p class="hint">{words().console.none}</p>
      </Show>
      <ul>
        <For each={accounts() ?? []}>
          {(account) => <AccountCard account={account} manage={() => setOpen(account)} />}
        </For>
      </ul>
      <Show when={more()}>
        <div class="acts">
          <button type="button" onClick={() => void read(accounts()?.at(-1)?.account)}>
            {words().console.more}
          </button>
        </div>
      </Show>
      <Show when={open() === "add"}>
        <Sheet heading={words().console.add} closed={changed}>
          <AddAccount />
        </Sheet>
      </Show>
      <Show when={openAccount(open())} keyed>
        {(account) => (
          <Sheet heading={account.displayName} closed={changed}>
            <AccountSheet account={account} done={changed} />
          </Sheet>
        )}
      </Show>
    </section>
  );
}

function openAccount(open: "add" | Account | undefined): Account | undefined {
  return open === "add" ? undefined : open;
}

function AccountCard(props: { readonly account: Account; readonly manage: () => void }) {
  const session = useSession();
  const words = useLateWords();
  const standing = () => {
    const { account, admin, disabled, createdAt } = props.account;
    const since = words().admin.hereSince(
      words().times.inSentence(dayWords(createdAt, session.now(), words())),
    );
    return [account, admin ? words().admin.administrator : "", disabled ? words().admin.disabled : since]
      .filter((one) => one !== "")
      .join(" · ");
  };
  return (
    <li class="card">
      <Face name={props.account.displayName} account={props.account.account} />
      <span class="card-words">
        <b dir="auto">{props.account.displayName}</b>
        <small>{standing()}</small>
      </span>
      <span class="card-acts">
        <button
          type="button"
          aria-label={words().console.manageOf(props.account.displayName)}
          onClick={() => props.manage()}
        >
          {words().console.manage}
        </button>
      </span>
    </li>
  );
}
