import { createEffect, on, Show } from "solid-js";
import { useWords } from "../language/speaking.tsx";
import { useSession } from "../session/session.ts";
import { forgotten } from "./forgetting.ts";
import { keepApp } from "./worker.ts";

/** Keeps the app where its person stays, and says when a newer one is here. It never reloads by itself. */
export function UpdateNote() {
  const session = useSession();
  return (
    <Show when={!session.who.isPublic}>
      <Note />
    </Show>
  );
}

function Note() {
  const session = useSession();
  const words = useWords();
  const update = keepApp(forgotten());
  // A server that was away may have come back as a newer one.
  createEffect(
    on(
      () => session.connection().name === "live",
      (isLive, wasLive) => {
        if (isLive && wasLive === false) update.look();
      },
    ),
  );
  return (
    <div role="status">
      <Show when={update.isHere()}>
        <p class="banner">
          <span>{words().frame.newVersion}</span>
          <button type="button" onClick={() => update.take()}>
            {words().frame.reload}
          </button>
        </p>
      </Show>
    </div>
  );
}
