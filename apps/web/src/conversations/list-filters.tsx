import { For, Show } from "solid-js";
import { useWords } from "../language/speaking.tsx";
import { filters, type Filter } from "./filters.ts";

/** What of the list is shown: one of a few, chosen with the arrow keys too. */
export function ListFilters(props: { readonly filter: Filter; readonly chosen: (filter: Filter) => void }) {
  const words = useWords();
  let group: HTMLDivElement | undefined;
  const keyed = (event: KeyboardEvent) => {
    const rtl = document.documentElement.dir === "rtl";
    const step = { ArrowRight: rtl ? -1 : 1, ArrowLeft: rtl ? 1 : -1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const at = filters.findIndex((one) => one === props.filter);
    props.chosen(filters[(at + step + filters.length) % filters.length] ?? "all");
    group?.querySelector<HTMLElement>("[aria-checked=true]")?.focus();
  };
  return (
    <Show
      when={props.filter !== "archived"}
      fallback={
        <div class="filters">
          <button type="button" class="filter" onClick={() => props.chosen("all")}>
            <span aria-hidden="true">←</span> {words().list.back}
          </button>
        </div>
      }
    >
      <div
        ref={(element) => {
          group = element;
        }}
        class="filters"
        role="radiogroup"
        aria-label={words().list.filters}
        onKeyDown={keyed}
      >
        <For each={filters}>
          {(one) => (
            <button
              type="button"
              class="filter"
              role="radio"
              aria-checked={props.filter === one}
              tabIndex={props.filter === one ? 0 : -1}
              onClick={() => props.chosen(one)}
            >
              {words().list.filterNames[one]}
            </button>
          )}
        </For>
      </div>
    </Show>
  );
}
