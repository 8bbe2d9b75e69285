/** How a picture lies on the stage: enlarged, and shifted from the middle, in pixels. */
export interface View {
  readonly scale: number;
  readonly x: number;
  readonly y: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

export const whole: View = { scale: 1, x: 0, y: 0 };
const most = 8;

/** Enlarges by a factor, so that what is at a point (from the middle of the stage) stays there. */
export function zoomed(view: View, by: number, at: { readonly x: number; readonly y: number }): View {
  const scale = Math.min(most, Math.max(1, view.scale * by));
  if (scale === 1) return whole;
  const grown = scale / view.scale;
  return { scale, x: at.x - (at.x - view.x) * grown, y: at.y - (at.y - view.y) * grown };
}

export function shifted(view: View, dx: number, dy: number): View {
  return view.scale === 1 ? whole : { ...view, x: view.x + dx, y: view.y + dy };
}

/** Moved so that no edge of the picture (its size at scale 1) comes inside of the stage; what is smaller is in the middle. */
export function within(view: View, picture: Size, stage: Size): View {
  const reach = (size: number, room: number) => Math.max(0, (size * view.scale - room) / 2);
  const [right, down] = [reach(picture.width, stage.width), reach(picture.height, stage.height)];
  return { scale: view.scale, x: clamp(view.x, right), y: clamp(view.y, down) };
}

function clamp(value: number, reach: number): number {
  // Never minus zero.
  return Math.min(reach, Math.max(-reach, value)) + 0;
}
