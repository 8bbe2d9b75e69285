import "../look/viewer.css";
import { createEffect, createSignal, For, on, Show } from "solid-js";
import { FileIcon } from "../icons/icons.tsx";
import { Tabs } from "../icons/tabs.tsx";
import { useLateWords } from "../language/speaking.tsx";
import { useSession } from "../session/session.ts";
import { shortWhen, sizeWords } from "../words/times.ts";
import { olderFiles, type SharedFile, type SharedKind } from "./shared-files.ts";
import { showingOf } from "./showable.ts";
import { useViewing } from "./viewing.ts";

/** Everything that was sent in a conversation: what is looked at, and other files. */
export function SharedFilesList(props: { readonly conversation: string }) {
  const session = useSession();
  const words = useLateWords();
  const [kind, setKind] = createSignal<SharedKind>("media");
  const [files, setFiles] = createSignal<readonly SharedFile[]>();
  const [more, setMore] = createSignal(false);
  const [loading, setLoading] = createSignal(false);
  const fetchMore = async (known: readonly SharedFile[]) => {
    const asked = kind();
    setLoading(true);
    const page = await session.attempt(olderFiles(session, props.conversation, asked, known));
    setLoading(false);
    if (asked !== kind() || page === undefined) return;
    setFiles(page.files);
    setMore(page.more);
  };
  createEffect(
    on(kind, () => {
      setFiles(undefined);
      void fetchMore([]);
    }),
  );
  return (
    <section class="shared">
      <Tabs
        label={words().shown.shared}
        chosen={kind()}
        choose={setKind}
        tabs={[
          { key: "media", words: words().shown.media },
          { key: "files", words: words().shown.files },
        ]}
      >
        <Show
          when={files()}
          fallback={<p class="hint">{loading() ? words().shown.fetching : words().shown.notFetched}</p>}
        >
          {(known) => (
            <Show
              when={known().length > 0}
              fallback={
                <p class="hint">{kind() === "media" ? words().shown.noMedia : words().shown.noFiles}</p>
              }
            >
              <ul class={kind() === "media" ? "thumbs" : "shared-files"}>
                <For each={known()}>
                  {(file) => <li>{kind() === "media" ? <Thumb file={file} /> : <FileRow file={file} />}</li>}
                </For>
              </ul>
              <Show when={more()}>
                <button type="button" disabled={loading()} onClick={() => void fetchMore(known())}>
                  {loading() ? words().shown.fetching : words().shown.older}
                </button>
              </Show>
            </Show>
          )}
        </Show>
      </Tabs>
    </section>
  );
}

function Thumb(props: { readonly file: SharedFile }) {
  const session = useSession();
  const viewing = useViewing();
  return (
    <button
      type="button"
      class="thumb"
      aria-label={props.file.file.name}
      title={props.file.file.name}
      onClick={() => viewing.view(props.file)}
    >
      <Show when={showingOf(props.file.file) === "picture"} fallback={<FileIcon />}>
        <img src={session.client.files.urlOf(props.file.file.file)} alt="" loading="lazy" decoding="async" />
      </Show>
    </button>
  );
}

function FileRow(props: { readonly file: SharedFile }) {
  const session = useSession();
  const words = useLateWords();
  const viewing = useViewing();
  return (
    <button type="button" class="file-card" onClick={() => viewing.view(props.file)}>
      <FileIcon />
      <span>
        <b dir="auto">{props.file.file.name}</b>
        <small>
          {words().shown.sentBy(
            session.nameOf(props.file.by),
            shortWhen(props.file.at, session.now(), words()),
          )}
          {" · "}
          {sizeWords(props.file.file.size, words())}
        </small>
      </span>
    </button>
  );
}
