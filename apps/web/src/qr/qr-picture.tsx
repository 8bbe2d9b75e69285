import { createMemo, Show } from "solid-js";
import { qrCodeOf, type QrCode } from "./qr-code.ts";

/** The quiet edge that readers need around a code, in squares. */
const edge = 4;

/** A text as a QR code, dark on light whatever the theme: that is what cameras expect. */
export function QrPicture(props: { readonly text: string; readonly label: string }) {
  const code = createMemo(() => qrCodeOf(props.text));
  return (
    <Show when={code()}>
      {(drawn) => (
        <svg
          class="qr"
          role="img"
          aria-label={props.label}
          viewBox={`${-edge} ${-edge} ${drawn().size + 2 * edge} ${drawn().size + 2 * edge}`}
          shape-rendering="crispEdges"
        >
          <path d={squaresOf(drawn())} />
        </svg>
      )}
    </Show>
  );
}

/** One path for all dark squares, those beside each other as one. */
function squaresOf({ size, dark }: QrCode): string {
  const parts: string[] = [];
  for (let y = 0; y < size; y += 1)
    for (let x = 0; x < size; x += 1) {
      let width = 0;
      while (x + width < size && dark[y * size + x + width] === true) width += 1;
      if (width === 0) continue;
      parts.push(`M${x} ${y}h${width}v1h${-width}z`);
      x += width;
    }
  return parts.join("");
}
