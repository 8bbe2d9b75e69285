import { createEffect, createSignal, on, onCleanup, onMount } from "solid-js";
import { shifted, whole, within, zoomed, type View } from "./zoom.ts";

/** What keys and buttons of the viewer ask of the picture. */
export interface StageControls {
  zoom(by: number): void;
  reset(): void;
}

/** A picture that can be enlarged and moved: wheel, two fingers, keys, drag, and a double press. */
export function Stage(props: {
  readonly url: string;
  readonly alt: string;
  readonly controls: (controls: StageControls) => void;
}) {
  const [view, setView] = createSignal<View>(whole);
  let stage: HTMLDivElement | undefined;
  let picture: HTMLImageElement | undefined;
  const put = (next: View) => {
    if (stage === undefined || picture === undefined) return;
    setView(within(next, { width: picture.offsetWidth, height: picture.offsetHeight }, boxOf(stage)));
  };
  const zoom = (by: number, at = { x: 0, y: 0 }) => put(zoomed(view(), by, at));
  props.controls({ zoom, reset: () => setView(whole) });
  createEffect(
    on(
      () => props.url,
      () => setView(whole),
    ),
  );
  onMount(() => {
    if (stage === undefined) return;
    onCleanup(
      followFingers(stage, {
        moved: (dx, dy) => put(shifted(view(), dx, dy)),
        pinched: (by, at) => zoom(by, at),
      }),
    );
  });
  const wheeled = (event: WheelEvent) => {
    event.preventDefault();
    zoom(Math.exp(-event.deltaY / 300), fromMiddle(event, event.currentTarget as HTMLElement));
  };
  return (
    <div
      class="stage-floor"
      classList={{ enlarged: view().scale > 1 }}
      ref={(element) => {
        stage = element;
        element.addEventListener("wheel", wheeled, { passive: false });
      }}
      onDblClick={(event) =>
        view().scale > 1 ? setView(whole) : zoom(2.5, fromMiddle(event, event.currentTarget))
      }
    >
      <img
        ref={(element) => {
          picture = element;
        }}
        src={props.url}
        alt={props.alt}
        draggable={false}
        style={{ transform: `translate(${view().x}px, ${view().y}px) scale(${view().scale})` }}
      />
    </div>
  );
}

function boxOf(element: HTMLElement): { readonly width: number; readonly height: number } {
  return { width: element.clientWidth, height: element.clientHeight };
}

function fromMiddle(point: { readonly clientX: number; readonly clientY: number }, element: HTMLElement) {
  const box = element.getBoundingClientRect();
  return { x: point.clientX - box.left - box.width / 2, y: point.clientY - box.top - box.height / 2 };
}

interface Fingers {
  moved(dx: number, dy: number): void;
  pinched(by: number, at: { readonly x: number; readonly y: number }): void;
}

/** One finger or the mouse moves, two zoom about the point between them. The function that is given back ends it. */
function followFingers(element: HTMLElement, fingers: Fingers): () => void {
  const down = new Map<number, PointerEvent>();
  const spread = ([one, other]: readonly PointerEvent[]) =>
    one === undefined || other === undefined
      ? 0
      : Math.hypot(one.clientX - other.clientX, one.clientY - other.clientY);
  const pressed = (event: PointerEvent) => {
    element.setPointerCapture(event.pointerId);
    down.set(event.pointerId, event);
  };
  const moved = (event: PointerEvent) => {
    const before = down.get(event.pointerId);
    if (before === undefined) return;
    const wide = spread([...down.values()]);
    down.set(event.pointerId, event);
    const [one, other] = [...down.values()];
    if (one !== undefined && other !== undefined && wide > 0) {
      const between = {
        clientX: (one.clientX + other.clientX) / 2,
        clientY: (one.clientY + other.clientY) / 2,
      };
      return fingers.pinched(spread([one, other]) / wide, fromMiddle(between, element));
    }
    fingers.moved(event.clientX - before.clientX, event.clientY - before.clientY);
  };
  const lifted = (event: PointerEvent) => void down.delete(event.pointerId);
  const ending = new AbortController();
  const { signal } = ending;
  element.addEventListener("pointerdown", pressed, { signal });
  element.addEventListener("pointermove", moved, { signal });
  for (const name of ["pointerup", "pointercancel"] as const)
    element.addEventListener(name, lifted, { signal });
  return () => ending.abort();
}
