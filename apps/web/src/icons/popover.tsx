import type { JSX } from "solid-js";

/** A button that opens something small beside it. The browser closes it on Escape and on a press elsewhere. */
export function Popover(props: {
  /** Of what opens; of the button too, unless its face has words of its own. */
  readonly label: string;
  readonly hasWords?: boolean;
  readonly class?: string;
  readonly face: JSX.Element;
  readonly children: (close: () => void) => JSX.Element;
}) {
  let button: HTMLButtonElement | undefined;
  let sheet: HTMLDivElement | undefined;
  const place = (event: Event) => {
    if ((event as ToggleEvent).newState !== "open" || button === undefined || sheet === undefined) return;
    putBeside(sheet, button.getBoundingClientRect());
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
        }}
        class="popover"
        popover="auto"
        role="dialog"
        aria-label={props.label}
        on:toggle={place}
      >
        {props.children(() => sheet?.hidePopover())}
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
