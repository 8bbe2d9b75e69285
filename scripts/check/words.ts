import { lineOf, type Check, type Problem, type Tree } from "./tree.ts";

/** Nothing is left for later, and nothing tells on which machine it was made. */
export const words: Check = {
  name: "words",
  run(tree) {
    return { problems: tree.paths.filter(isText).flatMap((path) => refusedIn(tree, path)) };
  },
};

// Taken apart here so that this file does not contain them.
const apart = (...words: string[]): string => words.join("|").replaceAll("~", "");
const later = apart("TO~DO", "FIX~ME", "XX~X", "HA~CK");
const folders = apart("work", "home", "root", "Users");
const registries = apart("registry.npm~js", "npm~mirror", "verdac~cio", "_auth~Token");

const refused: readonly (readonly [RegExp, string])[] = [
  [new RegExp(String.raw`\b(?:${later})\b`, "g"), "do it now or write an issue"],
  [new RegExp(`(?<![\\w.@*)\\]/-])/(?:${folders})/[\\w.-]`, "g"), "a path of one machine"],
  [new RegExp(registries, "g"), "a registry: the lock and the settings work with any"],
];

/** Texts of ours; golden samples and the lock are as they are. */
function isText(path: string): boolean {
  if (path === "package-lock.json" || /(?:^|\/)(?:corpus|torture)\//.test(path)) return false;
  return /\.(?:ts|tsx|mts|mjs|js|json|md|css|html|sh|yml|yaml|toml|sql|conf)$|(?:^|\/)(?:run|\.npmrc|Dockerfile)$/.test(
    path,
  );
}

function refusedIn(tree: Tree, path: string): Problem[] {
  const text = tree.read(path);
  return refused.flatMap(([pattern, why]) =>
    [...text.matchAll(pattern)].map((match) => ({
      path,
      line: lineOf(text, match.index),
      text: `${match[0]}: ${why}`,
    })),
  );
}
