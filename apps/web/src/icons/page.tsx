import { Show, type JSX } from "solid-js";
import { useWords } from "../language/speaking.tsx";
import { landAt } from "../route/landing.ts";
import { useSession } from "../session/session.ts";
import { BackIcon } from "./icons.tsx";

/** A page of its own beside the list. */
export function Page(props: {
  readonly heading: string;
  readonly lead?: string;
  readonly children: JSX.Element;
}) {
  const session = useSession();
  const words = useWords();
  let heading: HTMLElement | undefined;
  landAt(session, () => heading);
  return (
    <section class="page" aria-label={props.heading}>
      <header class="talk-head">
        <button
          type="button"
          class="quiet back"
          aria-label={words().frame.back}
          onClick={() => session.go({ page: "home" })}
        >
          <BackIcon />
        </button>
        <div class="talk-who">
          <h1
            tabindex="-1"
            ref={(element) => {
              heading = element;
            }}
          >
            {props.heading}
          </h1>
          <Show when={props.lead}>{(lead) => <p>{lead()}</p>}</Show>
        </div>
      </header>
      <div class="page-inside">{props.children}</div>
    </section>
  );
}
