import { Show } from "solid-js";
import { lastMessage, whoIsTyping } from "@elsewhere/client";
import { useWords } from "../language/speaking.tsx";
import { messageLine } from "../messages/timeline.ts";
import { Face } from "../people/face.tsx";
import { otherIn, useSession } from "../session/session.ts";
import { presenceWords } from "../words/presence.ts";
import { shortWhen } from "../words/times.ts";

/** One line of the list: who, what was said last, what is unread. */
export function ConversationRow(props: { readonly id: string; readonly opened: () => void }) {
  const session = useSession();
  const words = useWords();
  const other = () => otherIn(props.id, session.me);
  const conversation = () => session.conversation(props.id);
  const last = () => {
    const known = conversation();
    return known === undefined ? undefined : lastMessage(known);
  };
  const unread = () => {
    session.state();
    return session.client.unread(props.id);
  };
  const isOpen = () => {
    const route = session.route();
    return route.page === "conversation" && route.conversation === props.id;
  };
  const isMuted = () => (session.state().own.kept.get(props.id)?.mutedUntil ?? 0) > session.now();
  const presence = () => {
    const account = other();
    return account === undefined
      ? ""
      : presenceWords(session.state().presence.get(account), session.now(), words());
  };
  const open = () => {
    session.go({ page: "conversation", conversation: props.id });
    props.opened();
  };
  return (
    <li>
      <button
        type="button"
        class="row"
        classList={{ on: isOpen(), unread: unread() > 0 }}
        aria-current={isOpen() ? "page" : undefined}
        onClick={open}
      >
        <Face name={session.titleOf(props.id)} account={other()} />
        <span class="row-name">{session.titleOf(props.id)}</span>
        <span class="row-when">
          <Show when={last()}>{(message) => shortWhen(message().at, session.now(), words())}</Show>
        </span>
        <span class="row-line">
          <Line id={props.id} />
        </span>
        <Show when={unread() > 0}>
          <span class="badge" classList={{ muted: isMuted() }}>
            {unread()}
            <span class="hidden"> {words().conversations.unread}</span>
          </span>
        </Show>
        <Show when={presence()}>{(known) => <span class="hidden">. {known()}</span>}</Show>
      </button>
    </li>
  );
}

function Line(props: { readonly id: string }) {
  const session = useSession();
  const words = useWords();
  const draft = () => session.state().own.drafts.get(props.id);
  const typing = () => whoIsTyping(session.state(), props.id, session.now());
  return (
    <Show
      when={typing().length === 0}
      fallback={<span class="writing">{words().conversations.writing}</span>}
    >
      <Show when={draft()} fallback={<LastLine id={props.id} />}>
        {(kept) => (
          <>
            <DraftWord device={kept().device} /> {kept().text}
          </>
        )}
      </Show>
    </Show>
  );
}

/** A draft that was begun at another place is live elsewhere, and says where. */
function DraftWord(props: { readonly device: string }) {
  const session = useSession();
  const words = useWords();
  const label = () => session.state().own.devices.get(props.device)?.label;
  return (
    <Show
      when={props.device !== session.here && label()}
      fallback={<b class="draft">{words().conversations.draft}</b>}
    >
      {(place) => <b class="draft elsewhere">{words().conversations.draftOn(place())}</b>}
    </Show>
  );
}

function LastLine(props: { readonly id: string }) {
  const session = useSession();
  const words = useWords();
  const line = () => {
    const known = session.conversation(props.id);
    const last = known === undefined ? undefined : lastMessage(known);
    if (last === undefined) return words().conversations.nothingYet;
    const said = messageLine(last, words());
    if (last.by === session.me) return `${words().conversations.youSaid} ${said}`;
    return props.id.startsWith("g:")
      ? `${words().conversations.saidBy(session.nameOf(last.by))} ${said}`
      : said;
  };
  return <>{line()}</>;
}
