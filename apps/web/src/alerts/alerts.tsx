import { createEffect, createMemo, createSignal, onCleanup } from "solid-js";
import { useSession, type Session } from "../session/session.ts";
import { messageLine } from "../messages/timeline.ts";
import { alertWords, pageTitle } from "./alert-words.ts";
import { clearNotifications, showNotification } from "./notification.ts";
import { sound } from "./sound.ts";

/** Calls for attention where the server says that this is the place to do so, and takes it back when it was read. */
export function Alerts() {
  const session = useSession();
  countInTitle(session);
  const announced = announce(session);
  const alert = (conversation: string, message: string) => {
    // The notice is told as soon as the client has it, before what is shown follows.
    const known = session.client.state.conversations
      .get(conversation)
      ?.messages.find((one) => `${conversation}.${one.offset}` === message);
    if (known === undefined) return;
    if (session.preferences().sounds)
      sound(known.mentions?.includes(session.me) === true ? "mention" : "message");
    const { title, text } = alertWords(
      known,
      session.nameOf(known.by),
      groupTitle(session, conversation),
      session.words(),
    );
    const open = () => session.go({ page: "conversation", conversation });
    // The permission may have been taken away meanwhile.
    showNotification({ title, text, conversation, open }).catch(() => undefined);
  };
  const endings = [
    session.client.on("message", (notice) => {
      if (notice.how === "alert") alert(notice.topic, `${notice.topic}.${notice.message.offset}`);
    }),
    session.client.on("alert", (notice) => alert(notice.conversation, notice.message)),
    session.client.on("clear", (notice) => void clearNotifications(notice.conversation)),
  ];
  onCleanup(() => endings.forEach((end) => end()));
  followPressedNotifications(session);
  tellFailures(session);
  return (
    <p class="hidden" aria-live="polite">
      {announced()}
    </p>
  );
}

/** What could not be sent is heard as well as seen: the person may look elsewhere by now. */
function tellFailures(session: Session): void {
  const failed = createMemo(() => session.outbox().filter((one) => one.state === "failed").length);
  createEffect<number>((before) => {
    if (failed() > before && session.preferences().sounds) sound("not-sent");
    return failed();
  }, failed());
}

/** A press on a notification that the service worker showed leads to its conversation, in this window if it is open. */
function followPressedNotifications(session: Session): void {
  const worker = navigator.serviceWorker as ServiceWorkerContainer | undefined;
  const told = ({ data }: MessageEvent) => {
    const { type, conversation } = data as { readonly type?: unknown; readonly conversation?: unknown };
    if (type === "open" && typeof conversation === "string")
      session.go({ page: "conversation", conversation });
  };
  worker?.addEventListener("message", told);
  worker?.startMessages();
  onCleanup(() => worker?.removeEventListener("message", told));
}

function groupTitle(session: Session, conversation: string): string | undefined {
  return conversation.startsWith("g:") ? session.titleOf(conversation) : undefined;
}

/** The number of unread messages, in the title of the page and on the icon of the installed app. */
function countInTitle(session: Session): void {
  const unread = createMemo(() => {
    const { own, conversations } = session.state();
    const ids = [...conversations.keys()].filter((id) => own.joined.has(id));
    return ids.reduce((sum, id) => sum + session.client.unread(id), 0);
  });
  const open = () => {
    const route = session.route();
    return route.page === "conversation" ? session.titleOf(route.conversation) : undefined;
  };
  createEffect(() => {
    document.title = pageTitle(unread(), open(), session.words());
    markIcon(unread() > 0);
    void navigator.setAppBadge?.(unread()).catch(() => undefined);
  });
  onCleanup(() => {
    document.title = pageTitle(0, undefined, session.words());
    markIcon(false);
    void navigator.clearAppBadge?.().catch(() => undefined);
  });
}

/** The sign of the tab has a dot while something is unread: tabs are often too narrow for their titles. */
function markIcon(isUnread: boolean): void {
  const link = document.querySelector<HTMLLinkElement>("link[rel=icon]");
  const href = isUnread ? "/mark-unread.svg" : "/mark.svg";
  if (link !== null && link.getAttribute("href") !== href) link.href = href;
}

/** What a screen reader says of new messages: what the open conversation says, and of others only that they do. */
function announce(session: Session) {
  const [text, setText] = createSignal("");
  const isOpen = (topic: string) => {
    const route = session.route();
    return route.page === "conversation" && route.conversation === topic;
  };
  const end = session.client.on("message", ({ message, topic }) => {
    if (message.by === session.me || session.connection().name !== "live") return;
    const words = session.words();
    const name = session.nameOf(message.by);
    setText(
      isOpen(topic)
        ? words.alerts.said(name, messageLine(message, words))
        : words.alerts.unreadIn(session.titleOf(topic)),
    );
  });
  onCleanup(end);
  return text;
}
