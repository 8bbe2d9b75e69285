import { createSignal, type Accessor } from "solid-js";
import type { Client } from "@elsewhere/client";
import { limits } from "@elsewhere/protocol/limits";
import type { VoiceValue } from "@elsewhere/protocol/values";
import type { KeptFile, KeptFiles } from "./kept-files.ts";

/** How far a file has come that is to go with a message. */
export type UploadState =
  /** Others go before it. */
  | { readonly name: "next" }
  | { readonly name: "going"; readonly done: number }
  /** The connection is lost; it goes on by itself. */
  | { readonly name: "waiting"; readonly done: number }
  | { readonly name: "paused"; readonly done: number }
  | { readonly name: "there"; readonly file: string }
  | { readonly name: "failed"; readonly error: unknown };

/** A file that was picked, dropped, pasted or spoken. */
export interface Upload {
  readonly id: string;
  readonly file: File;
  readonly voice: VoiceValue | undefined;
  /** Offset of the message that a voice message answers. */
  readonly reply: number | undefined;
  /** Address of the picture in memory. */
  readonly preview: string | undefined;
  readonly state: Accessor<UploadState>;
  /** Begins, or goes on behind what the server has. */
  start(): void;
  pause(): void;
}

/** What is wrong with files that were chosen. */
export type Refused =
  | { readonly name: "too-many"; readonly most: number }
  | { readonly name: "too-large"; readonly file: string; readonly most: number }
  | { readonly name: "folder"; readonly file: string };

/** Files that go with the next message of a conversation. */
export interface Uploads {
  readonly list: Accessor<readonly Upload[]>;
  /** Those of them that go with the next message. */
  readonly files: Accessor<readonly Upload[]>;
  add(files: Iterable<File>): readonly Refused[];
  /** A voice message goes by itself, as soon as it is there. */
  addVoice(file: File, voice: VoiceValue, more: Pick<KeptFile, "reply">): void;
  remove(upload: Upload): void;
  /** Nothing goes any more; what the browser keeps stays. */
  stop(): void;
  /** Ids of what has arrived; those files are no longer in the list. */
  take(): readonly string[];
}

export interface UploadsOptions {
  readonly client: Client;
  readonly conversation: string;
  readonly kept: KeptFiles;
  /** Bytes of the largest file, if it is known. */
  readonly largest: () => number | undefined;
  /** A voice message is there. */
  spoken(file: string, voice: VoiceValue, reply: number | undefined): void;
  readonly newId: () => string;
  now(): number;
}

/** So many go at a time: on a slow network one that arrives is better than ten that do not. */
const goingAtMost = 2;
/** The server forgets what no message holds after a day; what is nearly as old is sent again. */
const thereFor = 20 * 3_600_000;

