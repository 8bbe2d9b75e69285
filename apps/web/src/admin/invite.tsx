import { createSignal, createUniqueId, Show } from "solid-js";
import type { Answer } from "@elsewhere/protocol/requests";
import { useLateWords } from "../language/speaking.tsx";
import { useSession } from "../session/session.ts";

const day = 86_400_000;

/** Makes a link with which people make their own accounts. */
export function Invite(props: { readonly made: () => void }) {
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
