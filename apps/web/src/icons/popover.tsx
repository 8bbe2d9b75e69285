import { createSignal, onCleanup, Show, type JSX } from "solid-js";

/** A button that opens something small beside it. The browser closes it on Escape and on a press elsewhere. */
export function Popover(props: {
  /** Of what opens; of the button too, unless its face has words of its own. */
  readonly label: string;
  readonly hasWords?: boolean;
  readonly class?: string;
  /** Hands over what opens it from elsewhere. */
  readonly opener?: (open: () => void) => void;
  readonly face: JSX.Element;
  readonly children: (close: () => void) => JSX.Element;
}) {
  // What it holds is made when it opens: a long history has hundreds of them.
  const [open, setOpen] = createSignal(false);
  let button: HTMLButtonElement | undefined;
  let sheet: HTMLDivElement | undefined;
  const put = () => {
    if (open() && button !== undefined && sheet !== undefined)
      putBeside(sheet, button.getBoundingClientRect());
  };
  const growing = new ResizeObserver(put);
  onCleanup(() => growing.disconnect());
  const place = (event: Event) => {
    const isOpen = (event as ToggleEvent).newState === "open";
    setOpen(isOpen);
    if (sheet === undefined) return;
    if (!isOpen) return growing.disconnect();
    put();
    growing.observe(sheet);
    growing.observe(document.documentElement);
    sheet.querySelector<HTMLElement>("button, input, select, textarea")?.focus();
  };
  return (
    <>
      <button
        ref={(element) => {
          button = element;
        }}
        type="button"
        class={props.class ?? "quiet"}
        aria-label={props.hasWords === true ? undefined : props.label}
        aria-haspopup="dialog"
        onClick={() => sheet?.togglePopover()}
      >
        {props.face}
      </button>
      <div
        ref={(element) => {
          sheet = element;
          props.opener?.(() => element.showPopover());
        }}
        class="popover"
        popover="auto"
        role="dialog"
        aria-label={props.label}
        on:toggle={place}
      >
        <Show when={open()}>{props.children(() => sheet?.hidePopover())}</Show>
      </div>
    </>
  );
}

const margin = 8;

/** Above or below the button, wherever there is room, and inside of the window. */
function putBeside(sheet: HTMLElement, button: DOMRect): void {
  const { offsetWidth: width, offsetHeight: height } = sheet;
  const below = button.bottom + 4;
  const fitsBelow = below + height + margin <= innerHeight;
  const top = fitsBelow ? below : Math.max(margin, button.top - height - 4);
  const left = Math.min(
    Math.max(margin, button.right - width),
    Math.max(margin, innerWidth - width - margin),
  );
  sheet.style.top = `${top}px`;
  sheet.style.left = `${left}px`;
}
