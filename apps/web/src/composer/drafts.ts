import { createEffect, on, onMount } from "solid-js";
import { useDesk } from "../conversations/desk.ts";
import { useSession } from "../session/session.ts";

/** What is being written follows the person: a draft that changes at another place changes here. */
export function followDraft(id: string, put: (text: string) => void): void {
  const session = useSession();
  const desk = useDesk();
  const draft = () => session.state().own.drafts.get(id);
  onMount(() => put(draft()?.text ?? ""));
  let before = draft();
  createEffect(
    on(
      draft,
      (now) => {
        const source = now ?? before;
        before = now;
        if (source === undefined || desk.intent().name === "edit") return;
        if (now !== undefined && now.device !== session.here) put(now.text);
        if (now === undefined && source.device !== session.here) put("");
      },
      { defer: true },
    ),
  );
}

/** To edit is to have the message's text before one; to let go brings back what was being written. */
export function followIntent(put: (text: string) => void, focus: () => void): void {
  const session = useSession();
  const desk = useDesk();
  createEffect(
    on(
      desk.intent,
      (now, before) => {
        if (now.name === "edit") put(now.message.text);
        else if (before?.name === "edit") put(session.state().own.drafts.get(desk.id)?.text ?? "");
        if (now.name !== "write") focus();
      },
      { defer: true },
    ),
  );
}
