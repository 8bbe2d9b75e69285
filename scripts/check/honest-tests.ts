import {
  child,
  children,
  dottedName,
  nodesOf,
  problemAt,
  syntaxOf,
  type Node,
  type Syntax,
} from "./syntax.ts";
import { isTest, type Check, type Problem } from "./tree.ts";

/** No test is left out, and none asserts what cannot fail. */
export const honestTests: Check = {
  name: "honest tests",
  run(tree) {
    return { problems: tree.paths.filter(isTest).flatMap((path) => dishonest(syntaxOf(tree, path))) };
  },
};

const runners = new Set(["it", "test", "describe", "suite"]);
const evasions = new Set(["skip", "only", "todo", "skipIf", "runIf", "fails"]);

function dishonest(syntax: Syntax): Problem[] {
  return [...nodesOf(syntax.program)].flatMap(({ node }) => {
    const text = evasion(node) ?? emptyAssertion(node);
    return text === undefined ? [] : [problemAt(syntax, node, text)];
  });
}

function evasion(node: Node): string | undefined {
  const [runner = "", ...rest] =
    (node.type === "MemberExpression" ? dottedName(node) : undefined)?.split(".") ?? [];
  if (!runners.has(runner) || !evasions.has(rest.at(-1) ?? "")) return undefined;
  return `${runner}.${rest.join(".")} leaves a test out: make it run or remove it`;
}

/** `expect(true).toBe(true)`; `expect(["a", "b"]).toContain(found)` does ask something. */
function emptyAssertion(node: Node): string | undefined {
  const value = subjectOf(node);
  const compared = children(node, "arguments");
  return value !== undefined && [value, ...compared].every(isConstant) ? "asserts a constant" : undefined;
}

/** What `expect(subject).not.toBe(…)` is about. */
function subjectOf(node: Node): Node | undefined {
  let under = node.type === "CallExpression" ? child(node, "callee") : undefined;
  if (under?.type !== "MemberExpression") return undefined;
  while (under?.type === "MemberExpression") under = child(under, "object");
  const isExpect = under?.type === "CallExpression" && dottedName(child(under, "callee")) === "expect";
  return under !== undefined && isExpect ? children(under, "arguments")[0] : undefined;
}

function isConstant(node: Node): boolean {
  if (node.type === "Property") return isConstant(child(node, "value") ?? node);
  const parts = { ObjectExpression: "properties", ArrayExpression: "elements" }[node.type];
  return parts === undefined ? node.type === "Literal" : children(node, parts).every(isConstant);
}
