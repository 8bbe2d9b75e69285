import { createEffect, createSignal, on, onMount, Show } from "solid-js";
import { limits } from "@elsewhere/protocol/limits";
import { useDesk } from "../conversations/desk.ts";
import { ClipIcon, CloseIcon } from "../icons/icons.tsx";
import { useWords } from "../language/speaking.tsx";
import { mentionsIn, messageLine } from "../messages/timeline.ts";
import { useSession } from "../session/session.ts";
import { UploadList } from "./upload-list.tsx";
import { createUploads } from "./uploads.ts";

/** Where one writes. Enter sends, Shift and Enter begin a new line, Escape lets go of a reply or an edit. */
export function Composer(props: { readonly id: string }) {
  const session = useSession();
  const words = useWords();
  const desk = useDesk();
  const { client } = session;
  const uploads = createUploads(session);
  const [text, setText] = createSignal("");
  const [dragged, setDragged] = createSignal(false);
  let area: HTMLTextAreaElement | undefined;
  let picker: HTMLInputElement | undefined;
  const put = (value: string) => {
    setText(value);
    if (area !== undefined && area.value !== value) area.value = value;
    grow(area);
  };
  followDraft(props.id, put);
  followIntent(put, () => area?.focus());
  onMount(() => {
    if (matchMedia("(hover: hover)").matches) area?.focus();
  });
  const typed = (value: string) => {
    put(value);
    if (desk.intent().name === "edit") return;
    client.setDraft(props.id, value);
    if (value !== "") client.typing(props.id);
  };
  const isReady = () => !uploads.isGoing() && (text().trim() !== "" || uploads.list().length > 0);
  const submit = () => {
    if (!isReady()) return;
    const intent = desk.intent();
    const written = text().trim();
    if (intent.name === "edit") {
      const message = desk.messageId(intent.message.offset);
      if (written !== "") void session.attempt(client.request("edit-message", { message, text: written }));
      return desk.intend({ name: "write" });
    }
    const files = uploads.take();
    const mentions = mentionsIn(written, session.conversation(props.id)?.members.keys() ?? []);
    client.send(desk.to, written, {
      ...(files.length === 0 ? {} : { files: [...files] }),
      ...(mentions.length === 0 ? {} : { mentions: [...mentions] }),
      ...(intent.name === "reply" ? { reply: intent.to.offset } : {}),
    });
    put("");
    client.setDraft(props.id, "");
    desk.intend({ name: "write" });
  };
  const pressed = (event: KeyboardEvent) => {
    if (event.isComposing) return;
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      submit();
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
    const files = event.clipboardData?.files;
    if (files === undefined || files.length === 0) return;
    event.preventDefault();
    uploads.add(files);
  };
  const dropped = (event: DragEvent) => {
    event.preventDefault();
    setDragged(false);
    uploads.add(event.dataTransfer?.files ?? []);
  };
  return (
    <form
      class="composer"
      classList={{ dragged: dragged() }}
      aria-label={words().composer.form}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
      onDragOver={(event) => {
        event.preventDefault();
        setDragged(true);
      }}
      onDragLeave={() => setDragged(false)}
      onDrop={dropped}
    >
      <IntentLine />
      <UploadList uploads={uploads} />
      <div class="composer-line">
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
            uploads.add(event.currentTarget.files ?? []);
            event.currentTarget.value = "";
          }}
        />
        <textarea
          ref={(element) => {
            area = element;
          }}
          rows="1"
          aria-label={words().composer.writeTo(session.titleOf(props.id))}
          placeholder={
            dragged() ? words().composer.drop : words().composer.writeTo(session.titleOf(props.id))
          }
          maxLength={limits.messageText}
          onInput={(event) => typed(event.currentTarget.value)}
          onKeyDown={pressed}
          onPaste={pasted}
        />
        <button type="submit" class="go" disabled={!isReady()}>
          {desk.intent().name === "edit"
            ? words().composer.save
            : uploads.isGoing()
              ? words().composer.uploading
              : words().composer.send}
        </button>
      </div>
    </form>
  );
}

/** Says what the text is for, if it is not simply the next message. */
function IntentLine() {
  const session = useSession();
  const words = useWords();
  const desk = useDesk();
  const purpose = () => {
    const intent = desk.intent();
    const { composer } = words();
    if (intent.name === "write") return undefined;
    if (intent.name === "edit") return { title: composer.edit, line: messageLine(intent.message, words()) };
    const isOwn = intent.to.by === session.me;
    const title = isOwn ? composer.replyToYourself : composer.replyTo(session.nameOf(intent.to.by));
    return { title, line: messageLine(intent.to, words()) };
  };
  return (
    <Show when={purpose()}>
      {(about) => (
        <p class="intent">
          <b>{about().title}</b> <span>{about().line}</span>
          <button
            type="button"
            class="quiet"
            aria-label={words().composer.letGo}
            onClick={() => desk.intend({ name: "write" })}
          >
            <CloseIcon />
          </button>
        </p>
      )}
    </Show>
  );
}

/** Browsers that size a text field by its content do so by style; for the others. */
function grow(area: HTMLTextAreaElement | undefined): void {
  if (area === undefined || CSS.supports("field-sizing", "content")) return;
  area.style.height = "auto";
  area.style.height = `${area.scrollHeight}px`;
}

/** What is being written follows the person: a draft that changes at another place changes here. */
function followDraft(id: string, put: (text: string) => void): void {
  const session = useSession();
  const desk = useDesk();
  const draft = () => session.state().own.drafts.get(id);
  onMount(() => put(draft()?.text ?? ""));
  let before = draft();
  createEffect(
    on(
      draft,
      (now) => {
        const source = now ?? before;
        before = now;
        if (source === undefined || desk.intent().name === "edit") return;
        if (now !== undefined && now.device !== session.here) put(now.text);
        if (now === undefined && source.device !== session.here) put("");
      },
      { defer: true },
    ),
  );
}

/** To edit is to have the message's text before one; to let go brings back what was being written. */
function followIntent(put: (text: string) => void, focus: () => void): void {
  const session = useSession();
  const desk = useDesk();
  createEffect(
    on(
      desk.intent,
      (now, before) => {
        if (now.name === "edit") put(now.message.text);
        else if (before?.name === "edit") put(session.state().own.drafts.get(desk.id)?.text ?? "");
        if (now.name !== "write") focus();
      },
      { defer: true },
    ),
  );
}
