import { createSignal, onCleanup, type Accessor } from "solid-js";
import type { Session } from "../session/session.ts";

/** Of those that signing out forgets: the next person is asked anew. */
const key = "elsewhere.asked-to-notify";

/** Whether and when to ask for notifications: once, after somebody wrote while the person looked elsewhere. */
export interface Asking {
  /** Who wrote; undefined: there is nothing to ask. */
  readonly missed: Accessor<string | undefined>;
  /** Asks the browser, after the person agreed. */
  allow(): Promise<void>;
  /** Never again at this place; the settings still can. */
  decline(): void;
}

/** Follows what calls for attention until the owner of the scope goes away. */
export function createAsking(session: Session): Asking {
  const [missed, setMissed] = createSignal<string>();
  const may = () =>
    !session.who.isPublic &&
    "Notification" in globalThis &&
    Notification.permission === "default" &&
    localStorage.getItem(key) === null;
  const called = (by: string | undefined) => {
    if (by !== undefined && !session.inFront() && may()) setMissed(by);
  };
  const endings = [
    session.client.on("message", ({ how, message }) => called(how === "alert" ? message.by : undefined)),
    session.client.on("alert", ({ conversation, message }) => {
      const messages = session.client.state.conversations.get(conversation)?.messages ?? [];
      called(messages.find(({ offset }) => `${conversation}.${offset}` === message)?.by);
    }),
  ];
  onCleanup(() => endings.forEach((end) => end()));
  const answered = () => {
    localStorage.setItem(key, "yes");
    setMissed(undefined);
  };
  return {
    missed,
    async allow() {
      answered();
      await Notification.requestPermission();
    },
    decline: answered,
  };
}
