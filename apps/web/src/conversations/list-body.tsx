import { createEffect, createMemo, createSignal, on, Show, type JSX } from "solid-js";
import { isArchived, sortedConversations } from "@elsewhere/client";
import { useWords } from "../language/speaking.tsx";
import { useSession } from "../session/session.ts";
import { filtered, type Filter } from "./filters.ts";
import { isUnread, markAsRead } from "./keeping.ts";
import { ListFilters } from "./list-filters.tsx";
import { Rows } from "./rows.tsx";

/** The conversations there are: those a filter leaves, or those whose names hold what is looked for. */
export function ListBody(props: {
  readonly text: string;
  readonly opened: () => void;
  /** What else was found. */
  readonly children: JSX.Element;
}) {
  const session = useSession();
  const words = useWords();
  const [filter, setFilter] = createSignal<Filter>("all");
  // The same list again changes nothing on the screen.
  const ids = createMemo(() => sortedConversations(session.state()).map((one) => one.conversation), [], {
    equals: isSame,
  });
  const archived = createMemo(
    () => ids().filter((id) => isArchived(session.state(), id, session.now())),
    [],
    {
      equals: isSame,
    },
  );
  const pinned = createMemo(
    () => ids().filter((id) => session.state().own.kept.get(id)?.pinned === true && !archived().includes(id)),
    [],
    { equals: isSame },
  );
  const open = () => {
    const route = session.route();
    return route.page === "conversation" ? route.conversation : undefined;
  };
  const shown = createMemo(
    () => {
      const wanted = props.text.trim().toLowerCase();
      if (wanted !== "") return ids().filter((id) => session.titleOf(id).toLowerCase().includes(wanted));
      const { state, now } = session;
      const about = {
        state: state(),
        now: now(),
        isUnread: (id: string) => isUnread(session, id),
        open: open(),
      };
      return filtered(ids(), filter(), about);
    },
    [],
    { equals: isSame },
  );
  const unreadShown = () => filter() === "unread" && shown().some((id) => isUnread(session, id));
  createEffect(
    on(archived, (now) => {
      if (now.length === 0 && filter() === "archived") setFilter("all");
    }),
  );
  return (
    <>
      <Show when={props.text.trim() === "" && ids().length > 0}>
        <ListFilters filter={filter()} chosen={setFilter} />
      </Show>
      <div class="rows">
        <Rows ids={shown()} pinned={pinned()} opened={props.opened} />
        <Show when={props.text.trim() === "" && ids().length > 0}>
          <Show when={shown().length === 0}>
            <p class="hint in-list">{words().list.nothing[filter()]}</p>
          </Show>
          <Show when={unreadShown()}>
            <button
              type="button"
              class="list-act"
              onClick={() => shown().forEach((id) => markAsRead(session, id))}
            >
              {words().list.allRead}
            </button>
          </Show>
          <Show when={filter() === "all" && archived().length > 0}>
            <button type="button" class="list-act" onClick={() => setFilter("archived")}>
              {words().list.archive(archived().length)}
            </button>
          </Show>
        </Show>
        <Show when={ids().length === 0 && props.text === ""}>
          <p class="hint in-list">{words().conversations.none}</p>
        </Show>
        {props.children}
      </div>
    </>
  );
}

function isSame(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((id, index) => id === other[index]);
}
