import { createSignal, onCleanup, type Accessor } from "solid-js";
import { limits } from "@elsewhere/protocol/limits";
import { errorWords, type Session } from "../session/session.ts";

/** How far a file has come that is to go with a message. */
export type UploadState =
  | { readonly name: "going"; readonly done: number }
  | { readonly name: "there"; readonly file: string }
  | { readonly name: "failed"; readonly text: string };

/** A file that was picked, dropped or pasted. */
export interface Upload {
  readonly file: File;
  /** Address of the picture in memory. */
  readonly preview: string | undefined;
  readonly state: Accessor<UploadState>;
  start(): void;
  stop(): void;
}

/** Files that go with the next message. */
export interface Uploads {
  readonly list: Accessor<readonly Upload[]>;
  readonly isGoing: Accessor<boolean>;
  add(files: Iterable<File>): void;
  remove(upload: Upload): void;
  /** Ids of what has arrived; the list is empty afterwards. */
  take(): readonly string[];
}

export function createUploads(session: Session): Uploads {
  const [list, setList] = createSignal<readonly Upload[]>([]);
  const drop = (upload: Upload) => {
    upload.stop();
    if (upload.preview !== undefined) URL.revokeObjectURL(upload.preview);
  };
  onCleanup(() => list().forEach(drop));
  return {
    list,
    isGoing: () => list().some((one) => one.state().name === "going"),
    add(files) {
      const chosen = [...files];
      const room = limits.filesPerMessage - list().length;
      if (chosen.length > room) session.say(session.words().composer.tooManyFiles(limits.filesPerMessage));
      const uploads = chosen.slice(0, Math.max(0, room)).map((file) => createUpload(session, file));
      setList((before) => [...before, ...uploads]);
      for (const upload of uploads) upload.start();
    },
    remove(upload) {
      drop(upload);
      setList((before) => before.filter((one) => one !== upload));
    },
    take() {
      const states = list().map((one) => one.state());
      list().forEach(drop);
      setList([]);
      return states.flatMap((state) => (state.name === "there" ? [state.file] : []));
    },
  };
}

function createUpload(session: Session, file: File): Upload {
  const [state, setState] = createSignal<UploadState>({ name: "going", done: 0 });
  let ending = new AbortController();
  const start = () => {
    ending = new AbortController();
    const { signal } = ending;
    setState({ name: "going", done: 0 });
    const onProgress = (done: number) => {
      if (!signal.aborted) setState({ name: "going", done });
    };
    session.client.files.upload(file, { name: file.name, signal, onProgress }).then(
      (uploaded) => setState({ name: "there", file: uploaded.file }),
      (error: unknown) => {
        if (!signal.aborted) setState({ name: "failed", text: errorWords(error, session.words()) });
      },
    );
  };
  const preview = file.type.startsWith("image/") ? URL.createObjectURL(file) : undefined;
  return { file, preview, state, start, stop: () => ending.abort() };
}
