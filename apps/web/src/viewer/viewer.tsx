import "../look/viewer.css";
import { createMemo, createResource, createSignal, Match, onMount, Show, Switch, type JSX } from "solid-js";
import { useDesk } from "../conversations/desk.ts";
import { CloseIcon } from "../icons/icons.tsx";
import { DownloadIcon, MessageIcon, NextIcon, WiderIcon, NarrowerIcon } from "../icons/viewer-icons.tsx";
import { useLateWords } from "../language/speaking.tsx";
import { useSession } from "../session/session.ts";
import { shortWhen, sizeWords } from "../words/times.ts";
import { filesDownTo, type SharedFile } from "./shared-files.ts";
import { readText, showingOf } from "./showable.ts";
import { Stage, type StageControls } from "./stage.tsx";
import { useViewing } from "./viewing.ts";

/** A file over the page, and the way to those before and after it. The browser keeps the focus inside and gives it back. */
export function Viewer(props: { readonly file: SharedFile }) {
  const session = useSession();
  const desk = useDesk();
  const words = useLateWords();
  const viewing = useViewing();
  const [controls, setControls] = createSignal<StageControls>();
  let dialog: HTMLDialogElement | undefined;
  onMount(() => {
    dialog?.showModal();
    // Not on its first button, which nobody asked for.
    dialog?.focus();
  });
  const showing = () => showingOf(props.file.file);
  const url = () => session.client.files.urlOf(props.file.file.file);
  const neighbours = createNeighbours(() => props.file);
  const go = (step: number) => {
    const next = neighbours.at(step);
    if (next !== undefined) viewing.view(next);
  };
  const toMessage = () => {
    dialog?.close();
    // What is open beneath (details) would hide it.
    for (const open of document.querySelectorAll<HTMLDialogElement>("dialog[open]")) open.close();
    desk.jump(props.file.offset);
  };
  const pressed = (event: KeyboardEvent) => {
    const act = { "+": 1.4, "=": 1.4, "-": 1 / 1.4 }[event.key];
    if (act !== undefined) controls()?.zoom(act);
    else if (event.key === "0") controls()?.reset();
    else if (event.key === "ArrowRight" || event.key === "ArrowLeft") {
      if ((event.target as HTMLElement).matches("video, audio, pre")) return;
      const towardsEnd =
        (event.key === "ArrowRight") ===
        (getComputedStyle(event.currentTarget as HTMLElement).direction === "ltr");
      go(towardsEnd ? 1 : -1);
    } else return;
    event.preventDefault();
  };
  return (
    <dialog
      ref={(element) => {
        dialog = element;
        element.tabIndex = -1;
      }}
      class="viewer"
      aria-label={words().shown.viewer(props.file.file.name)}
      onClose={() => viewing.view(undefined)}
      onKeyDown={pressed}
    >
      <header>
        <div class="viewer-words">
          <b dir="auto">{props.file.file.name}</b>
          <small>
            {words().shown.sentBy(
              session.nameOf(props.file.by),
              shortWhen(props.file.at, session.now(), words()),
            )}
            {" · "}
            {sizeWords(props.file.file.size, words())}
          </small>
        </div>
        <Show when={showing() === "picture"}>
          <Act class="quiet zooming" label={words().shown.narrower} act={() => controls()?.zoom(1 / 1.4)}>
            <NarrowerIcon />
          </Act>
          <Act class="quiet zooming" label={words().shown.wider} act={() => controls()?.zoom(1.4)}>
            <WiderIcon />
          </Act>
        </Show>
        <Act label={words().shown.toMessage} act={toMessage}>
          <MessageIcon />
        </Act>
        <a
          class="button quiet"
          href={url()}
          download={props.file.file.name}
          aria-label={words().shown.download}
          title={words().shown.download}
        >
          <DownloadIcon />
        </a>
        <Act label={words().shown.close} act={() => dialog?.close()}>
          <CloseIcon />
        </Act>
      </header>
      <div class="viewer-inside">
        <Switch fallback={<NotShown file={props.file} url={url()} />}>
          <Match when={showing() === "picture"}>
            <Stage
              url={url()}
              alt={words().shown.pictureBy(session.nameOf(props.file.by), props.file.file.name)}
              controls={setControls}
            />
          </Match>
          <Match when={showing() === "film"}>
            {/* biome-ignore lint/a11y/useMediaCaption: people's own films have none. */}
            <video src={url()} controls autofocus aria-label={props.file.file.name} />
          </Match>
          <Match when={showing() === "sound"}>
            <audio src={url()} controls autofocus aria-label={props.file.file.name} />
          </Match>
          <Match when={showing() === "text"}>
            <Text file={props.file} url={url()} />
          </Match>
        </Switch>
        <Show when={neighbours.at(-1)}>
          <button
            type="button"
            class="viewer-step before"
            aria-label={words().shown.before}
            onClick={() => go(-1)}
          >
            <NextIcon />
          </button>
        </Show>
        <Show when={neighbours.at(1)}>
          <button
            type="button"
            class="viewer-step after"
            aria-label={words().shown.after}
            onClick={() => go(1)}
          >
            <NextIcon />
          </button>
        </Show>
      </div>
      <p class="viewer-foot" role="status">
        <Show when={neighbours.place()}>
          {(place) => <>{words().shown.placeOf(place().number, place().count)}</>}
        </Show>
      </p>
    </dialog>
  );
}

