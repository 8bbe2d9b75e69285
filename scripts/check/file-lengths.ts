import { isSource, isTest, type Check, type Problem } from "./tree.ts";

/** Files are short enough to be read at one go. */
export const fileLengths: Check = {
  name: "file lengths",
  run: (tree) => lengths(tree, longFiles),
};

/** Tables, byte parsers and one public face may be longer; each with its reason. */
const longFiles: Readonly<Record<string, string>> = {
  "packages/protocol/src/requests.ts": "the table of requests",
  "packages/client/src/client.ts":
    "the one class that programs see: each method hands on to the part that does it",
};

const aimed = 300;
const limit = 350;
const testLimit = 500;

/** As the check does, with another list of permitted long files (path to reason). */
export function lengths(
  tree: Parameters<Check["run"]>[0],
  permitted: Readonly<Record<string, string>>,
): ReturnType<Check["run"]> {
  const problems: Problem[] = [];
  const notes: Problem[] = [];
  for (const path of tree.paths.filter(isSource)) {
    const lines = tree.read(path).trimEnd().split("\n").length;
    const most = isTest(path) ? testLimit : limit;
    if (path in permitted) {
      if (lines <= most)
        problems.push({ path, text: "is short enough now: take it off the list of long files" });
    } else if (lines > most) problems.push({ path, text: `${lines} lines, the limit is ${most}` });
    else if (!isTest(path) && lines > aimed) notes.push({ path, text: `${lines} lines; aim at ${aimed}` });
  }
  const gone = Object.keys(permitted).filter((path) => !tree.paths.includes(path));
  return {
    problems: [...problems, ...gone.map((path) => ({ path, text: "is on the list of long files but gone" }))],
    notes,
  };
}
