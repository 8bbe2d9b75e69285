import { Show } from "solid-js";
import { dotOf } from "../words/presence.ts";
import { useSession } from "../session/session.ts";

/** First letters of a name. */
export function initials(name: string): string {
  const words = name.split(/[\s._-]+/).filter((word) => word !== "");
  const letters = words.length > 1 ? [words[0], words.at(-1)] : [words[0]];
  return letters.map((word) => /^./u.exec(word ?? "")?.[0].toUpperCase() ?? "").join("");
}

/** The round sign of a person or a group, with a dot that says in shape and colour whether they are here. */
export function Face(props: {
  readonly name: string;
  readonly account?: string | undefined;
  readonly small?: boolean;
}) {
  const session = useSession();
  const dot = () =>
    props.account === undefined ? "unknown" : dotOf(session.state().presence.get(props.account));
  return (
    <span class="face" classList={{ small: props.small === true }} aria-hidden="true">
      {initials(props.name)}
      <Show when={dot() !== "unknown"}>
        <i class={`dot ${dot()}`} />
      </Show>
    </span>
  );
}
