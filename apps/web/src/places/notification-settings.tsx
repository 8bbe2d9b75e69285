import { createSignal, onMount, Show } from "solid-js";
import { useSession } from "../session/session.ts";
import { currentSubscription, mayPush, subscribe, unsubscribe } from "./push.ts";

/** Whether this place may call for attention while it is not in front, and be woken when it is closed. */
export function NotificationSettings() {
  const session = useSession();
  const isThere = "Notification" in globalThis;
  const [permission, setPermission] = createSignal(isThere ? Notification.permission : "denied");
  const ask = async () => {
    setPermission(await Notification.requestPermission());
  };
  return (
    <section class="cards">
      <h2>Being told</h2>
      <p class="hint">
        A sound and a count in the title tell you of messages while the page is open. More than that is yours
        to allow, for this place only.
      </p>
      <div class="setting">
        <div>
          <b>System notifications</b>
          <small>
            {permission() === "granted"
              ? "Shown when it is this place that should tell you."
              : permission() === "denied"
                ? "The browser does not allow them. You can change that in its settings for this page."
                : "Not allowed yet."}
          </small>
        </div>
        <Show when={permission() === "default"}>
          <button type="button" onClick={() => void ask()}>
            Allow
          </button>
        </Show>
      </div>
      <Show when={mayPush() && !session.who.isPublic}>
        <PushSetting allowed={(value) => setPermission(value)} />
      </Show>
    </section>
  );
}

function PushSetting(props: { readonly allowed: (permission: NotificationPermission) => void }) {
  const session = useSession();
  const [isOn, setOn] = createSignal(false);
  const [busy, setBusy] = createSignal(false);
  onMount(() => void currentSubscription().then((one) => setOn(one !== undefined)));
  const change = async (work: Promise<boolean>) => {
    setBusy(true);
    const done = await session.attempt(work);
    if (done !== undefined) setOn(done);
    props.allowed(Notification.permission);
    setBusy(false);
  };
  return (
    <div class="setting">
      <div>
        <b>Wake this place</b>
        <small>
          {isOn()
            ? "When nobody is active anywhere, a message is pushed here even if the page is closed."
            : "Off: while the page is closed, nothing comes here."}
        </small>
      </div>
      <Show
        when={isOn()}
        fallback={
          <button type="button" disabled={busy()} onClick={() => void change(subscribe(session))}>
            Turn on
          </button>
        }
      >
        <button type="button" disabled={busy()} onClick={() => void change(unsubscribe(session))}>
          Turn off
        </button>
      </Show>
    </div>
  );
}
