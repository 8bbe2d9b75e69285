import { contrasts, tokensFile } from "./contrast.ts";
import type { Check, Problem, Tree } from "./tree.ts";

interface Habit {
  readonly isIn: (declaration: Declaration) => boolean;
  readonly text: string;
}

interface Declaration {
  readonly property: string;
  readonly value: string;
}

const colour =
  /#[0-9a-f]{3,8}\b|\b(?:rgba?|hsla?|hwb|ok(?:lch|lab)|lab|lch|light-dark|color)\(|^(?:white|black|red|green|blue|gr[ae]y)$/i;

const habits: readonly Habit[] = [
  { isIn: ({ value }) => colour.test(value), text: "a colour outside of tokens.css: use one of its names" },
  {
    isIn: ({ property, value }) => /^font(?:-size)?$/.test(property) && /\d(?:px|rem)\b/.test(value),
    text: "a size of type without a name: --tiny to --display",
  },
  {
    isIn: ({ property, value }) => property.endsWith("radius") && /\d(?:px|rem)\b/.test(value),
    text: "a corner without a name: --corner-small to --corner-round",
  },
  {
    isIn: ({ property, value }) =>
      /^(?:padding|margin|gap|row-gap|column-gap)/.test(property) && hasStrayDistance(value),
    text: "a distance without a name: --space-1 to --space-11",
  },
  {
    isIn: ({ property, value }) => /^(?:transition|animation)/.test(property) && /[1-9]\d*ms\b/.test(value),
    text: "a duration without a name: --quick or --calm",
  },
  {
    isIn: ({ property, value }) =>
      /^(?:(?:padding|margin|border)-)?(?:left|right)$/.test(property) || /^(?:left|right)$/.test(value),
    text: "left and right change places from right to left: say start and end",
  },
];

/** What a style sheet says by itself although there is a name for it, and colours that cannot be read on each other. */
export const look: Check = {
  name: "look",
  run: (tree) => ({
    problems: [
      ...tree.paths.filter(isSheet).flatMap((path) => strayValues(path, tree.read(path))),
      ...faintPairs(tree),
    ],
  }),
};

function isSheet(path: string): boolean {
  return path.startsWith("apps/web/") && path.endsWith(".css") && path !== tokensFile;
}

/** A hairline may be one pixel; what is wider than the scale is a size of a thing and no distance. */
function hasStrayDistance(value: string): boolean {
  return [...value.matchAll(/(?<![\w.-])(\d+)px\b/g)].some(
    ([, size]) => Number(size) > 1 && Number(size) <= 40,
  );
}

function strayValues(path: string, text: string): readonly Problem[] {
  return withoutComments(text)
    .split("\n")
    .flatMap((line, index) => {
      const [, property = "", value = ""] = /^\s*([a-z-]+):\s*(.*?);?\s*$/.exec(line) ?? [];
      return habits
        .filter(({ isIn }) => isIn({ property, value }))
        .map((habit) => ({ path, line: index + 1, text: habit.text }));
    });
}

/** Lines stay where they are. */
function withoutComments(text: string): string {
  return text.replaceAll(/\/\*[^]*?\*\//g, (comment) => comment.replaceAll(/[^\n]/g, " "));
}

function faintPairs(tree: Tree): readonly Problem[] {
  if (!tree.paths.includes(tokensFile)) return [];
  return contrasts(tree.read(tokensFile))
    .filter(({ ratio, least }) => ratio < least)
    .map(({ theme, front, back, ratio, least }) => ({
      path: tokensFile,
      text: `--${front} on --${back} (${theme}) has ${ratio.toFixed(2)} : 1 and needs ${least}`,
    }));
}
