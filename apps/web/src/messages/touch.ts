/** What a finger does on a message. */
export type Gesture = "reply" | "menu";

/** Pixels: a finger never lies quite still, and a swipe is no scroll. */
const still = 10;
const swiped = 64;
const furthest = 88;
/** Milliseconds a finger lies before it means the menu. */
const long = 450;

/** How far a message follows a finger that moved; 0 where it scrolls instead. `toEnd`: 1 where reading goes to the right. */
export function followed(dx: number, dy: number, toEnd: 1 | -1): number {
  const along = dx * toEnd;
  if (along < still || Math.abs(dy) > Math.abs(dx)) return 0;
  return Math.min(furthest, along) * toEnd;
}

/** Whether a finger that was lifted there meant to answer. */
export function meansReply(dx: number, dy: number, toEnd: 1 | -1): boolean {
  return Math.abs(followed(dx, dy, toEnd)) >= swiped;
}

interface Touched {
  readonly x: number;
  readonly y: number;
  readonly timer: ReturnType<typeof setTimeout>;
}

const heldClass = "held";

/** Tells what a finger means on the element: a swipe towards the end of the line answers, lying still opens the menu. */
export function followTouch(element: HTMLElement, meant: (gesture: Gesture) => void): () => void {
  const ending = new AbortController();
  const { signal } = ending;
  let touched: Touched | undefined;
  const toEnd = () => (getComputedStyle(element).direction === "rtl" ? -1 : 1);
  const over = () => {
    clearTimeout(touched?.timer);
    touched = undefined;
    element.style.translate = "";
    element.classList.remove(heldClass);
  };
  const listen = <Name extends keyof HTMLElementEventMap>(
    name: Name,
    heard: (event: HTMLElementEventMap[Name]) => void,
  ) => element.addEventListener(name, heard, { signal });
  listen("pointerdown", (event) => {
    if (event.pointerType !== "touch" || isControl(event.target)) return;
    over();
    const timer = setTimeout(() => element.classList.add(heldClass), long);
    touched = { x: event.clientX, y: event.clientY, timer };
  });
  listen("pointermove", ({ clientX, clientY }) => {
    if (touched === undefined) return;
    const [dx, dy] = [clientX - touched.x, clientY - touched.y];
    if (Math.hypot(dx, dy) > still) {
      clearTimeout(touched.timer);
      element.classList.remove(heldClass);
    }
    const far = followed(dx, dy, toEnd());
    element.style.translate = far === 0 ? "" : `${far}px 0`;
  });
  listen("pointerup", ({ clientX, clientY }) => {
    const answers = touched !== undefined && meansReply(clientX - touched.x, clientY - touched.y, toEnd());
    const isHeld = element.classList.contains(heldClass);
    over();
    if (answers) meant("reply");
    // What opens while the finger is down is closed by its lifting.
    else if (isHeld) setTimeout(() => meant("menu"));
  });
  listen("pointercancel", over);
  // The browser's own menu of a long press would cover ours.
  listen("contextmenu", (event) => {
    if (event.pointerType === "touch" && !isControl(event.target)) event.preventDefault();
  });
  return () => {
    over();
    ending.abort();
  };
}

/** Links, buttons and players know themselves what a finger means. */
function isControl(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest("a, button, input, summary, video, audio") !== null;
}
