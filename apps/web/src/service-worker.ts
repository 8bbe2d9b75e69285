import { isPushPayload, type PushPayload } from "./alerts/push-payload.ts";
import { cachePrefix, outdated, served } from "./offline/served.ts";
import type { ToWorker } from "./offline/to-worker.ts";

/** Names the build. */
declare const __STAMP__: string;
/** Paths of everything the pages of the build need. */
declare const __FILES__: readonly string[];

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

interface FetchEvent extends Event {
  readonly request: Request;
  respondWith(response: Promise<Response>): void;
}

const worker = globalThis as unknown as Worker;
const cacheName = `${cachePrefix}${__STAMP__}`;
const files = new Set(__FILES__);

// A new build waits until its person says so, or until the last page of the old one is closed.
worker.addEventListener("install", (event) => (event as LastingEvent).waitUntil(keepFiles()));
worker.addEventListener("activate", (event) => (event as LastingEvent).waitUntil(takeOver()));
worker.addEventListener("message", (event) => {
  const { data } = event as MessageEvent<ToWorker>;
  const work = data.type === "take-over" ? worker.skipWaiting() : keepFiles();
  (event as unknown as LastingEvent).waitUntil(work);
});
worker.addEventListener("fetch", (event) => {
  const { request } = event as FetchEvent;
  const from = served(request, location.origin, files);
  if (from.from === "network") return;
  const where = from.from === "kept" ? { cacheName } : {};
  (event as FetchEvent).respondWith(keptOrFetched(from.path, where, request));
});
worker.addEventListener("push", (event) => {
  const { data } = event as PushEvent;
  (event as PushEvent).waitUntil(pushed(data?.json()));
});
worker.addEventListener("notificationclick", (event) => {
  const { notification } = event as NotificationEvent;
  (event as NotificationEvent).waitUntil(pressed(notification));
});

/** Keeps what is not kept yet, so that it may be called again after somebody signed out and all was removed. */
async function keepFiles(): Promise<void> {
  const cache = await caches.open(cacheName);
  const kept = new Set((await cache.keys()).map(({ url }) => new URL(url).pathname));
  const missing = [...files].filter((path) => !kept.has(path));
  await cache.addAll(missing.map((path) => new Request(path, { cache: "no-cache", credentials: "omit" })));
}

async function takeOver(): Promise<void> {
  for (const name of outdated(await caches.keys(), cacheName)) await caches.delete(name);
  await worker.clients.claim();
}

async function keptOrFetched(
  path: string,
  where: MultiCacheQueryOptions,
  request: Request,
): Promise<Response> {
  const kept = await caches.match(path, where);
  return kept ?? fetch(request);
}

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
