import { createMemo, createSignal, For, onMount, Show } from "solid-js";
import { useLateWords } from "../language/speaking.tsx";
import { useSession } from "../session/session.ts";
import { findEmoji, inTone, tones, type Emoji } from "./emoji.ts";
import { createHabits } from "./habits.ts";
import { emojiGroups } from "./list.ts";
import { walked } from "./walk.ts";

const columns = 8;
const foundAtMost = 64;

interface Shelf {
  readonly id: string;
  readonly emoji: readonly Emoji[];
}

/** All emoji: searched by name, the last used first, one at a time in reach of the Tab key and all in reach of the arrows. */
export function EmojiPicker(props: { readonly choose: (sign: string) => void }) {
  const words = useLateWords();
  const { habits, used, chooseTone } = createHabits(useSession().who.isPublic);
  const [query, setQuery] = createSignal("");
  const [at, setAt] = createSignal(0);
  const [named, setNamed] = createSignal<Emoji>();
  let field: HTMLInputElement | undefined;
  let shelves: HTMLDivElement | undefined;
  const shown = createMemo<readonly Shelf[]>(() => {
    if (query().trim() !== "") return [{ id: "found", emoji: findEmoji(emojiGroups, query(), foundAtMost) }];
    const recent = recentOf(habits().recent);
    return recent.length === 0 ? emojiGroups : [{ id: "recent", emoji: recent }, ...emojiGroups];
  });
  const sizes = () => shown().map(({ emoji }) => emoji.length);
  const startOf = (shelf: number) =>
    sizes()
      .slice(0, shelf)
      .reduce((sum, size) => sum + size, 0);
  const buttons = () => [...(shelves?.querySelectorAll<HTMLElement>("button[data-emoji]") ?? [])];
  const choose = (emoji: Emoji) => {
    used(emoji.sign);
    props.choose(inTone(emoji, habits().tone));
  };
  const walk = (event: KeyboardEvent) => {
    const next = walked(sizes(), columns, at(), event.key);
    if (next === undefined) return;
    event.preventDefault();
    if (event.key === "ArrowUp" && next === at()) return field?.focus();
    setAt(next);
    buttons()[next]?.focus();
  };
  const fromField = (event: KeyboardEvent) => {
    const first = shown()[0]?.emoji[0];
    if (event.key === "Enter" && first !== undefined && query() !== "") {
      event.preventDefault();
      choose(first);
    }
    if (event.key !== "ArrowDown") return;
    event.preventDefault();
    setAt(0);
    buttons()[0]?.focus();
  };
  onMount(() => field?.focus());
  return (
    <div class="emoji-picker">
      <input
        ref={(element) => {
          field = element;
        }}
        type="search"
        placeholder={words().emoji.find}
        aria-label={words().emoji.find}
        onInput={(event) => {
          setQuery(event.currentTarget.value);
          setAt(0);
        }}
        onKeyDown={fromField}
      />
      <div
        class="emoji-shelves"
        ref={(element) => {
          shelves = element;
        }}
        onKeyDown={walk}
      >
        <For each={shown()}>
          {(shelf, index) => (
            <section aria-label={words().emoji.groups[shelf.id]}>
              <h3 aria-hidden="true">{words().emoji.groups[shelf.id]}</h3>
              <div class="emoji-grid">
                <For each={shelf.emoji}>
                  {(emoji, place) => {
                    const here = () => startOf(index()) + place();
                    return (
                      <button
                        type="button"
                        data-emoji
                        tabindex={here() === at() ? 0 : -1}
                        aria-label={emoji.name}
                        onClick={() => choose(emoji)}
                        onFocus={() => {
                          setAt(here());
                          setNamed(emoji);
                        }}
                        onPointerEnter={() => setNamed(emoji)}
                      >
                        {inTone(emoji, habits().tone)}
                      </button>
                    );
                  }}
                </For>
              </div>
            </section>
          )}
        </For>
        <Show when={sizes().every((size) => size === 0)}>
          <p class="emoji-none" role="status">
            {words().emoji.none}
          </p>
        </Show>
      </div>
      <footer>
        <p aria-hidden="true">
          <Show when={named()} fallback={words().emoji.hint}>
            {(emoji) => (
              <>
                <b>{inTone(emoji(), habits().tone)}</b> {emoji().name}
              </>
            )}
          </Show>
        </p>
        <fieldset class="emoji-tones">
          <legend class="hidden">{words().emoji.tone}</legend>
          <For each={tones}>
            {(tone, index) => (
              <label title={words().emoji.tones[index()]}>
                <input
                  type="radio"
                  name="tone"
                  checked={habits().tone === tone}
                  aria-label={words().emoji.tones[index()]}
                  onChange={() => chooseTone(tone)}
                />
                <span aria-hidden="true">✋{tone}</span>
              </label>
            )}
          </For>
        </fieldset>
      </footer>
    </div>
  );
}

function recentOf(signs: readonly string[]): readonly Emoji[] {
  const all = new Map(emojiGroups.flatMap(({ emoji }) => emoji.map((one) => [one.sign, one] as const)));
  return signs.map((sign) => all.get(sign)).filter((one) => one !== undefined);
}
