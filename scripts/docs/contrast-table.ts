import { colourOf, contrasts, tokensFile, type Contrast } from "../check/contrast.ts";
import type { Generated } from "./document.ts";

/** The ratios in docs/design/README.md, computed from the tokens. */
export const contrastTable: Generated = {
  file: "docs/design/README.md",
  part: "contrast",
  make(tree) {
    const css = tree.read(tokensFile);
    const all = contrasts(css);
    const light = all.filter(({ theme }) => theme === "light");
    const rows = light.map((one) =>
      rowOf(
        css,
        one,
        all.find((other) => isOther(one, other)),
      ),
    );
    return [head, ...rows].join("\n");
  },
};

const head = `| what | on | light | dark | at least |
|---|---|---|---|---|`;

function isOther(one: Contrast, other: Contrast): boolean {
  return other.theme === "dark" && other.front === one.front && other.back === one.back;
}

function rowOf(css: string, light: Contrast, dark: Contrast | undefined): string {
  const cell = (one: Contrast | undefined) =>
    one === undefined ? "" : `${one.ratio.toFixed(1)} (\`${colourOf(css, one.front, one.theme)}\`)`;
  return `| \`--${light.front}\` | \`--${light.back}\` | ${cell(light)} | ${cell(dark)} | ${light.least} |`;
}
