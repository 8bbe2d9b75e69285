import { createSignal, createUniqueId } from "solid-js";
import { useLateWords } from "../language/speaking.tsx";
import { useSession } from "../session/session.ts";

/** A link that was made and is shown this once. */
export function MadeLink(props: { readonly about: string; readonly link: string }) {
  const session = useSession();
  const words = useLateWords();
  const id = createUniqueId();
  const [copied, setCopied] = createSignal(false);
  const copy = async () => {
    await session.attempt(navigator.clipboard.writeText(props.link));
    setCopied(true);
  };
  return (
    <div class="made-link">
      <label for={id}>{props.about}</label>
      <div class="in-line">
        <input id={id} readonly value={props.link} onFocus={(event) => event.currentTarget.select()} />
        <button type="button" onClick={() => void copy()}>
          {copied() ? words().admin.copied : words().admin.copy}
        </button>
      </div>
    </div>
  );
}
