import { createUniqueId } from "solid-js";
import { useWords } from "../language/speaking.tsx";
import { useSession } from "../session/session.ts";

/** For what the person wants to be told in a conversation. */
export function AlertChoice(props: { readonly conversation: string }) {
  const session = useSession();
  const words = useWords();
  const id = createUniqueId();
  const alerts = () => session.state().own.kept.get(props.conversation)?.alerts ?? "all";
  const change = (value: string) =>
    void session.attempt(
      session.client.request("keep-conversation", {
        conversation: props.conversation,
        alerts: value as "all" | "mentions" | "none",
      }),
    );
  return (
    <span class="alert-choice">
      <label for={id}>{words().conversations.tellAbout}</label>
      <select id={id} value={alerts()} onChange={(event) => change(event.currentTarget.value)}>
        <option value="all">{words().conversations.tellAll}</option>
        <option value="mentions">{words().conversations.tellMentions}</option>
        <option value="none">{words().conversations.tellNothing}</option>
      </select>
    </span>
  );
}
