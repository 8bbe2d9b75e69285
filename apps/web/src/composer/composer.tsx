import { createEffect, createSignal, lazy, onMount, Show, Suspense } from "solid-js";
import { limits } from "@elsewhere/protocol/limits";
import { useDesk } from "../conversations/desk.ts";
import { EmojiButton } from "../emoji/emoji-button.tsx";
import { ClipIcon } from "../icons/icons.tsx";
import { MarksIcon, MicIcon } from "../icons/writing-icons.tsx";
import { Late, useWords } from "../language/speaking.tsx";
import { createPreviewing, PreviewLine } from "../links/previewing.tsx";
import { mentionsIn } from "../messages/timeline.ts";
import { useSession } from "../session/session.ts";
import { complete, inserted } from "./completion.ts";
import { followDraft, followIntent } from "./drafts.ts";
import { IntentLine } from "./intent-line.tsx";
import { LongText, Room } from "./long-text.tsx";
import { MarkBar } from "./mark-bar.tsx";
import { markOfKey, toggleMark, type Mark } from "./marks.ts";
import { canRecord } from "./recording.ts";
import { refusedWords } from "./refused-words.ts";
import { createSuggesting, Suggestions } from "./suggestions.tsx";
import { UploadList } from "./upload-list.tsx";
import { createWriting } from "./writing.ts";

const Recorder = lazy(() =>
  import("./voice-recorder.tsx").then(({ VoiceRecorder }) => ({ default: VoiceRecorder })),
);

/**
 * Where one writes. Enter sends and Shift and Enter begin a new line, or Ctrl and Enter send, as the person likes it;
 * Escape lets go of a reply or an edit.
 */
