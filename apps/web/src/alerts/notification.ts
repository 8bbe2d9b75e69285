/** A notification of the system, one for each conversation. */
export interface Notice {
  readonly title: string;
  readonly text: string;
  readonly conversation: string;
  open(): void;
}

/** Shows it if the person allowed it and is not looking. On phones only the service worker may do so. */
export async function showNotification(notice: Notice): Promise<void> {
  if (!("Notification" in globalThis) || Notification.permission !== "granted" || document.hasFocus()) return;
  const options = {
    body: notice.text,
    tag: notice.conversation,
    data: { conversation: notice.conversation },
    icon: "/mark.svg",
  };
  const registration = await navigator.serviceWorker?.getRegistration();
  if (registration?.active) return registration.showNotification(notice.title, options);
  const shown = new Notification(notice.title, options);
  shown.addEventListener("click", () => {
    globalThis.focus();
    notice.open();
    shown.close();
  });
  addEventListener(`elsewhere-clear:${notice.conversation}`, () => shown.close(), { once: true });
}

/** Takes back what was shown for a conversation: it was read, here or elsewhere. */
export async function clearNotifications(conversation: string): Promise<void> {
  dispatchEvent(new Event(`elsewhere-clear:${conversation}`));
  const registration = await navigator.serviceWorker?.getRegistration();
  for (const shown of (await registration?.getNotifications({ tag: conversation })) ?? []) shown.close();
}
