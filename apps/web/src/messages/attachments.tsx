import { For, Show } from "solid-js";
import type { Uploaded } from "@elsewhere/protocol/http";
import { FileIcon } from "../icons/icons.tsx";
import { useWords } from "../language/speaking.tsx";
import { useSession } from "../session/session.ts";
import { VoiceMessage } from "./voice-message.tsx";
import { sizeWords } from "../words/times.ts";

const shownTypes: ReadonlySet<string> = new Set([
  "image/png",
  "image/jpeg",
  "image/gif",
  "image/webp",
  "image/avif",
]);

/** Pictures as pictures, everything else as a card to open. */
export function Attachments(props: { readonly files: readonly Uploaded[] }) {
  const session = useSession();
  return (
    <Show when={props.files.length > 0}>
      <div class="attachments">
        <For each={props.files}>
          {(file) => {
            const url = session.client.files.urlOf(file.file);
            if (file.voice !== undefined)
              return <VoiceMessage file={file.file} voice={file.voice} url={url} />;
            return shownTypes.has(file.type) ? (
              <Picture file={file} url={url} />
            ) : (
              <FileCard file={file} url={url} />
            );
          }}
        </For>
      </div>
    </Show>
  );
}

function Picture(props: { readonly file: Uploaded; readonly url: string }) {
  return (
    <a class="picture" href={props.url} target="_blank" rel="noopener">
      <img
        src={props.url}
        alt={props.file.name}
        width={props.file.width}
        height={props.file.height}
        loading="lazy"
      />
    </a>
  );
}

function FileCard(props: { readonly file: Uploaded; readonly url: string }) {
  const words = useWords();
  return (
    <a class="file-card" href={props.url} download={props.file.name}>
      <FileIcon />
      <span>
        <b>{props.file.name}</b>
        <small>{sizeWords(props.file.size, words())}</small>
      </span>
    </a>
  );
}
