import {
  createEffect,
  createMemo,
  createSignal,
  For,
  lazy,
  on,
  onCleanup,
  onMount,
  Show,
  untrack,
} from "solid-js";
import { useWords } from "../language/speaking.tsx";
import { useSession } from "../session/session.ts";
import { keep, pinnedStep } from "./keeping.ts";
import { ConversationRow } from "./row.tsx";
import type { MenuPlace } from "./row-menu.tsx";
import { drawnRows, rowAfterKey, rowsInSight } from "./rows-in-sight.ts";

const RowMenu = lazy(() => import("./row-menu.tsx"));

interface Props {
  readonly ids: readonly string[];
  /** The pinned conversations in their order. */
  readonly pinned: readonly string[];
  readonly opened: () => void;
}

/**
 * Conversations one under the other; only those in sight are drawn. One of them is in the order of the Tab key, the
 * arrow keys lead to the others.
 */
export function Rows(props: Props) {
  const session = useSession();
  const words = useWords();
  const [list, setList] = createSignal<HTMLUListElement>();
  const sight = createSight(list);
  const [held, hold] = createSignal<string>();
  const [menu, setMenu] = createSignal<MenuPlace>();
  const [said, setSaid] = createSignal("");
  const places = createMemo(() => new Map(props.ids.map((id, index) => [id, index])));
  const open = () => {
    const route = session.route();
    return route.page === "conversation" ? route.conversation : undefined;
  };
  const tabbed = createMemo(
    () => [held(), open()].find((id) => id !== undefined && places().has(id)) ?? props.ids[0],
  );
  const drawn = createMemo(() => drawnRows(props.ids, sight.range(props.ids.length), [tabbed(), menu()?.id]));
  const rowOf = (id: string | undefined) =>
    [...(list()?.querySelectorAll<HTMLElement>("[data-id]") ?? [])].find((row) => row.dataset["id"] === id);
  const focus = (id: string | undefined) => {
    hold(id);
    if (id !== undefined) sight.show(places().get(id) ?? 0);
    queueMicrotask(() => rowOf(id)?.querySelector<HTMLElement>(".row")?.focus({ preventScroll: true }));
  };
  const move = (id: string, before: string | null) => {
    const others = props.pinned.filter((one) => one !== id);
    const place = before === null ? others.length : others.indexOf(before);
    setSaid(words().list.moved(session.titleOf(id), place + 1, props.pinned.length));
    void keep(session, id, { pinned: true, before });
  };
  const keyed = (event: KeyboardEvent, id: string) => {
    const step = event.key === "ArrowUp" ? -1 : event.key === "ArrowDown" ? 1 : undefined;
    if (event.altKey && step !== undefined) {
      const to = pinnedStep(props.pinned, id, step);
      event.preventDefault();
      if (to !== undefined) move(id, to.before);
      return;
    }
    const to = rowAfterKey(event.key, places().get(id) ?? 0, props.ids.length);
    if (to === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    focus(props.ids[to]);
  };
  // A row that is moved to another place by what somebody wrote must not lose the focus.
  createEffect(
    on(places, () => {
      const id = untrack(held);
      if (id !== undefined && document.activeElement === document.body) focus(id);
    }),
  );
  return (
    <>
      <ul
        class="window"
        ref={setList}
        style={{ height: `calc(var(--row) * ${props.ids.length})` }}
        onFocusOut={(event) => {
          if (event.relatedTarget !== null && !event.currentTarget.contains(event.relatedTarget as Node))
            hold(undefined);
        }}
      >
        <For each={drawn()}>
          {(id) => (
            <ConversationRow
              id={id}
              place={places().get(id) ?? 0}
              of={props.ids.length}
              isTabbed={tabbed() === id}
              isPinned={props.pinned.includes(id)}
              focused={() => hold(id)}
              opened={props.opened}
              keyed={(event) => keyed(event, id)}
              more={(x, y) => setMenu({ id, x, y })}
              dropped={(other) => {
                if (other !== id && props.pinned.includes(other)) move(other, id);
              }}
            />
          )}
        </For>
      </ul>
      <Show when={menu()} keyed>
        {(at) => (
          <RowMenu
            at={at}
            pinned={props.pinned}
            closed={() => {
              setMenu(undefined);
              if (document.activeElement === document.body) focus(at.id);
            }}
          />
        )}
      </Show>
      <p class="hidden" aria-live="polite">
        {said()}
      </p>
    </>
  );
}

/** What of the list is in sight, as it is scrolled and the window changes. */
function createSight(list: () => HTMLUListElement | undefined) {
  const [seen, setSeen] = createSignal({ top: 0, height: innerHeight, row: 0 });
  const look = () => {
    const element = list();
    const scroller = element?.parentElement;
    if (element === undefined || scroller === null || scroller === undefined) return;
    const row = element.firstElementChild?.clientHeight ?? 0;
    setSeen({
      top: scroller.scrollTop - element.offsetTop + scroller.offsetTop,
      height: scroller.clientHeight,
      row,
    });
  };
  onMount(() => {
    const scroller = list()?.parentElement;
    if (scroller === null || scroller === undefined) return;
    const watching = new ResizeObserver(look);
    watching.observe(scroller);
    scroller.addEventListener("scroll", look, { passive: true });
    onCleanup(() => {
      watching.disconnect();
      scroller.removeEventListener("scroll", look);
    });
    look();
  });
  return {
    range: (count: number) => {
      const { top, height, row } = seen();
      return rowsInSight(top, height, row, count);
    },
    /** Scrolls so far that the row of an index is in sight, and draws it at once. */
    show(index: number) {
      const element = list();
      const scroller = element?.parentElement;
      const { row, height } = seen();
      if (element === undefined || scroller === null || scroller === undefined || row === 0) return;
      const top = element.offsetTop - scroller.offsetTop + index * row;
      if (top < scroller.scrollTop) scroller.scrollTop = top;
      else if (top + row > scroller.scrollTop + height) scroller.scrollTop = top + row - height;
      look();
    },
  };
}
