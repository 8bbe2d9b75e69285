import type { Session } from "../session/session.ts";

/** Whether this browser can be woken at all. */
export function mayPush(): boolean {
  return "serviceWorker" in navigator && "PushManager" in globalThis && "Notification" in globalThis;
}

export async function currentSubscription(): Promise<PushSubscription | undefined> {
  const registration = await navigator.serviceWorker.getRegistration();
  return (await registration?.pushManager.getSubscription()) ?? undefined;
}

/** Lets the server wake this device (RFC 8030); true once it may. Throws what the person should read. */
export async function subscribe(session: Session): Promise<boolean> {
  const key = session.client.welcome?.pushKey;
  if (key === undefined) throw new Error(session.words().places.wakesNobody);
  if ((await Notification.requestPermission()) !== "granted")
    throw new Error(session.words().places.notificationsRefused);
  await navigator.serviceWorker.register("/service-worker.js");
  const registration = await navigator.serviceWorker.ready;
  const subscription = await registration.pushManager.subscribe({
    userVisibleOnly: true,
    applicationServerKey: key,
  });
  const { endpoint, keys } = subscription.toJSON();
  const { p256dh, auth } = keys ?? {};
  if (endpoint === undefined || p256dh === undefined || auth === undefined)
    throw new Error(session.words().places.noWakeAddress);
  await session.client.request("subscribe-push", { endpoint, p256dh, auth });
  return true;
}

/** Lets nobody wake this device any more; false: it is off. */
export async function unsubscribe(session: Session): Promise<boolean> {
  const subscription = await currentSubscription();
  await subscription?.unsubscribe();
  await session.client.request("unsubscribe-push", {});
  return false;
}
