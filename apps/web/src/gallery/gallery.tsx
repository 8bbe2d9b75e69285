import "../look/look.css";
import "../look/viewer.css";
import "./gallery.css";
import { createSignal, For, Show, type JSX } from "solid-js";
import { render } from "solid-js/web";
import { createSpeaking, SpeakingProvider } from "../language/speaking.tsx";
import { SessionProvider } from "../session/session.ts";
import { Controls, Fields, Switches } from "./controls.tsx";
import { Overlays } from "./overlays.tsx";
import { Colours, Distances, Type } from "./scales.tsx";
import { Cards, Presence, States, Talk } from "./surfaces.tsx";
import { galleryHouse } from "./house.ts";

/** What is on the wall, and where the wall is lit from. */
const rooms: readonly (readonly [title: string, room: () => JSX.Element])[] = [
  ["Colour", Colours],
  ["Type", Type],
  ["Distance and corners", Distances],
  ["Buttons", Controls],
  ["Fields", Fields],
  ["Choices", Switches],
  ["Faces, presence, badges", Presence],
  ["Places and cards", Cards],
  ["Messages", Talk],
  ["Sheets, popovers, tabs, notes", Overlays],
  ["Empty, on its way, trouble, offline", States],
];

function Gallery() {
  const asked = new URLSearchParams(location.search);
  const [theme, setTheme] = createSignal(asked.get("theme") ?? "light");
  const [direction, setDirection] = createSignal(asked.get("dir") ?? "ltr");
  const show = () => {
    document.documentElement.dataset["theme"] = theme();
    document.documentElement.dir = direction();
  };
  show();
  const pick = (set: (value: string) => void) => (event: { readonly currentTarget: HTMLSelectElement }) => {
    set(event.currentTarget.value);
    show();
  };
  return (
    <>
      <header class="gallery-head">
        <h1>Gallery</h1>
        <label>
          Theme{" "}
          <select value={theme()} onChange={pick(setTheme)}>
            <option value="light">Light</option>
            <option value="dark">Dark</option>
          </select>
        </label>
        <label>
          Direction{" "}
          <select value={direction()} onChange={pick(setDirection)}>
            <option value="ltr">Left to right</option>
            <option value="rtl">Right to left</option>
          </select>
        </label>
      </header>
      <main class="gallery">
        <For each={rooms}>
          {([title, room]) => (
            <section class="gallery-room" aria-label={title}>
              <h2>{title}</h2>
              <Show when={room}>{room()}</Show>
            </section>
          )}
        </For>
      </main>
    </>
  );
}

const root = document.querySelector("#app");
if (root !== null) {
  const speaking = await createSpeaking();
  render(
    () => (
      <SpeakingProvider value={speaking}>
        <SessionProvider value={galleryHouse(speaking.words)}>
          <Gallery />
        </SessionProvider>
      </SpeakingProvider>
    ),
    root,
  );
}
