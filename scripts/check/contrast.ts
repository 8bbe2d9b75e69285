/** Where colours, sizes and distances get their names. */
export const tokensFile = "apps/web/src/look/tokens.css";

export type Theme = "light" | "dark";

export interface Contrast {
  readonly theme: Theme;
  readonly front: string;
  readonly back: string;
  readonly ratio: number;
  /** What WCAG 2.2 asks at level AA: 4.5 of text (1.4.3), 3 of what one has to see to use it (1.4.11). */
  readonly least: 4.5 | 3;
}

/** Every pair that meets on screen. */
const pairs: readonly (readonly [fronts: readonly string[], backs: readonly string[], least: 4.5 | 3])[] = [
  [["ink", "soft"], ["paper", "sheet", "tint", "here-tint", "live-tint"], 4.5],
  [["here", "live"], ["paper", "sheet", "tint"], 4.5],
  [["here"], ["here-tint"], 4.5],
  [["live"], ["live-tint"], 4.5],
  [["here-ink"], ["here"], 4.5],
  [["live-ink"], ["live"], 4.5],
  [["stage-ink", "stage-soft"], ["stage", "stage-raised"], 4.5],
  [["edge", "idle", "focus"], ["paper", "sheet"], 3],
  [["focus"], ["stage"], 3],
];

/** The contrast of every pair in both themes, in the order of the list. Throws when a token is missing or no hexadecimal pair. */
export function contrasts(css: string): readonly Contrast[] {
  return pairs.flatMap(([fronts, backs, least]) =>
    fronts.flatMap((front) =>
      backs.flatMap((back) =>
        (["light", "dark"] as const).map((theme) => {
          const ratio = ratioOf(colourOf(css, front, theme), colourOf(css, back, theme));
          return { theme, front, back, ratio, least };
        }),
      ),
    ),
  );
}

/** `#rrggbb` of a token. */
export function colourOf(css: string, token: string, theme: Theme): string {
  const match = new RegExp(`--${token}: light-dark\\((#[0-9a-f]{6}), (#[0-9a-f]{6})\\);`).exec(css);
  const found = match?.[theme === "light" ? 1 : 2];
  if (found === undefined) throw new Error(`--${token} is not light-dark(#rrggbb, #rrggbb)`);
  return found;
}

/** WCAG 2.2, contrast ratio. */
export function ratioOf(one: string, other: string): number {
  const [low = 0, high = 0] = [luminance(one), luminance(other)].toSorted((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

/** WCAG 2.2, relative luminance. */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
