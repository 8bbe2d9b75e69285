import { relative } from "node:path/posix";
import { rulesIn, type Proof, type Rule } from "../check/rules.ts";
import type { Generated } from "./document.ts";

/** docs/rules.md: all rules by the file they are in, each with its tests. */
export const ruleIndex: Generated = {
  file: "docs/rules.md",
  make(tree) {
    const { rules, tests } = rulesIn(tree);
    const books = grouped(rules, ({ path }) => path);
    const proofs = grouped(tests, ({ id }) => id);
    const sections = [...books].map(([path, those]) => section(path, those, proofs));
    return [head, ...sections].join("\n\n");
  },
};

const head = `# Rules

What the system promises, sentence by sentence, and the tests that prove it.
Made by \`npm run docs\` from every \`RULES.md\`; do not edit.`;

function grouped<Value>(values: readonly Value[], keyOf: (value: Value) => string): Map<string, Value[]> {
  const groups = new Map<string, Value[]>();
  for (const value of values) groups.set(keyOf(value), [...(groups.get(keyOf(value)) ?? []), value]);
  return groups;
}

function section(
  path: string,
  rules: readonly Rule[],
  proofs: ReadonlyMap<string, readonly Proof[]>,
): string {
  const lines = rules.map(
    ({ id, sentence }) => `- **${id}** ${sentence} (${proofLinks(proofs.get(id) ?? [])})`,
  );
  return [`## [${path.replace(/\/RULES\.md$/, "")}](${link(path)})`, "", ...lines].join("\n");
}

function proofLinks(proofs: readonly Proof[]): string {
  const files = [...new Set(proofs.map(({ path }) => path))].toSorted();
  return files.map((path) => `[${path.split("/").at(-1)}](${link(path)})`).join(", ");
}

function link(path: string): string {
  return relative("docs", path);
}
