import { createSignal, createUniqueId, For, Show } from "solid-js";
import type { ServerInfo } from "@elsewhere/protocol/http";
import { useLateWords } from "../language/speaking.tsx";
import { QrPicture } from "../qr/qr-picture.tsx";
import { useSession } from "../session/session.ts";
import { namesIn } from "./names-in.ts";

interface Made {
  readonly name: string;
  readonly link: string;
}

const week = 7 * 86_400_000;

/** One link each for several people, to be copied, shown as a code or mailed. */
export function InviteSeveral(props: { readonly server: ServerInfo | undefined }) {
  const session = useSession();
  const words = useLateWords();
  const id = createUniqueId();
  const [text, setText] = createSignal("");
  const [made, setMade] = createSignal<readonly Made[]>([]);
  const [busy, setBusy] = createSignal(false);
  const submit = async (event: Event) => {
    event.preventDefault();
    setBusy(true);
    for (const name of namesIn(text())) {
      const args = { note: words().welcome.note(name), uses: 1, expiresIn: week };
      const answer = await session.attempt(session.client.request("invite-sign-up", args));
      if (answer === undefined) break;
      setMade((before) => [...before, { name, link: answer.link }]);
    }
    setText("");
    setBusy(false);
  };
  const house = () => props.server?.name ?? props.server?.domain ?? location.host;
  return (
    <section class="cards">
      <h2>{words().welcome.people}</h2>
      <p class="hint">{words().welcome.peopleLead}</p>
      <Show when={props.server?.signUp !== "closed"} fallback={<p class="hint">{words().welcome.closed}</p>}>
        <form class="field" onSubmit={(event) => void submit(event)}>
          <label for={id}>{words().welcome.names}</label>
          <textarea
            id={id}
            rows="4"
            dir="auto"
            placeholder={words().welcome.namesExample}
            value={text()}
            onInput={(event) => setText(event.currentTarget.value)}
          />
          <div class="acts">
            <button type="submit" disabled={busy() || namesIn(text()).length === 0}>
              {words().welcome.makeLinks}
            </button>
          </div>
        </form>
      </Show>
      <ul>
        <For each={made()}>{(one) => <Invited made={one} house={house()} />}</For>
      </ul>
    </section>
  );
}

function Invited(props: { readonly made: Made; readonly house: string }) {
  const session = useSession();
  const words = useLateWords();
  const [copied, setCopied] = createSignal(false);
  const [code, setCode] = createSignal(false);
  const copy = async () => {
    await session.attempt(navigator.clipboard.writeText(props.made.link));
    setCopied(true);
  };
  const mail = () => {
    const subject = encodeURIComponent(words().welcome.mailSubject(props.house));
    const body = encodeURIComponent(words().welcome.mailText(props.house, props.made.link));
    return `mailto:?subject=${subject}&body=${body}`;
  };
  const named = (what: string) => `${what}: ${props.made.name}`;
  return (
    <li class="card">
      <span class="card-words">
        <b dir="auto">{words().welcome.linkFor(props.made.name)}</b>
        <small class="link-text" dir="ltr">
          {props.made.link}
        </small>
      </span>
      <span class="card-acts">
        <button type="button" aria-label={named(words().welcome.copy)} onClick={() => void copy()}>
          {copied() ? words().welcome.copied : words().welcome.copy}
        </button>
        <button
          type="button"
          aria-expanded={code()}
          aria-label={named(words().welcome.showCode)}
          onClick={() => setCode(!code())}
        >
          {words().welcome.showCode}
        </button>
        <a class="button" aria-label={named(words().welcome.mail)} href={mail()}>
          {words().welcome.mail}
        </a>
      </span>
      <Show when={code()}>
        <QrPicture text={props.made.link} label={words().welcome.codeOf(props.made.name)} />
      </Show>
    </li>
  );
}