/** Files wait here while other conversations are shown, and (where the browser keeps them) until the page is back. */
export function createUploads(options: UploadsOptions): Uploads {
  const { client, conversation, kept, newId } = options;
  const [list, setList] = createSignal<readonly Upload[]>([]);
  const files = () => list().filter(({ voice }) => voice === undefined);
  const isBusy = ({ state }: Upload) => state().name === "going" || state().name === "waiting";
  let isOver = false;
  const pump = () => {
    if (isOver) return;
    for (const upload of list()) {
      if (list().filter(isBusy).length >= goingAtMost) return;
      if (upload.state().name === "next") upload.start();
    }
  };
  const forget = (upload: Upload) => {
    upload.pause();
    if (upload.preview !== undefined) URL.revokeObjectURL(upload.preview);
    kept.remove(upload.id).catch(() => undefined);
    setList((before) => before.filter((one) => one !== upload));
  };
  const remember = ({ id, file }: Upload, there: string) => {
    const one: KeptFile = { id, conversation, file, there: { file: there, at: options.now() } };
    kept.keep(one).catch(() => undefined);
  };
  const isThere = ({ there }: KeptFile) => there !== undefined && options.now() - there.at < thereFor;
  const changed = (upload: Upload) => {
    const state = upload.state();
    if (state.name === "there" && upload.voice === undefined) remember(upload, state.file);
    if (state.name === "there" && upload.voice !== undefined) {
      forget(upload);
      options.spoken(state.file, upload.voice, upload.reply);
    }
    if (!isBusy(upload)) pump();
  };
  const enter = (files: readonly KeptFile[]) => {
    if (isOver) return;
    setList((before) => [...before, ...files.map((one) => createUpload(client, one, isThere(one), changed))]);
    pump();
  };
  const take = (file: File, more: Pick<KeptFile, "voice" | "reply"> = {}) => {
    const one: KeptFile = { id: newId(), conversation, file, ...more };
    kept.keep(one).catch(() => undefined);
    return one;
  };
  kept.list(conversation).then(enter, () => undefined);
  return {
    list,
    files,
    add(chosen) {
      const room = limits.filesPerMessage - files().length;
      const { fitting, refused } = sortOut([...chosen], room, options.largest());
      enter(fitting.map((file) => take(file)));
      return refused;
    },
    addVoice: (file, voice, more) => enter([take(file, { voice, ...more })]),
    remove: forget,
    stop() {
      isOver = true;
      for (const upload of list()) upload.pause();
    },
    take() {
      const there = files().flatMap((upload) => {
        const state = upload.state();
        return state.name === "there" ? [{ upload, file: state.file }] : [];
      });
      for (const { upload } of there) forget(upload);
      return there.map(({ file }) => file);
    },
  };
}

/** What of the chosen files can go, in their order, and what is wrong with the others. */
export function sortOut(
  files: readonly File[],
  room: number,
  largest: number | undefined,
): { readonly fitting: readonly File[]; readonly refused: readonly Refused[] } {
  const refused: Refused[] = [];
  const whole = files.filter((file) => {
    // A folder that is dropped looks like an empty file without a type.
    const isFolder = file.size === 0 && file.type === "" && !file.name.includes(".");
    const isLarge = largest !== undefined && file.size > largest;
    if (isFolder) refused.push({ name: "folder", file: file.name });
    else if (isLarge) refused.push({ name: "too-large", file: file.name, most: largest });
    return !isFolder && !isLarge;
  });
  if (whole.length > room) refused.push({ name: "too-many", most: limits.filesPerMessage });
  return { fitting: whole.slice(0, Math.max(0, room)), refused };
}

function createUpload(
  client: Client,
  { id, file, voice, reply, there }: KeptFile,
  isThere: boolean,
  changed: (upload: Upload) => void,
): Upload {
  const [state, setState] = createSignal<UploadState>(
    isThere && there !== undefined ? { name: "there", file: there.file } : { name: "next" },
  );
  let ending = new AbortController();
  const doneOf = (now: UploadState) => ("done" in now ? now.done : 0);
  const preview = file.type.startsWith("image/") ? URL.createObjectURL(file) : undefined;
  const upload: Upload = {
    id,
    file,
    voice,
    reply,
    preview,
    state,
    start() {
      ending.abort();
      ending = new AbortController();
      const { signal } = ending;
      const tell = (next: UploadState) => {
        if (signal.aborted) return;
        setState(next);
        changed(upload);
      };
      tell({ name: "going", done: doneOf(state()) });
      client.files
        .upload(file, {
          name: file.name,
          signal,
          onProgress: (done) => tell({ name: "going", done }),
          onWaiting: () => tell({ name: "waiting", done: doneOf(state()) }),
        })
        .then(
          (uploaded) => tell({ name: "there", file: uploaded.file }),
          (error: unknown) => tell({ name: "failed", error }),
        );
    },
    pause() {
      ending.abort();
      if (state().name === "there") return;
      setState((now) => ({ name: "paused", done: doneOf(now) }));
      changed(upload);
    },
  };
  return upload;
}
