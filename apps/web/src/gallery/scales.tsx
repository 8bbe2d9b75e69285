import { For } from "solid-js";

const colours = [
  "paper",
  "sheet",
  "tint",
  "ink",
  "soft",
  "line",
  "edge",
  "here",
  "here-ink",
  "here-tint",
  "live",
  "live-ink",
  "live-tint",
  "idle",
  "focus",
  "stage",
  "stage-raised",
  "stage-ink",
  "stage-soft",
];

export function Colours() {
  return (
    <ul class="swatches">
      <For each={colours}>
        {(name) => (
          <li>
            <i style={{ background: `var(--${name})` }} />
            <code>--{name}</code>
          </li>
        )}
      </For>
    </ul>
  );
}

const sizes = ["tiny", "small", "label", "text", "lead", "name", "title", "display"];

export function Type() {
  return (
    <div class="gallery-rows">
      <For each={sizes}>
        {(name) => (
          <p style={{ "font-size": `var(--${name})` }}>
            <code>--{name}</code> <span class="serif">Start it here,</span> finish it elsewhere
          </p>
        )}
      </For>
    </div>
  );
}

export function Distances() {
  return (
    <div class="gallery-line">
      <For each={Array.from({ length: 11 }, (_, index) => index + 1)}>
        {(step) => <i class="step" title={`--space-${step}`} style={{ width: `var(--space-${step})` }} />}
      </For>
      <For each={["small", "", "bubble", "large", "round"]}>
        {(name) => (
          <i class="corner" style={{ "border-radius": `var(--corner${name === "" ? "" : `-${name}`})` }}>
            {name === "" ? "corner" : name}
          </i>
        )}
      </For>
    </div>
  );
}
