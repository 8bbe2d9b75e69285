import { createResource, createSignal, For, Show } from "solid-js";
import type { Answer } from "@elsewhere/protocol/requests";
import { useLateWords } from "../language/speaking.tsx";
import { useSession } from "../session/session.ts";
import { clockTime, dayWords, sizeWords } from "../words/times.ts";

type Stored = Answer<"admin-storage">;

/** What the data takes, what is left, who has most of it, and the way to a backup. */
export function Storage() {
  const session = useSession();
  const words = useLateWords();
  const [stored, { refetch }] = createResource(
    () => session.connection().name === "live" || undefined,
    () => session.attempt(session.client.request("admin-storage", {})),
  );
  return (
    <Show when={stored.latest}>
      {(found) => (
        <>
          <section class="cards" aria-label={words().console.storage}>
            <Sums stored={found()} />
          </section>
          <Backup stored={found()} made={() => void refetch()} />
          <Largest accounts={found().accounts} />
        </>
      )}
    </Show>
  );
}

function Sums(props: { readonly stored: Stored }) {
  const words = useLateWords();
  const size = (bytes: number) => sizeWords(bytes, words());
  const free = () => {
    const { disk } = props.stored;
    return disk === undefined
      ? words().console.unknown
      : words().console.freeOf(size(disk.free), size(disk.total));
  };
  return (
    <dl class="sums">
      <div>
        <dt>{words().console.database}</dt>
        <dd>{size(props.stored.database)}</dd>
      </div>
      <div>
        <dt>{words().console.attachments}</dt>
        <dd>
          {size(props.stored.attachments.bytes)}{" "}
          <small>{words().console.files(props.stored.attachments.files)}</small>
        </dd>
      </div>
      <div>
        <dt>{words().console.free}</dt>
        <dd>
          {free()}
          <Show when={props.stored.disk}>
            {(disk) => (
              <meter
                aria-label={words().console.free}
                min="0"
                max={disk().total}
                low={disk().total / 10}
                value={disk().free}
              />
            )}
          </Show>
        </dd>
      </div>
    </dl>
  );
}

function Backup(props: { readonly stored: Stored; readonly made: () => void }) {
  const session = useSession();
  const words = useLateWords();
  const [busy, setBusy] = createSignal(false);
  const [said, setSaid] = createSignal("");
  const last = () => {
    const { lastBackup } = props.stored;
    if (lastBackup === undefined) return words().console.never;
    return `${dayWords(lastBackup.at, session.now(), words())} ${clockTime(lastBackup.at, words())}`;
  };
  const backUp = async () => {
    setBusy(true);
    setSaid("");
    const made = await session.attempt(
      session.client.request("admin-back-up", {}, { within: Number.POSITIVE_INFINITY, once: true }),
    );
    setBusy(false);
    if (made === undefined) return;
    setSaid(words().console.backedUp(made.path, sizeWords(made.bytes, words())));
    props.made();
  };
  return (
    <section class="cards">
      <h2>{words().console.lastBackup}</h2>
      <p>{last()}</p>
      <p class="hint">{words().console.backupAbout}</p>
      <div class="acts">
        <button type="button" disabled={busy()} onClick={() => void backUp()}>
          {busy() ? words().console.backingUp : words().console.backUp}
        </button>
      </div>
      <p class="hint" role="status">
        {said()}
      </p>
    </section>
  );
}

function Largest(props: { readonly accounts: Stored["accounts"] }) {
  const words = useLateWords();
  return (
    <Show when={props.accounts.length > 0}>
      <section class="cards">
        <h2>{words().console.most}</h2>
        <ul>
          <For each={props.accounts}>
            {(one) => (
              <li class="card">
                <span class="card-words">
                  <b dir="auto">{one.account}</b>
                  <small>{words().console.files(one.files)}</small>
                </span>
                <span>{sizeWords(one.bytes, words())}</span>
              </li>
            )}
          </For>
        </ul>
      </section>
    </Show>
  );
}
