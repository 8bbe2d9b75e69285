import { createUniqueId, onMount, type JSX } from "solid-js";
import { useWords } from "../language/speaking.tsx";
import { CloseIcon } from "./icons.tsx";

/** A dialog over the page; the browser keeps the focus inside. */
export function Sheet(props: {
  readonly heading: string;
  readonly closed: () => void;
  readonly children: JSX.Element;
}) {
  const words = useWords();
  const heading = createUniqueId();
  let dialog: HTMLDialogElement | undefined;
  onMount(() => dialog?.showModal());
  const pressed = (event: MouseEvent) => {
    if (event.target === dialog) dialog?.close();
  };
  return (
    <dialog
      ref={(element) => {
        dialog = element;
      }}
      class="sheet"
      aria-labelledby={heading}
      onClose={() => props.closed()}
      onClick={pressed}
    >
      <div class="sheet-inside">
        <header>
          <h2 id={heading}>{props.heading}</h2>
          <button
            type="button"
            class="quiet"
            aria-label={words().frame.close}
            onClick={() => dialog?.close()}
          >
            <CloseIcon />
          </button>
        </header>
        {props.children}
      </div>
    </dialog>
  );
}
