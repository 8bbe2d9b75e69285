import { isPushPayload, type PushPayload } from "./alerts/push-payload.ts";

/** The parts of a service worker that are used here; the page's types do not know them. */
interface Worker extends EventTarget {
  readonly registration: ServiceWorkerRegistration;
  readonly clients: {
    matchAll(options: { readonly type: "window" }): Promise<readonly WindowOfWorker[]>;
    openWindow(url: string): Promise<unknown>;
    claim(): Promise<void>;
  };
  skipWaiting(): Promise<void>;
}

interface WindowOfWorker {
  focus(): Promise<unknown>;
  postMessage(message: unknown): void;
}

interface LastingEvent extends Event {
  waitUntil(work: Promise<unknown>): void;
}

interface PushEvent extends LastingEvent {
  readonly data: { json(): unknown } | null;
}

interface NotificationEvent extends LastingEvent {
  readonly notification: Notification;
}

const worker = globalThis as unknown as Worker;

worker.addEventListener("install", (event) => (event as LastingEvent).waitUntil(worker.skipWaiting()));
worker.addEventListener("activate", (event) => (event as LastingEvent).waitUntil(worker.clients.claim()));
worker.addEventListener("push", (event) => {
  const { data } = event as PushEvent;
  (event as PushEvent).waitUntil(pushed(data?.json()));
});
worker.addEventListener("notificationclick", (event) => {
  const { notification } = event as NotificationEvent;
  (event as NotificationEvent).waitUntil(pressed(notification));
});

async function pushed(payload: unknown): Promise<void> {
  if (!isPushPayload(payload)) return;
  if (payload.type === "clear") return clear(payload.conversation);
  await show(payload);
}

function show(payload: Extract<PushPayload, { readonly type: "message" }>): Promise<void> {
  return worker.registration.showNotification(payload.title, {
    body: payload.text,
    tag: payload.conversation,
    icon: "/mark.svg",
    data: { conversation: payload.conversation },
  });
}

async function clear(conversation: string): Promise<void> {
  for (const shown of await worker.registration.getNotifications({ tag: conversation })) shown.close();
}

/** Leads to the conversation: in a window that is there, or in a new one. */
async function pressed(notification: Notification): Promise<void> {
  notification.close();
  const { conversation } = notification.data as { readonly conversation: string };
  const [open] = await worker.clients.matchAll({ type: "window" });
  if (open === undefined) return void (await worker.clients.openWindow(`/c/${conversation}`));
  await open.focus();
  open.postMessage({ type: "open", conversation });
}