function Act(props: {
  readonly label: string;
  readonly class?: string;
  readonly act: () => void;
  readonly children: JSX.Element;
}) {
  return (
    <button
      type="button"
      class={props.class ?? "quiet"}
      aria-label={props.label}
      title={props.label}
      onClick={() => props.act()}
    >
      {props.children}
    </button>
  );
}

/** The pictures and films of the conversation around one of them, oldest first. Fetched as far back as is needed. */
function createNeighbours(file: () => SharedFile) {
  const session = useSession();
  const desk = useDesk();
  const isMedia = () => ["picture", "film"].includes(showingOf(file().file));
  const reached = createMemo((least: number) => Math.min(least, file().offset), Number.MAX_SAFE_INTEGER);
  const [found] = createResource(
    () => (isMedia() ? reached() : undefined),
    (offset) => filesDownTo(session, desk.id, "media", offset - 1).catch(() => ({ files: [], more: false })),
  );
  const all = createMemo(() =>
    (found.latest?.files ?? []).toReversed().filter((one) => showingOf(one.file) !== "none"),
  );
  const index = () =>
    all().findIndex((one) => one.offset === file().offset && one.file.file === file().file.file);
  return {
    at: (step: number) => (index() < 0 ? undefined : all()[index() + step]),
    place: () => {
      const { more = true } = found.latest ?? {};
      return index() < 0 || more || all().length < 2
        ? undefined
        : { number: index() + 1, count: all().length };
    },
  };
}

function Text(props: { readonly file: SharedFile; readonly url: string }) {
  const session = useSession();
  const words = useLateWords();
  const [text] = createResource(
    () => props.file.file.file,
    async (file) => {
      const bytes = await session.client.files.download(file).catch(() => undefined);
      return bytes === undefined ? undefined : readText(new Uint8Array(await bytes.arrayBuffer()));
    },
  );
  return (
    <Show when={!text.loading} fallback={<p class="viewer-note">{words().shown.fetching}</p>}>
      <Show when={text() !== undefined} fallback={<NotShown file={props.file} url={props.url} />}>
        <pre class="viewer-text" tabindex="0" dir="auto">
          {text()}
        </pre>
      </Show>
    </Show>
  );
}

function NotShown(props: { readonly file: SharedFile; readonly url: string }) {
  const words = useLateWords();
  return (
    <div class="viewer-note">
      <p>{words().shown.notShown}</p>
      <a class="button go" href={props.url} download={props.file.file.name}>
        {words().shown.download}
      </a>
    </div>
  );
}
