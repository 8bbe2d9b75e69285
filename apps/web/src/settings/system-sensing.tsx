import { createSignal, onMount, Show } from "solid-js";
import { useLateWords } from "../language/speaking.tsx";
import { Setting } from "./choices.tsx";

/** Idle Detection API (WICG); only some browsers have it. */
interface IdleDetection {
  requestPermission(): Promise<PermissionState>;
}

/** Where the browser can tell that the whole computer is in use: the way to let it. */
export function SystemSensing() {
  const words = useLateWords();
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
        title={words().settings.system}
        about={
          leave() === "granted"
            ? words().settings.systemOn
            : leave() === "denied"
              ? words().settings.systemDenied
              : words().settings.systemAsk
        }
      >
        <Show when={leave() === "prompt"}>
          <button type="button" onClick={() => void ask().catch(() => setLeave("denied"))}>
            {words().frame.allow}
          </button>
        </Show>
      </Setting>
    </Show>
  );
}
