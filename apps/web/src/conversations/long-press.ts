/** Milliseconds a finger rests on a thing to ask what can be done with it, and pixels it may move meanwhile. */
const restsFor = 500;
const movesBy = 10;

/** Calls when a finger rests on the element; the press that would follow is taken away. */
export function longPress(element: HTMLElement, pressed: (x: number, y: number) => void): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let from = { x: 0, y: 0 };
  let isTaken = false;
  const end = () => clearTimeout(timer);
  element.addEventListener("pointerdown", (event) => {
    isTaken = false;
    if (event.pointerType !== "touch") return;
    from = { x: event.clientX, y: event.clientY };
    timer = setTimeout(() => {
      isTaken = true;
      pressed(from.x, from.y);
    }, restsFor);
  });
  element.addEventListener("pointermove", ({ clientX, clientY }) => {
    if (Math.hypot(clientX - from.x, clientY - from.y) > movesBy) end();
  });
  for (const name of ["pointerup", "pointercancel", "pointerleave", "contextmenu"])
    element.addEventListener(name, end);
  element.addEventListener(
    "click",
    (event) => {
      if (!isTaken) return;
      isTaken = false;
      event.preventDefault();
      event.stopImmediatePropagation();
    },
    { capture: true },
  );
}
