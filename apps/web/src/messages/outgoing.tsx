import { Match, Show, Switch } from "solid-js";
import type { Sending } from "@elsewhere/client";
import { useWords } from "../language/speaking.tsx";
import { useSession } from "../session/session.ts";
import { Formatted } from "./formatted.tsx";

/** A message on its way: seen at once, and honest about how far it is. */
export function Outgoing(props: { readonly sending: Sending }) {
  const session = useSession();
  const words = useWords();
  const failed = () => (props.sending.state === "failed" ? props.sending : undefined);
  const files = () => props.sending.args.files?.length ?? 0;
  return (
    <li class="message mine first last outgoing" classList={{ failed: failed() !== undefined }}>
      <div class="bubble-line">
        <div class="bubble">
          <Show when={props.sending.args.text !== ""} fallback={words().messages.files(files())}>
            <Formatted text={props.sending.args.text} />
          </Show>
        </div>
      </div>
      <p class="meta">
        <Switch fallback={words().messages.sending}>
          <Match when={failed()}>
            {(failure) => (
              <>
                {words().messages.notSent(words().errors.refused(failure().code, failure().text))}{" "}
                <button type="button" class="link" onClick={() => session.client.retry(props.sending.id)}>
                  {words().messages.tryAgain}
                </button>{" "}
                <button type="button" class="link" onClick={() => session.client.discard(props.sending.id)}>
                  {words().messages.discard}
                </button>
              </>
            )}
          </Match>
          <Match when={props.sending.state === "waiting" && session.connection().name !== "live"}>
            {words().messages.waits}
          </Match>
        </Switch>
      </p>
    </li>
  );
}
