import { Show } from "solid-js";
import type { CardValue } from "@elsewhere/protocol/values";
import { useSession } from "../session/session.ts";
import { siteWords } from "./first-link.ts";

/** What a page is about. The picture is our server's copy. */
export function LinkCard(props: { readonly card: CardValue }) {
  const session = useSession();
  return (
    <a class="link-card" href={props.card.url} target="_blank" rel="noopener noreferrer nofollow">
      <Show when={props.card.image}>
        {(image) => (
          <img
            src={session.client.files.urlOf(image().file)}
            alt=""
            width={image().width}
            height={image().height}
            loading="lazy"
          />
        )}
      </Show>
      <span class="link-card-words">
        <b dir="auto">{props.card.title}</b>
        <Show when={props.card.description}>{(text) => <span dir="auto">{text()}</span>}</Show>
        <small dir="auto">{siteWords(props.card.url, props.card.site)}</small>
      </span>
    </a>
  );
}
