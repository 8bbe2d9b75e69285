import { createEffect, createMemo, createSignal, onCleanup, Show, type Accessor } from "solid-js";
import type { Answer } from "@elsewhere/protocol/requests";
import { CloseIcon } from "../icons/icons.tsx";
import { useWords } from "../language/speaking.tsx";
import { useSession } from "../session/session.ts";
import { firstLink } from "./first-link.ts";
import { LinkCard } from "./link-card.tsx";

type Preview = NonNullable<Answer<"preview-link">["preview"]>;

/** The card of what is being written. */
export interface Previewing {
  readonly preview: Accessor<Preview | undefined>;
  /** The person does not want it for this link. */
  remove(): void;
  /** What goes with the message; the next one begins anew. */
  take(): { readonly cards?: string[] };
}

/** After the last key: a link is not looked at letter by letter. Milliseconds. */
const rest = 500;

/** Has the first link of a text looked at once the writer rests. `wanted`: whether at all. */
export function createPreviewing(text: Accessor<string>, wanted: Accessor<boolean>): Previewing {
  const { client } = useSession();
  const link = createMemo(() => (wanted() ? firstLink(text()) : undefined));
  const [found, setFound] = createSignal<{ readonly link: string; readonly preview: Preview | undefined }>();
  const [removed, setRemoved] = createSignal<string>();
  createEffect(() => {
    const url = link();
    if (url === undefined || url === removed() || found()?.link === url) return;
    const timer = setTimeout(() => void look(url), rest);
    onCleanup(() => clearTimeout(timer));
  });
  const look = async (url: string) => {
    const answer = await client.request("preview-link", { url }, { once: true }).catch(() => undefined);
    // What could not be asked now is asked when the text changes.
    if (answer !== undefined && link() === url) setFound({ link: url, preview: answer.preview });
  };
  const preview = () => (found()?.link === link() && link() !== removed() ? found()?.preview : undefined);
  return {
    preview,
    remove: () => setRemoved(link()),
    take() {
      const shown = preview();
      setRemoved(undefined);
      setFound(undefined);
      return shown === undefined ? {} : { cards: [shown.id] };
    },
  };
}

/** The card above the field, and the way to send the message without it. */
export function PreviewLine(props: { readonly previewing: Previewing }) {
  const words = useWords();
  return (
    <Show when={props.previewing.preview()}>
      {(preview) => (
        <div class="preview-line">
          <LinkCard card={preview().card} />
          <button
            type="button"
            class="quiet"
            aria-label={words().composer.removeCard}
            title={words().composer.removeCard}
            onClick={() => props.previewing.remove()}
          >
            <CloseIcon />
          </button>
        </div>
      )}
    </Show>
  );
}
