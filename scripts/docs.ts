/** `npm run docs`: makes what in docs/ follows from the sources. `--check` only says what is not current. */
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { workingTree } from "./check/tree.ts";
import { outdated } from "./docs/document.ts";
import { generators } from "./docs/generators.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const checking = process.argv.includes("--check");
const old = outdated(workingTree(root), generators);

for (const { file, text } of old) {
  console.log(checking ? `${file} is not current: run npm run docs` : `made ${file}`);
  if (checking) continue;
  mkdirSync(dirname(join(root, file)), { recursive: true });
  writeFileSync(join(root, file), text);
}
process.exitCode = checking && old.length > 0 ? 1 : 0;
