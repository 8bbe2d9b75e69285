import { createSignal, onCleanup, type Accessor } from "solid-js";
import { cachePrefix } from "./served.ts";
import type { ToWorker } from "./to-worker.ts";

/** A newer build than the one that runs in this page. */
export interface Update {
  readonly isHere: Accessor<boolean>;
  /** Looks whether the server has one. */
  look(): void;
  /** Goes over to it, at the wish of the person only. */
  take(): void;
}

const path = "/service-worker.js";

/** Not every browser, and no insecure address, has workers. */
function workers(): ServiceWorkerContainer | undefined {
  return "serviceWorker" in navigator ? navigator.serviceWorker : undefined;
}

function tell(worker: ServiceWorker | null, message: ToWorker): void {
  worker?.postMessage(message);
}

/** Keeps the app on this device, so that it opens at once and without the server; tells of newer builds. */
export function keepApp(after: Promise<void>): Update {
  const [isHere, setIsHere] = createSignal(false);
  const ending = new AbortController();
  onCleanup(() => ending.abort());
  let registration: ServiceWorkerRegistration | undefined;
  let wished = false;
  const { signal } = ending;
  const began = after
    .then(() => (signal.aborted ? undefined : register(() => setIsHere(true), signal)))
    .then((it) => (registration = it));
  // Where workers are not allowed the page works as well, with the server.
  began.catch(() => undefined);
  const taken = () => {
    if (wished) location.reload();
  };
  workers()?.addEventListener("controllerchange", taken, { signal });
  return {
    isHere,
    look: () => void registration?.update().catch(() => undefined),
    take: () => {
      wished = true;
      if (registration?.waiting) tell(registration.waiting, { type: "take-over" });
      else location.reload();
    },
  };
}

async function register(
  isThere: () => void,
  signal: AbortSignal,
): Promise<ServiceWorkerRegistration | undefined> {
  const container = workers();
  const registration = await container?.register(path, { updateViaCache: "none" });
  if (container === undefined || registration === undefined) return undefined;
  if (registration.waiting !== null) isThere();
  registration.addEventListener("updatefound", () => follow(registration.installing, isThere), { signal });
  tell((await container.ready).active, { type: "keep" });
  return registration;
}

/** The first one of all is no news. */
function follow(installing: ServiceWorker | null, isThere: () => void): void {
  installing?.addEventListener("statechange", () => {
    if (installing.state === "installed" && navigator.serviceWorker.controller !== null) isThere();
  });
}

/** Removes the app from this device, and lets nobody wake it. */
export async function dropApp(): Promise<void> {
  const container = workers();
  for (const registration of (await container?.getRegistrations()) ?? []) {
    const subscription = await registration.pushManager?.getSubscription();
    await subscription?.unsubscribe();
    await registration.unregister();
  }
  if (!("caches" in globalThis)) return;
  for (const name of await caches.keys()) if (name.startsWith(cachePrefix)) await caches.delete(name);
}
