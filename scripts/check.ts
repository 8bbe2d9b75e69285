/** `npm run check`: everything that can be said about the sources without running them. Arguments choose checks by name. */
import { fileURLToPath } from "node:url";
import { directions } from "./check/directions.ts";
import { documents } from "./check/documents.ts";
import { fileLengths } from "./check/file-lengths.ts";
import { fileNames } from "./check/file-names.ts";
import { honestTests } from "./check/honest-tests.ts";
import { look } from "./check/look.ts";
import { manifests } from "./check/manifests.ts";
import { pureness } from "./check/pureness.ts";
import { rulesAndTests } from "./check/rules.ts";
import { moduleState } from "./check/state.ts";
import { workingTree, type Check, type Problem } from "./check/tree.ts";
import { words } from "./check/words.ts";

const checks: readonly Check[] = [
  directions,
  pureness,
  moduleState,
  rulesAndTests,
  fileNames,
  fileLengths,
  words,
  honestTests,
  manifests,
  look,
  documents,
];

const tree = workingTree(fileURLToPath(new URL("..", import.meta.url)));
const chosen = process.argv.slice(2);
const unknown = chosen.filter((name) => !checks.some((check) => check.name === name));

function show({ path, line, text }: Problem): void {
  console.log(`  ${path}${line === undefined ? "" : `:${line}`}  ${text}`);
}

/** Runs one check and says how many problems it found. */
function run(check: Check): number {
  const { problems, notes = [] } = check.run(tree);
  console.log(`${check.name}: ${problems.length === 0 ? "ok" : `${problems.length} wrong`}`);
  for (const problem of [...problems, ...notes.map((note) => ({ ...note, text: `note: ${note.text}` }))])
    show(problem);
  return problems.length;
}

if (unknown.length > 0) {
  console.error(
    `No such check: ${unknown.join(", ")}. There are: ${checks.map(({ name }) => name).join(", ")}.`,
  );
  process.exit(2);
}
const wrong = checks
  .filter(({ name }) => chosen.length === 0 || chosen.includes(name))
  .reduce((sum, check) => sum + run(check), 0);
process.exitCode = wrong === 0 ? 0 : 1;
