import { Late, useLateWords } from "../language/speaking.tsx";
import { useSession } from "../session/session.ts";
import type { Asking } from "./asking.ts";

/** The question whether this place may tell of messages while nobody looks; the browser asks only after a yes. */
export default function AskNote(props: { readonly asking: Asking }) {
  return (
    <Late>
      <Note asking={props.asking} />
    </Late>
  );
}

function Note(props: { readonly asking: Asking }) {
  const session = useSession();
  const words = useLateWords();
  return (
    <p class="banner" role="status">
      <span>{words().telling.missed(session.nameOf(props.asking.missed() ?? ""))}</span>
      <button type="button" class="go" onClick={() => void session.attempt(props.asking.allow())}>
        {words().telling.allow}
      </button>
      <button type="button" onClick={() => props.asking.decline()}>
        {words().telling.notNow}
      </button>
    </p>
  );
}
