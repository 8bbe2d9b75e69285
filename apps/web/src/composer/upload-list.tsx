import { For, Match, Show, Switch } from "solid-js";
import { CloseIcon, FileIcon } from "../icons/icons.tsx";
import { useWords } from "../language/speaking.tsx";
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
  const { file, preview, state } = props.upload;
  const going = () => {
    const now = state();
    return now.name === "going" ? now : undefined;
  };
  const failed = () => {
    const now = state();
    return now.name === "failed" ? now : undefined;
  };
  return (
    <li class="upload" classList={{ failed: failed() !== undefined }}>
      <Show when={preview} fallback={<FileIcon />}>
        {(url) => <img src={url()} alt="" />}
      </Show>
      <span class="upload-words">
        <b>{file.name}</b>
        <Switch fallback={<small>{sizeWords(file.size, words())}</small>}>
          <Match when={going()}>
            {(now) => (
              <progress
                max={file.size}
                value={now().done}
                aria-label={words().composer.uploadingFile(file.name)}
              />
            )}
          </Match>
          <Match when={failed()}>
            {(now) => (
              <small>
                {now().text}{" "}
                <button type="button" class="link" onClick={() => props.upload.start()}>
                  {words().composer.tryAgain}
                </button>
              </small>
            )}
          </Match>
        </Switch>
      </span>
      <button
        type="button"
        class="quiet"
        aria-label={words().composer.remove(file.name)}
        onClick={() => props.remove()}
      >
        <CloseIcon />
      </button>
    </li>
  );
}
