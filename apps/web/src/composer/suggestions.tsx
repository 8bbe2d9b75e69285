import { createEffect, createMemo, createSignal, For, on, onCleanup, Show, type Accessor } from "solid-js";
import { findEmoji, inTone, readHabits, type EmojiGroup } from "../emoji/emoji.ts";
import { useWords } from "../language/speaking.tsx";
import { Face } from "../people/face.tsx";
import { useSession } from "../session/session.ts";
import { completingAt, findPeople, type Completing } from "./completion.ts";

/** Something that can stand in the place of what is being typed. */
export interface Suggestion {
  readonly word: string;
  readonly name: string;
  /** The account, or the code of the emoji. */
  readonly known: string;
  readonly of: Completing["of"];
}

/** What is offered for what stands before the caret. The keys of the text field lead through it. */
export interface Suggesting {
  readonly list: Accessor<readonly Suggestion[]>;
  readonly active: Accessor<number>;
  /** Id of the one that Enter would take, for the text field to name; undefined: none is offered. */
  readonly activeId: Accessor<string | undefined>;
  readonly listId: string;
  /** The text or the caret is elsewhere now. */
  look(text: string, caret: number): void;
  /** Whether the key was for the list. */
  pressed(event: KeyboardEvent): boolean;
  choose(suggestion: Suggestion): void;
  point(index: number): void;
  close(): void;
}

const peopleAtMost = 8;
const emojiAtMost = 7;

export function createSuggesting(
  conversation: string,
  take: (completing: Completing, word: string) => void,
): Suggesting {
  const [completing, setCompleting] = createSignal<Completing>();
  const [active, setActive] = createSignal(0);
  // What was closed stays closed until something else is typed.
  const [closed, setClosed] = createSignal<number>();
  const listId = `suggestions-${conversation.replaceAll(/\W/g, "-")}`;
  const open = () => (completing()?.from === closed() ? undefined : completing());
  const emoji = useEmoji(() => open()?.of === "emoji");
  const people = usePeople(conversation);
  const list = createMemo<readonly Suggestion[]>(() => {
    const now = open();
    if (now === undefined) return [];
    return now.of === "person" ? people(now.query) : emoji(now.query);
  });
  createEffect(on(list, () => setActive(0), { defer: true }));
  const close = () => setClosed(completing()?.from);
  const choose = (suggestion: Suggestion) => {
    const now = open();
    setCompleting(undefined);
    if (now !== undefined) take(now, suggestion.word);
  };
  const move = (step: number) => setActive((at) => (at + step + list().length) % list().length);
  return {
    list,
    active,
    listId,
    activeId: () => (list().length === 0 ? undefined : `${listId}-${active()}`),
    look(text, caret) {
      const now = completingAt(text, caret);
      if (now?.from !== closed()) setClosed(undefined);
      setCompleting(now);
    },
    pressed(event) {
      const chosen = list()[active()];
      if (chosen === undefined || event.isComposing) return false;
      if (event.key === "ArrowDown") move(1);
      else if (event.key === "ArrowUp") move(-1);
      else if (event.key === "Escape") close();
      else if ((event.key === "Enter" || event.key === "Tab") && !event.shiftKey && !event.ctrlKey)
        choose(chosen);
      else return false;
      event.preventDefault();
      return true;
    },
    choose,
    point: setActive,
    close,
  };
}

function usePeople(conversation: string): (query: string) => readonly Suggestion[] {
  const session = useSession();
  return (query) => {
    const members = [...(session.conversation(conversation)?.members.keys() ?? [])];
    const others = members.filter((account) => account !== session.me);
    const named = others.map((account) => ({ account, name: session.nameOf(account) }));
    return findPeople(named, query)
      .slice(0, peopleAtMost)
      .map(({ account, name }) => ({ word: `@${account}`, name, known: account, of: "person" }));
  };
}

/** The list is fetched when somebody first types a colon and two letters. */
function useEmoji(wanted: () => boolean): (query: string) => readonly Suggestion[] {
  const [groups, setGroups] = createSignal<readonly EmojiGroup[]>([]);
  createEffect(() => {
    if (!wanted() || groups().length > 0) return;
    // Without a network there is no list; what is typed stays as it is.
    import("../emoji/list.ts").then(({ emojiGroups }) => setGroups(emojiGroups)).catch(() => undefined);
  });
  const session = useSession();
  const tone = () => (session.who.isPublic ? "" : readHabits(localStorage.getItem("elsewhere.emoji")).tone);
  return (query) =>
    findEmoji(groups(), query, emojiAtMost).map((emoji) => ({
      word: inTone(emoji, tone()),
      name: emoji.name,
      known: `:${emoji.code}:`,
      of: "emoji",
    }));
}

/** What is offered, above the text field. The focus stays there; the list is led by its keys (ARIA combobox). */
export function Suggestions(props: { readonly suggesting: Suggesting }) {
  const words = useWords();
  return (
    <Show when={props.suggesting.list().length > 0}>
      <p class="hidden" role="status">
        {words().composer.suggested(props.suggesting.list().length)}
      </p>
      <ul
        class="suggestions"
        role="listbox"
        id={props.suggesting.listId}
        aria-label={words().composer.suggestions}
      >
        <For each={props.suggesting.list()}>
          {(suggestion, index) => (
            <Option suggestion={suggestion} index={index()} suggesting={props.suggesting} />
          )}
        </For>
      </ul>
    </Show>
  );
}

function Option(props: {
  readonly suggestion: Suggestion;
  readonly index: number;
  readonly suggesting: Suggesting;
}) {
  const isActive = () => props.suggesting.active() === props.index;
  let item: HTMLLIElement | undefined;
  createEffect(() => isActive() && item?.scrollIntoView({ block: "nearest" }));
  // A press would take the focus from the text.
  const keepFocus = (event: Event) => event.preventDefault();
  const attach = (element: HTMLLIElement) => {
    item = element;
    element.addEventListener("pointerdown", keepFocus);
    element.addEventListener("mousedown", keepFocus);
    onCleanup(() => {
      element.removeEventListener("pointerdown", keepFocus);
      element.removeEventListener("mousedown", keepFocus);
    });
  };
  return (
    <li
      ref={attach}
      id={`${props.suggesting.listId}-${props.index}`}
      role="option"
      aria-selected={isActive()}
      onPointerMove={() => props.suggesting.point(props.index)}
      onClick={() => props.suggesting.choose(props.suggestion)}
    >
      <Show when={props.suggestion.of === "person"} fallback={<b class="sign">{props.suggestion.word}</b>}>
        <Face name={props.suggestion.name} account={props.suggestion.known} />
      </Show>
      <span>{props.suggestion.name}</span> <small>{props.suggestion.known}</small>
    </li>
  );
}
