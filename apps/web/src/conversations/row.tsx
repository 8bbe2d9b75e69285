import { createSignal, Show } from "solid-js";
import { lastMessage, whoIsTyping } from "@elsewhere/client";
import { MoreIcon, MutedIcon, PinIcon } from "../icons/icons.tsx";
import { useWords } from "../language/speaking.tsx";
import { messageLine } from "../messages/timeline.ts";
import { Face } from "../people/face.tsx";
import { otherIn, useSession } from "../session/session.ts";
import { presenceWords } from "../words/presence.ts";
import { shortWhen } from "../words/times.ts";
import { mutedUntil } from "./keeping.ts";
import { longPress } from "./long-press.ts";

interface Props {
  readonly id: string;
  /** Its place among how many, from 0. */
  readonly place: number;
  readonly of: number;
  /** The Tab key leads to it. */
  readonly isTabbed: boolean;
  readonly isPinned: boolean;
  readonly focused: () => void;
  readonly opened: () => void;
  readonly keyed: (event: KeyboardEvent) => void;
  /** What can be done with it is asked for, at a point of the window. */
  readonly more: (x: number, y: number) => void;
  /** Another conversation was dropped on it. */
  readonly dropped: (other: string) => void;
}

/** What a dragged row carries. */
const dragged = "application/x-elsewhere-conversation";

/** One line of the list: who, what was said last, what is unread. */
export function ConversationRow(props: Props) {
  const session = useSession();
  const words = useWords();
  const [isOver, setOver] = createSignal(false);
  const other = () => otherIn(props.id, session.me);
  const last = () => {
    const known = session.conversation(props.id);
    return known === undefined ? undefined : lastMessage(known);
  };
  const unread = () => {
    session.state();
    return session.client.unread(props.id);
  };
  const isMarked = () => session.state().own.kept.get(props.id)?.unread === true;
  const isOpen = () => {
    const route = session.route();
    return route.page === "conversation" && route.conversation === props.id;
  };
  const isMuted = () => mutedUntil(session.state(), props.id, session.now()) !== undefined;
  const presence = () => {
    const account = other();
    if (account === undefined) return "";
    return presenceWords(session.state().presence.get(account), session.now(), words());
  };
  const open = () => {
    session.go({ page: "conversation", conversation: props.id });
    props.opened();
  };
  const menuAt = (event: MouseEvent & { readonly currentTarget: HTMLElement }) => {
    event.preventDefault();
    const { left, bottom } = event.currentTarget.getBoundingClientRect();
    // The key for menus says of no point.
    const isPoint = event.clientX > 0 || event.clientY > 0;
    props.more(isPoint ? event.clientX : left + 48, isPoint ? event.clientY : bottom);
  };
  return (
    <li
      data-id={props.id}
      aria-setsize={props.of}
      aria-posinset={props.place + 1}
      style={{ top: `calc(var(--row) * ${props.place})` }}
      classList={{ over: isOver() }}
      draggable={props.isPinned}
      onDragStart={(event) => event.dataTransfer?.setData(dragged, props.id)}
      onDragOver={(event) => {
        if (!props.isPinned || event.dataTransfer?.types.includes(dragged) !== true) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        setOver(false);
        const id = event.dataTransfer?.getData(dragged) ?? "";
        if (id === "") return;
        event.preventDefault();
        props.dropped(id);
      }}
    >
      <button
        type="button"
        class="row"
        classList={{ on: isOpen(), unread: unread() > 0 || isMarked() }}
        tabIndex={props.isTabbed ? 0 : -1}
        aria-current={isOpen() ? "page" : undefined}
        onFocus={() => props.focused()}
        onClick={open}
        onKeyDown={(event) => props.keyed(event)}
        onContextMenu={menuAt}
        ref={(element) => longPress(element, (x, y) => props.more(x, y))}
      >
        <Face name={session.titleOf(props.id)} account={other()} />
        <span class="row-name">{session.titleOf(props.id)}</span>
        <span class="row-when">
          <Show when={last()}>{(message) => shortWhen(message().at, session.now(), words())}</Show>
        </span>
        <span class="row-line">
          <Line id={props.id} />
        </span>
        <span class="row-signs">
          <Show when={isMuted()}>
            <MutedIcon />
            <span class="hidden">, {words().list.muted}</span>
          </Show>
          <Show when={props.isPinned}>
            <PinIcon />
            <span class="hidden">, {words().list.pinned}</span>
          </Show>
          <Mentions id={props.id} />
          <Show when={unread() > 0} fallback={<Marked when={isMarked()} />}>
            <span class="badge" classList={{ muted: isMuted() }}>
              {unread()}
              <span class="hidden"> {words().conversations.unread}</span>
            </span>
          </Show>
        </span>
        <Show when={presence()}>{(said) => <span class="hidden">. {said()}</span>}</Show>
      </button>
      <button
        type="button"
        class="quiet row-more"
        tabIndex={props.isTabbed ? 0 : -1}
        aria-haspopup="menu"
        aria-label={words().list.moreAbout(session.titleOf(props.id))}
        onFocus={() => props.focused()}
        onClick={(event) => {
          const { left, bottom } = event.currentTarget.getBoundingClientRect();
          props.more(left, bottom);
        }}
      >
        <MoreIcon />
      </button>
    </li>
  );
}

function Mentions(props: { readonly id: string }) {
  const session = useSession();
  const words = useWords();
  const count = () => {
    session.state();
    return session.client.unreadMentions(props.id);
  };
  return (
    <Show when={count() > 0}>
      <span class="mention-sign" aria-hidden="true">
        @
      </span>
      <span class="hidden">, {words().list.mentions(count())}</span>
    </Show>
  );
}

function Marked(props: { readonly when: boolean }) {
  const words = useWords();
  return (
    <Show when={props.when}>
      <span class="badge marked">
        <span class="hidden">{words().list.marked}</span>
      </span>
    </Show>
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
    if (!props.id.startsWith("g:")) return said;
    return `${words().conversations.saidBy(session.nameOf(last.by))} ${said}`;
  };
  return <bdi>{line()}</bdi>;
}
