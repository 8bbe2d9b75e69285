import {
  child,
  children,
  dottedName,
  nodesOf,
  problemAt,
  stringOf,
  syntaxOf,
  type Node,
  type Syntax,
} from "./syntax.ts";
import { isSource, lineOf, type Check, type Problem, type Tree } from "./tree.ts";

/** Every rule has a test and every test's rule exists. */
export const rulesAndTests: Check = {
  name: "rules",
  run(tree) {
    const { rules, tests, problems } = rulesIn(tree);
    const known = new Set(rules.map(({ id }) => id));
    const proven = new Set(tests.map(({ id }) => id));
    return {
      problems: [
        ...problems,
        ...twice(rules),
        ...rules
          .filter(({ id }) => !proven.has(id))
          .map((rule) => ({ ...rule, text: `no test proves [${rule.id}]` })),
        ...tests
          .filter(({ id }) => !known.has(id))
          .map((test) => ({ ...test, text: `no RULES.md has [${test.id}]` })),
      ],
    };
  },
};

export interface Rule {
  readonly id: string;
  readonly path: string;
  readonly line: number;
  readonly sentence: string;
}

/** A test that names a rule in its title. */
export interface Proof {
  readonly id: string;
  readonly path: string;
  readonly line: number;
}

/** All rules, all tests that name one, and what is not written as it should be. */
export function rulesIn(tree: Tree): { rules: Rule[]; tests: Proof[]; problems: Problem[] } {
  const books = tree.paths
    .filter((path) => /(?:^|\/)RULES\.md$/.test(path))
    .map((path) => readRules(tree, path));
  const titles = tree.paths.filter(isSource).map((path) => readTitles(syntaxOf(tree, path)));
  return {
    rules: books.flatMap(({ rules }) => rules),
    tests: titles.flatMap(({ proofs }) => proofs),
    problems: [...books, ...titles].flatMap(({ problems }) => problems),
  };
}

const idPattern = /^[A-Z]+[0-9]+$/;

function readRules(tree: Tree, path: string): { rules: Rule[]; problems: Problem[] } {
  const text = tree.read(path);
  const found = [...text.matchAll(/^- \*\*\[([^\]]*)\]\*\* (.+(?:\n {2,}.+)*)/gm)];
  const rules = found.map(([, id = "", sentence = ""], index) => ({
    id,
    path,
    line: lineOf(text, found[index]?.index ?? 0),
    sentence: sentence.replaceAll(/\s*\n\s*/g, " "),
  }));
  const ids = [...text.matchAll(/\*\*\[([^\]]*)\]/g)];
  const misplaced =
    ids.length === found.length ? [] : [{ path, text: "a rule is written `- **[ID1]** sentence.`" }];
  const misnamed = rules.filter(({ id }) => !idPattern.test(id));
  return {
    rules,
    problems: [
      ...misplaced,
      ...misnamed.map((rule) => ({ ...rule, text: `[${rule.id}] is not an id like [PLAN3]` })),
    ],
  };
}

function readTitles(syntax: Syntax): { proofs: Proof[]; problems: Problem[] } {
  if (!/\b(?:it|test)\b/.test(syntax.text)) return { proofs: [], problems: [] };
  const proofs: Proof[] = [];
  const problems: Problem[] = [];
  for (const { node } of nodesOf(syntax.program)) {
    const title = titleOf(node);
    if (title === undefined || !title.startsWith("[")) continue;
    const ids = /^(?:\[[A-Z]+[0-9]+\] ?)+/.exec(title)?.[0].match(/[A-Z]+[0-9]+/g) ?? [];
    if (ids.length === 0)
      problems.push(problemAt(syntax, node, `the title does not begin with an id like [PLAN3]: ${title}`));
    const line = lineOf(syntax.text, node.start);
    proofs.push(...ids.map((id) => ({ id, path: syntax.path, line })));
  }
  return { proofs, problems };
}

/** The title of `it("…")`, `test("…")`, `it.each(table)("…")` and the like. */
function titleOf(node: Node): string | undefined {
  if (node.type !== "CallExpression") return undefined;
  const callee = child(node, "callee");
  const called = callee?.type === "CallExpression" ? child(callee, "callee") : callee;
  const tagged = called?.type === "TaggedTemplateExpression" ? child(called, "tag") : called;
  const [name] = dottedName(tagged)?.split(".") ?? [];
  return name === "it" || name === "test" ? stringOf(children(node, "arguments")[0]) : undefined;
}

function twice(rules: readonly Rule[]): Problem[] {
  const first = new Map<string, Rule>();
  return rules.flatMap((rule) => {
    const other = first.get(rule.id);
    if (other === undefined) first.set(rule.id, rule);
    return other === undefined
      ? []
      : [{ ...rule, text: `[${rule.id}] is also in ${other.path}:${other.line}` }];
  });
}
