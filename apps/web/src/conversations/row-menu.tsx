import { createMemo, onMount, Show } from "solid-js";
import { isArchived } from "@elsewhere/client";
import { Late, useLateWords } from "../language/speaking.tsx";
import { useSession } from "../session/session.ts";
import {
  isUnread,
  keep,
  markAsRead,
  mutedUntil,
  muteEnd,
  pinnedStep,
  unmuting,
  type Mute,
} from "./keeping.ts";

/** Where a menu was asked for. */
export interface MenuPlace {
  readonly id: string;
  readonly x: number;
  readonly y: number;
}

interface Props {
  readonly at: MenuPlace;
  /** The pinned conversations in their order. */
  readonly pinned: readonly string[];
  readonly closed: () => void;
}

/** What can be done with a conversation of the list, at the pointer or at its row. */
export default function RowMenu(props: Props) {
  return (
    <Late>
      <Menu {...props} />
    </Late>
  );
}

const margin = 8;

function Menu(props: Props) {
  const session = useSession();
  const words = useLateWords();
  let sheet: HTMLDivElement | undefined;
  const id = () => props.at.id;
  const kept = () => session.state().own.kept.get(id());
  const isAway = createMemo(() => isArchived(session.state(), id(), session.now()));
  const isQuiet = () => mutedUntil(session.state(), id(), session.now()) !== undefined;
  const isOpen = () => {
    const route = session.route();
    return route.page === "conversation" && route.conversation === id();
  };
  onMount(() => {
    if (sheet === undefined) return;
    sheet.showPopover();
    const { offsetWidth: width, offsetHeight: height } = sheet;
    sheet.style.left = `${Math.max(margin, Math.min(props.at.x, innerWidth - width - margin))}px`;
    sheet.style.top = `${Math.max(margin, Math.min(props.at.y, innerHeight - height - margin))}px`;
    sheet.querySelector<HTMLElement>("button")?.focus();
  });
  const then = (act: () => unknown) => () => {
    sheet?.hidePopover();
    act();
  };
  const change = (what: Parameters<typeof keep>[2]) => then(() => keep(session, id(), what));
  // Who puts it away while it is put away and muted must not find it back because the mute is news to it.
  const mute = (how: Mute) =>
    change({ mutedUntil: muteEnd(how, session.now()), ...(isAway() ? {} : { archived: false }) });
  const markUnread = then(() => {
    if (isOpen()) session.go({ page: "home" });
    void keep(session, id(), { unread: true });
  });
  const move = (step: -1 | 1) => pinnedStep(props.pinned, id(), step);
  const keyed = (event: KeyboardEvent) => {
    const all = [...(sheet?.querySelectorAll<HTMLElement>("button") ?? [])];
    const at = all.indexOf(document.activeElement as HTMLElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: all.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    all[(to + all.length) % all.length]?.focus();
  };
  return (
    <div
      ref={(element) => {
        sheet = element;
      }}
      class="popover row-menu"
      popover="auto"
      role="menu"
      aria-label={words().list.moreAbout(session.titleOf(id()))}
      on:toggle={(event) => {
        if ((event as ToggleEvent).newState === "closed") props.closed();
      }}
      onKeyDown={keyed}
    >
      <Show
        when={isUnread(session, id())}
        fallback={<Item words={words().keeping.markUnread} act={markUnread} />}
      >
        <Item words={words().keeping.markRead} act={then(() => markAsRead(session, id()))} />
      </Show>
      <hr />
      <Show
        when={kept()?.pinned === true}
        fallback={<Item words={words().keeping.pin} act={change({ pinned: true })} />}
      >
        <Item words={words().keeping.unpin} act={change({ pinned: false })} />
        <Show when={move(-1)}>
          {(to) => <Item words={words().keeping.moveUp} act={change({ pinned: true, ...to() })} />}
        </Show>
        <Show when={move(1)}>
          {(to) => <Item words={words().keeping.moveDown} act={change({ pinned: true, ...to() })} />}
        </Show>
      </Show>
      <hr />
      <Show
        when={!isQuiet()}
        fallback={
          <Item
            words={words().keeping.unmute}
            act={then(() => keep(session, id(), unmuting(session.state(), id())))}
          />
        }
      >
        <Item words={words().keeping.muteHour} act={mute("hour")} />
        <Item words={words().keeping.muteMorning} act={mute("morning")} />
        <Item words={words().keeping.muteGood} act={mute("good")} />
      </Show>
      <hr />
      <Item
        words={isAway() ? words().keeping.bringBack : words().keeping.archive}
        act={change({ archived: !isAway() })}
      />
    </div>
  );
}

function Item(props: { readonly words: string; readonly act: () => void }) {
  return (
    <button type="button" role="menuitem" tabindex="-1" onClick={() => props.act()}>
      {props.words}
    </button>
  );
}
