import { For, Show } from "solid-js";
import type { Uploaded } from "@elsewhere/protocol/http";
import type { MessageValue } from "@elsewhere/protocol/values";
import { FileIcon } from "../icons/icons.tsx";
import { useWords } from "../language/speaking.tsx";
import { useSession } from "../session/session.ts";
import { VoiceMessage } from "./voice-message.tsx";
import { showingOf } from "../viewer/showable.ts";
import { useViewing } from "../viewer/viewing.ts";
import { sizeWords } from "../words/times.ts";

/** Pictures as pictures, everything else as a card to open. */
export function Attachments(props: { readonly message: MessageValue }) {
  const session = useSession();
  const viewing = useViewing();
  const files = () => props.message.files ?? [];
  const open = (file: Uploaded) => (event: MouseEvent) => {
    // With a key held or another button the browser does what people expect of links.
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    viewing.view({ offset: props.message.offset, at: props.message.at, by: props.message.by, file });
  };
  return (
    <Show when={files().length > 0}>
      <div class="attachments">
        <For each={files()}>
          {(file) => {
            const url = session.client.files.urlOf(file.file);
            if (file.voice !== undefined)
              return <VoiceMessage file={file.file} voice={file.voice} url={url} />;
            const showing = showingOf(file);
            return showing === "picture" ? (
              <Picture file={file} url={url} open={open(file)} />
            ) : (
              <FileCard file={file} url={url} open={showing === "none" ? undefined : open(file)} />
            );
          }}
        </For>
      </div>
    </Show>
  );
}

/** Pixels; so the bubble is as wide as its picture, and nothing moves when that comes. */
const roomForPicture = { width: 360, height: 280 };

function shownSize({ width, height }: Uploaded): { readonly width?: number; readonly height?: number } {
  if (width === undefined || height === undefined) return {};
  const by = Math.min(1, roomForPicture.width / width, roomForPicture.height / height);
  return { width: Math.max(1, Math.round(width * by)), height: Math.max(1, Math.round(height * by)) };
}

interface Opened {
  readonly file: Uploaded;
  readonly url: string;
  readonly open: ((event: MouseEvent) => void) | undefined;
}

function Picture(props: Opened) {
  return (
    <a
      class="picture"
      href={props.url}
      target="_blank"
      rel="noopener"
      onClick={(event) => props.open?.(event)}
    >
      <img src={props.url} alt={props.file.name} {...shownSize(props.file)} loading="lazy" />
    </a>
  );
}

function FileCard(props: Opened) {
  const words = useWords();
  return (
    <a class="file-card" href={props.url} download={props.file.name} onClick={(event) => props.open?.(event)}>
      <FileIcon />
      <span>
        <b>{props.file.name}</b>
        <small>{sizeWords(props.file.size, words())}</small>
      </span>
    </a>
  );
}
