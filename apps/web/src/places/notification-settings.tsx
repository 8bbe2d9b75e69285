import { createSignal, onMount, Show } from "solid-js";
import { useLateWords } from "../language/speaking.tsx";
import { useSession } from "../session/session.ts";
import { currentSubscription, mayPush, subscribe, unsubscribe } from "./push.ts";

/** Whether this place may call for attention while it is not in front, and be woken when it is closed. */
export function NotificationSettings() {
  const session = useSession();
  const words = useLateWords();
  const isThere = "Notification" in globalThis;
  const [permission, setPermission] = createSignal(isThere ? Notification.permission : "denied");
  const ask = async () => {
    setPermission(await Notification.requestPermission());
  };
  return (
    <section class="cards">
      <h2>{words().places.beingTold}</h2>
      <p class="hint">{words().places.beingToldLead}</p>
      <div class="setting">
        <div>
          <b>{words().places.notifications}</b>
          <small>
            {permission() === "granted"
              ? words().places.notificationsOn
              : permission() === "denied"
                ? words().places.notificationsDenied
                : words().places.notificationsAsk}
          </small>
        </div>
        <Show when={permission() === "default"}>
          <button type="button" onClick={() => void ask()}>
            {words().frame.allow}
          </button>
        </Show>
      </div>
      <Show when={mayPush() && !session.who.isPublic}>
        <PushSetting allowed={(value) => setPermission(value)} />
      </Show>
      <InstallSetting />
    </section>
  );
}

function PushSetting(props: { readonly allowed: (permission: NotificationPermission) => void }) {
  const session = useSession();
  const words = useLateWords();
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
        <b>{words().places.wake}</b>
        <small>{isOn() ? words().places.wakeOn : words().places.wakeOff}</small>
      </div>
      <Show
        when={isOn()}
        fallback={
          <button type="button" disabled={busy()} onClick={() => void change(subscribe(session))}>
            {words().places.turnOn}
          </button>
        }
      >
        <button type="button" disabled={busy()} onClick={() => void change(unsubscribe(session))}>
          {words().places.turnOff}
        </button>
      </Show>
    </div>
  );
}

/** The page as an app of its own, where the browser can make one. */
function InstallSetting() {
  const session = useSession();
  const words = useLateWords();
  const install = () => {
    const state = session.installing();
    if (state.name === "can") void session.attempt(state.install());
  };
  return (
    <Show when={["can", "by-hand"].includes(session.installing().name)}>
      <div class="setting">
        <div>
          <b>{words().telling.install}</b>
          <small>
            {words().telling.installLead}{" "}
            {session.installing().name === "by-hand" ? words().telling.installIos : ""}
          </small>
        </div>
        <Show when={session.installing().name === "can"}>
          <button type="button" onClick={install}>
            {words().telling.installNow}
          </button>
        </Show>
      </div>
    </Show>
  );
}
