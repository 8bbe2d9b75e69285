import { createUniqueId, For, type JSX } from "solid-js";

/** One of several lists at a time. Arrows move between the tabs (ARIA authoring practices, tabs). */
export function Tabs<K extends string>(props: {
  readonly label: string;
  readonly chosen: K;
  readonly choose: (key: K) => void;
  readonly tabs: readonly { readonly key: K; readonly words: string }[];
  readonly children: JSX.Element;
}) {
  const id = createUniqueId();
  const pressed = (event: KeyboardEvent & { readonly currentTarget: HTMLElement }) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const towards = getComputedStyle(event.currentTarget).direction === "rtl" ? -step : step;
    const index = props.tabs.findIndex(({ key }) => key === props.chosen);
    const next = props.tabs[(index + towards + props.tabs.length) % props.tabs.length];
    if (next === undefined) return;
    props.choose(next.key);
    event.currentTarget.querySelector<HTMLElement>(`[data-tab="${next.key}"]`)?.focus();
  };
  return (
    <>
      <div class="tabs" role="tablist" aria-label={props.label} onKeyDown={pressed}>
        <For each={props.tabs}>
          {({ key, words }) => (
            <button
              type="button"
              role="tab"
              id={`${id}-${key}`}
              data-tab={key}
              aria-selected={props.chosen === key}
              aria-controls={id}
              tabindex={props.chosen === key ? 0 : -1}
              onClick={() => props.choose(key)}
            >
              {words}
            </button>
          )}
        </For>
      </div>
      <div role="tabpanel" id={id} aria-labelledby={`${id}-${props.chosen}`}>
        {props.children}
      </div>
    </>
  );
}
