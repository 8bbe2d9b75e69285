import { createSignal, onMount, Show } from "solid-js";
import { Setting } from "./choices.tsx";

/** Idle Detection API (WICG); only some browsers have it. */
interface IdleDetection {
  requestPermission(): Promise<PermissionState>;
}

/** Where the browser can tell that the whole computer is in use: the way to let it. */
export function SystemSensing() {
  const { IdleDetector: detection } = globalThis as { readonly IdleDetector?: IdleDetection };
  const [leave, setLeave] = createSignal<PermissionState>();
  onMount(() => {
    navigator.permissions
      .query({ name: "idle-detection" as PermissionName })
      .then(({ state }) => setLeave(state))
      .catch(() => undefined);
  });
  const ask = async () => setLeave(await detection?.requestPermission());
  return (
    <Show when={detection !== undefined && leave() !== undefined}>
      <Setting
        title="Notice other programs too"
        about={
          leave() === "granted"
            ? "You count as active here while you use anything on this computer, from the next time this page opens."
            : leave() === "denied"
              ? "The browser does not allow it. You can change that in its settings for this page."
              : "The browser can tell that the computer is in use, not what for. Then you are active here in other windows too."
        }
      >
        <Show when={leave() === "prompt"}>
          <button type="button" onClick={() => void ask().catch(() => setLeave("denied"))}>
            Allow
          </button>
        </Show>
      </Setting>
    </Show>
  );
}
