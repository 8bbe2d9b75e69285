import { createMemo, createSignal, createUniqueId, For, Match, Switch } from "solid-js";
import type { GroupLinkState } from "@elsewhere/client";
import { useLateWords } from "../language/speaking.tsx";
import { QrPicture } from "../qr/qr-picture.tsx";
import { useSession } from "../session/session.ts";
import { untilWords } from "../words/times.ts";

const day = 24 * 3_600_000;
const lasts = { day, week: 7 * day, month: 30 * day } as const;
type Lasts = keyof typeof lasts;

/** Owners: links by which people join the group themselves. A link is shown once, when it is made. */
export function InvitationLinks(props: { readonly id: string }) {
  const session = useSession();
  const words = useLateWords();
  const heading = createUniqueId();
  const [made, setMade] = createSignal<string>();
  const [making, setMaking] = createSignal(false);
  const links = createMemo(() => {
    const all = [...(session.conversation(props.id)?.links.values() ?? [])];
    return all.filter((link) => link.usesLeft > 0 && link.expiresAt > session.now());
  });
  return (
    <section class="cards" aria-labelledby={heading}>
      <h3 id={heading}>{words().groups.links}</h3>
      <p class="hint">{words().groups.linksLead}</p>
      <Switch
        fallback={
          <button type="button" onClick={() => setMaking(true)}>
            {words().groups.newLink}
          </button>
        }
      >
        <Match when={made()}>{(link) => <MadeLink link={link()} done={() => setMade(undefined)} />}</Match>
        <Match when={making()}>
          <MakeLink
            id={props.id}
            made={(link) => {
              setMaking(false);
              setMade(link);
            }}
          />
        </Match>
      </Switch>
      <ul>
        <For each={links()}>{(link) => <LinkRow id={props.id} link={link} />}</For>
      </ul>
    </section>
  );
}

function MakeLink(props: { readonly id: string; readonly made: (link: string) => void }) {
  const session = useSession();
  const words = useLateWords();
  const ids = { note: createUniqueId(), lasts: createUniqueId(), uses: createUniqueId() };
  const [note, setNote] = createSignal("");
  const [until, setUntil] = createSignal<Lasts>("week");
  const [uses, setUses] = createSignal("25");
  const [busy, setBusy] = createSignal(false);
  const submit = async (event: Event) => {
    event.preventDefault();
    setBusy(true);
    const about = note().trim();
    const made = await session.attempt(
      session.client.request("make-group-link", {
        conversation: props.id,
        uses: Number(uses()),
        expiresIn: lasts[until()],
        ...(about === "" ? {} : { note: about }),
      }),
    );
    setBusy(false);
    if (made !== undefined) props.made(made.link);
  };
  return (
    <form class="link-form" onSubmit={(event) => void submit(event)}>
      <div class="field">
        <label for={ids.note}>{words().groups.linkNote}</label>
        <input
          id={ids.note}
          value={note()}
          maxLength={140}
          placeholder={words().groups.linkNoteExample}
          onInput={(event) => setNote(event.currentTarget.value)}
        />
      </div>
      <div class="field">
        <label for={ids.lasts}>{words().groups.linkLasts}</label>
        <select
          id={ids.lasts}
          value={until()}
          onChange={(event) => setUntil(event.currentTarget.value as Lasts)}
        >
          <option value="day">{words().groups.lastsDay}</option>
          <option value="week">{words().groups.lastsWeek}</option>
          <option value="month">{words().groups.lastsMonth}</option>
        </select>
      </div>
      <div class="field">
        <label for={ids.uses}>{words().groups.linkUses}</label>
        <input
          id={ids.uses}
          type="number"
          min="1"
          max="1000"
          required
          value={uses()}
          onInput={(event) => setUses(event.currentTarget.value)}
        />
      </div>
      <button type="submit" class="go" disabled={busy()}>
        {words().groups.makeLink}
      </button>
    </form>
  );
}

function MadeLink(props: { readonly link: string; readonly done: () => void }) {
  const session = useSession();
  const words = useLateWords();
  const id = createUniqueId();
  const [copied, setCopied] = createSignal(false);
  const copy = async () => {
    const done = await session.attempt(navigator.clipboard.writeText(props.link).then(() => true));
    setCopied(done === true);
  };
  return (
    <div class="group-link" aria-live="polite">
      <QrPicture text={props.link} label={words().groups.linkPicture} />
      <div class="field">
        <label for={id}>{words().groups.linkReady}</label>
        <input
          id={id}
          readOnly
          value={props.link}
          ref={(element) => queueMicrotask(() => element.select())}
          onFocus={(event) => event.currentTarget.select()}
        />
        <p class="hint">{words().groups.linkOnce}</p>
        <div class="acts">
          <button type="button" class="go" onClick={() => void copy()}>
            {copied() ? words().groups.linkCopied : words().groups.copyLink}
          </button>
          <button type="button" onClick={() => props.done()}>
            {words().groups.linkDone}
          </button>
        </div>
      </div>
    </div>
  );
}

function LinkRow(props: { readonly id: string; readonly link: GroupLinkState }) {
  const session = useSession();
  const words = useLateWords();
  const name = () => props.link.note ?? words().groups.linkBy(session.nameOf(props.link.by));
  const revoke = () =>
    void session.attempt(
      session.client.request("revoke-group-link", { conversation: props.id, slot: props.link.slot }),
    );
  return (
    <li class="card">
      <span class="card-words">
        <b>{name()}</b>
        <small>
          {words().groups.linkHolds(
            props.link.used,
            props.link.usesLeft,
            untilWords(props.link.expiresAt, session.now(), words()),
          )}
        </small>
      </span>
      <span class="card-acts">
        <button type="button" aria-label={words().groups.revokeOf(name())} onClick={revoke}>
          {words().groups.revoke}
        </button>
      </span>
    </li>
  );
}
