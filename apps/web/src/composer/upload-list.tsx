import { For, Match, Show, Switch } from "solid-js";
import { CloseIcon, FileIcon } from "../icons/icons.tsx";
import { MicIcon, PauseIcon, PlayIcon } from "../icons/writing-icons.tsx";
import { useWords } from "../language/speaking.tsx";
import { errorWords } from "../session/session.ts";
import { lengthWords } from "../words/lengths.ts";
import { sizeWords } from "../words/times.ts";
import type { Upload, Uploads } from "./uploads.ts";

/** Files that go with the message, and how far they are. */
export function UploadList(props: { readonly uploads: Uploads }) {
  const words = useWords();
  return (
    <Show when={props.uploads.list().length > 0}>
      <ul class="uploads" aria-label={words().composer.uploads}>
        <For each={props.uploads.list()}>
          {(upload) => <UploadChip upload={upload} remove={() => props.uploads.remove(upload)} />}
        </For>
      </ul>
    </Show>
  );
}

function UploadChip(props: { readonly upload: Upload; readonly remove: () => void }) {
  const words = useWords();
  const { file, preview, voice, state } = props.upload;
  const name = () =>
    voice === undefined ? file.name : words().composer.voiceOf(lengthWords(voice.duration));
  const isFailed = () => state().name === "failed";
  const canPause = () => state().name === "going" || state().name === "waiting";
  return (
    <li class="upload" classList={{ failed: isFailed(), pictured: preview !== undefined }}>
      <Show when={preview} fallback={voice === undefined ? <FileIcon /> : <MicIcon />}>
        {(url) => <img src={url()} alt="" />}
      </Show>
      <span class="upload-words">
        <b dir="auto">{name()}</b>
        <Progress upload={props.upload} name={name()} />
      </span>
      <Show when={canPause()}>
        <button
          type="button"
          class="quiet"
          aria-label={words().composer.pauseFile(name())}
          onClick={() => props.upload.pause()}
        >
          <PauseIcon />
        </button>
      </Show>
      <Show when={state().name === "paused"}>
        <button
          type="button"
          class="quiet"
          aria-label={words().composer.goOnFile(name())}
          onClick={() => props.upload.start()}
        >
          <PlayIcon />
        </button>
      </Show>
      <button
        type="button"
        class="quiet"
        aria-label={words().composer.remove(name())}
        onClick={() => props.remove()}
      >
        <CloseIcon />
      </button>
    </li>
  );
}

function Progress(props: { readonly upload: Upload; readonly name: string }) {
  const words = useWords();
  const { file, state } = props.upload;
  const done = () => {
    const now = state();
    return "done" in now ? now : undefined;
  };
  const failed = () => {
    const now = state();
    return now.name === "failed" ? now : undefined;
  };
  return (
    <Switch fallback={<small>{sizeWords(file.size, words())}</small>}>
      <Match when={state().name === "next"}>
        <small>{words().composer.nextFile}</small>
      </Match>
      <Match when={done()}>
        {(now) => (
          <>
            <progress
              max={file.size}
              value={now().done}
              aria-label={words().composer.uploadingFile(props.name)}
            />
            <Show when={now().name !== "going"}>
              <small>
                {now().name === "paused" ? words().composer.paused : words().composer.waitsForConnection}
              </small>
            </Show>
          </>
        )}
      </Match>
      <Match when={failed()}>
        {(now) => (
          <small>
            {errorWords(now().error, words())}{" "}
            <button type="button" class="link" onClick={() => props.upload.start()}>
              {words().composer.tryAgain}
            </button>
          </small>
        )}
      </Match>
    </Switch>
  );
}