export function Composer(props: { readonly id: string }) {
  const session = useSession();
  const words = useWords();
  const desk = useDesk();
  const { client } = session;
  const uploads = session.uploadsOf(props.id);
  const writing = createWriting();
  const { text } = writing;
  const suggesting = createSuggesting(props.id, (completing, word) =>
    writing.change((before) => complete(before, completing, word)),
  );
  const [dragged, setDragged] = createSignal(false);
  const [marking, setMarking] = createSignal(false);
  const [recording, setRecording] = createSignal(false);
  /** Text that was pasted and does not fit. */
  const [long, setLong] = createSignal<string>();
  /** It goes as soon as its files are there. */
  const [goes, setGoes] = createSignal(false);
  let picker: HTMLInputElement | undefined;
  followDraft(props.id, writing.put);
  followIntent(writing.put, writing.focus);
  onMount(() => {
    if (matchMedia("(hover: hover)").matches) writing.focus();
  });
  const isEdit = () => desk.intent().name === "edit";
  const previewing = createPreviewing(text, () => session.preferences().previews && !isEdit());
  const isEmpty = () => text().trim() === "" && uploads.files().length === 0;
  const fits = () => text().length <= limits.messageText;
  const isThere = () => uploads.files().every((one) => one.state().name === "there");
  const isReady = () => !isEmpty() && fits();
  const typed = (value: string) => {
    writing.put(value);
    suggesting.look(value, writing.caret().from);
    setGoes(false);
    if (isEdit() || !fits()) return;
    client.setDraft(props.id, value);
    if (value !== "") client.typing(props.id);
  };
  const add = (files: Iterable<File>) => {
    const refused = uploads.add(files);
    if (refused.length > 0) session.say(refusedWords(refused, words()));
  };
  const submit = () => {
    if (!isReady()) return;
    if (isEdit()) return saveEdit();
    if (isThere()) send();
    else setGoes((before) => !before);
  };
  const saveEdit = () => {
    const intent = desk.intent();
    const written = text().trim();
    if (intent.name !== "edit") return;
    const message = desk.messageId(intent.message.offset);
    if (written !== "") void session.attempt(client.request("edit-message", { message, text: written }));
    desk.intend({ name: "write" });
  };
  const replied = () => {
    const intent = desk.intent();
    return intent.name === "reply" ? { reply: intent.to.offset } : {};
  };
  const send = () => {
    const written = text().trim();
    const files = uploads.take();
    const mentions = mentionsIn(written, session.conversation(props.id)?.members.keys() ?? []);
    client.send(desk.to, written, {
      ...(files.length === 0 ? {} : { files: [...files] }),
      ...(mentions.length === 0 ? {} : { mentions: [...mentions] }),
      ...previewing.take(),
      ...replied(),
    });
    setGoes(false);
    writing.put("");
    client.setDraft(props.id, "");
    desk.intend({ name: "write" });
  };
  createEffect(() => goes() && isThere() && send());
  const mark = (one: Mark) => writing.change((before, from, to) => toggleMark(before, from, to, one));
  const pressed = (event: KeyboardEvent) => {
    if (event.isComposing || suggesting.pressed(event)) return;
    const held = event.ctrlKey || event.metaKey;
    if (event.key === "Enter" && sends(event, session.preferences().enterSends)) {
      event.preventDefault();
      return submit();
    }
    const wanted = held && !event.altKey ? markOfKey(event.key, event.shiftKey) : undefined;
    if (wanted !== undefined) {
      event.preventDefault();
      return mark(wanted);
    }
    if (event.key === "Escape" && desk.intent().name !== "write") desk.intend({ name: "write" });
    if (event.key === "ArrowUp" && text() === "") editLast();
  };
  const editLast = () => {
    const mine = session
      .conversation(props.id)
      ?.messages.findLast((one) => one.by === session.me && one.deletedAt === undefined && one.text !== "");
    if (mine !== undefined) desk.intend({ name: "edit", message: mine });
  };
  const pasted = (event: ClipboardEvent) => {
    const data = event.clipboardData;
    const pastedText = data?.getData("text/plain") ?? "";
    // A program that puts words and their picture there means the words.
    if (data !== null && data.files.length > 0 && pastedText === "") {
      event.preventDefault();
      return add(data.files);
    }
    if (pastedText.length + text().length <= limits.messageText) return;
    event.preventDefault();
    setLong(pastedText);
  };
  const pasteAsFile = () => {
    add([new File([long() ?? ""], `${words().composer.textFile}.txt`, { type: "text/plain" })]);
    setLong(undefined);
    writing.focus();
  };
  const pasteBeginning = () => {
    const room = Math.max(0, limits.messageText - text().length);
    const beginning = (long() ?? "").slice(0, room);
    setLong(undefined);
    writing.change((before, from, to) => inserted(before, from, to, beginning));
  };
  const dropped = (event: DragEvent) => {
    setDragged(false);
    if (!carriesFiles(event)) return;
    event.preventDefault();
    add(event.dataTransfer?.files ?? []);
  };
  return (
    <form
      class="composer"
      classList={{ dragged: dragged(), wordless: isEmpty() }}
      aria-label={words().composer.form}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
      onDragOver={(event) => {
        if (!carriesFiles(event)) return;
        event.preventDefault();
        setDragged(true);
      }}
      onDragLeave={() => setDragged(false)}
      onDrop={dropped}
    >
      <Suggestions suggesting={suggesting} />
      <IntentLine />
      <UploadList uploads={uploads} />
      <PreviewLine previewing={previewing} />
      <Show when={long() !== undefined}>
        <LongText asFile={pasteAsFile} beginning={pasteBeginning} />
      </Show>
      <Show when={marking() || writing.selected()}>
        <MarkBar put={mark} />
      </Show>
      <Show when={recording()}>
        <Suspense>
          <Late>
            <Recorder
              send={(file, voice) => {
                uploads.addVoice(file, voice, replied());
                desk.intend({ name: "write" });
              }}
              left={(file) => uploads.add([file])}
              closed={() => {
                setRecording(false);
                queueMicrotask(writing.focus);
              }}
            />
          </Late>
        </Suspense>
      </Show>
      <div class="composer-line" hidden={recording()}>
        <button type="button" class="quiet" aria-label={words().composer.add} onClick={() => picker?.click()}>
          <ClipIcon />
        </button>
        <input
          ref={(element) => {
            picker = element;
          }}
          type="file"
          multiple
          hidden
          aria-label={words().composer.files}
          onChange={(event) => {
            add(event.currentTarget.files ?? []);
            event.currentTarget.value = "";
          }}
        />
        <textarea
          ref={writing.takeField}
          rows="1"
          dir="auto"
          aria-haspopup="listbox"
          aria-controls={suggesting.list().length > 0 ? suggesting.listId : undefined}
          aria-activedescendant={suggesting.activeId()}
          aria-autocomplete="list"
          aria-label={words().composer.writeTo(session.titleOf(props.id))}
          placeholder={
            dragged() ? words().composer.drop : words().composer.writeTo(session.titleOf(props.id))
          }
          onInput={(event) => typed(event.currentTarget.value)}
          onKeyDown={pressed}
          onPaste={pasted}
          onBlur={() => suggesting.close()}
        />
        <button
          type="button"
          class="quiet marks-button"
          aria-label={words().composer.formatting}
          aria-pressed={marking()}
          onClick={() => setMarking((before) => !before)}
        >
          <MarksIcon />
        </button>
        <EmojiButton
          label={words().composer.emoji}
          choose={(sign) => writing.change((before, from, to) => inserted(before, from, to, sign))}
        />
        <Show when={isEmpty() && !isEdit() && canRecord()}>
          <button
            type="button"
            class="quiet speak"
            aria-label={words().composer.speak}
            onClick={() => setRecording(true)}
          >
            <MicIcon />
          </button>
        </Show>
        <button type="submit" class="go" disabled={!isReady()} aria-pressed={goes() ? true : undefined}>
          {isEdit() ? words().composer.save : goes() ? words().composer.goesWhenThere : words().composer.send}
        </button>
      </div>
      <Room length={text().length} />
    </form>
  );
}

/** Whether Enter sends, with what is held beside it. */
function sends(event: KeyboardEvent, enterSends: boolean): boolean {
  const held = event.ctrlKey || event.metaKey;
  return held || (enterSends && !event.shiftKey);
}

function carriesFiles({ dataTransfer }: DragEvent): boolean {
  return dataTransfer?.types.includes("Files") === true;
}
