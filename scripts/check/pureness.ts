import { pureRooms, roomOf } from "./rooms.ts";
import {
  child,
  children,
  dottedName,
  importsOf,
  nodesOf,
  problemAt,
  syntaxOf,
  type Node,
  type Syntax,
} from "./syntax.ts";
import { isSource, isTest, type Check, type Problem } from "./tree.ts";

/** In pure rooms nothing asks the clock, chance, the network or the machine: such facts arrive in events. */
export const pureness: Check = {
  name: "pureness",
  run(tree) {
    const pure = tree.paths.filter(
      (path) => isSource(path) && !isTest(path) && pureRooms.includes(roomOf(path) ?? ""),
    );
    return { problems: pure.flatMap((path) => impurities(syntaxOf(tree, path))) };
  },
};

const worldly = new Set([
  "console",
  "process",
  "fetch",
  "crypto",
  "performance",
  "navigator",
  "window",
  "document",
  "globalThis",
  "require",
  "Buffer",
  "setTimeout",
  "setInterval",
  "setImmediate",
  "clearTimeout",
  "clearInterval",
  "queueMicrotask",
]);
const worldlyMembers = new Set(["Date.now", "Math.random"]);

function impurities(syntax: Syntax): Problem[] {
  const own = namesDeclaredIn(syntax);
  const uses = [...nodesOf(syntax.program)].flatMap(({ node, parent }) => {
    const name = worldlyUse(node, parent, own);
    return name === undefined ? [] : [problemAt(syntax, node, `${name} is not pure`)];
  });
  const imports = importsOf(syntax)
    .filter(({ specifier }) => specifier.startsWith("node:"))
    .map(({ specifier, node }) => problemAt(syntax, node, `${specifier} is not pure`));
  return [...imports, ...uses];
}

function worldlyUse(node: Node, parent: Node | undefined, own: ReadonlySet<string>): string | undefined {
  if (node.type === "MemberExpression") {
    const name = dottedName(node) ?? "";
    return worldlyMembers.has(name) ? name : undefined;
  }
  if (isClockCall(node)) return node.type === "NewExpression" ? "new Date()" : "Date()";
  if (node.type !== "Identifier" || isLabelOf(parent, node)) return undefined;
  const name = node["name"] as string;
  return worldly.has(name) && !own.has(name) ? name : undefined;
}

/** `new Date()` and `Date()` read the clock; `new Date(at)` does not. */
function isClockCall(node: Node): boolean {
  if (dottedName(child(node, "callee")) !== "Date") return false;
  return (
    node.type === "CallExpression" ||
    (node.type === "NewExpression" && children(node, "arguments").length === 0)
  );
}

/** Names of fields and properties are only words. */
function isLabelOf(parent: Node | undefined, node: Node): boolean {
  if (parent === undefined) return false;
  if (parent.type === "MemberExpression") return parent["property"] === node && parent["computed"] !== true;
  return parent["key"] === node && parent["computed"] !== true;
}

/** Names the file declares itself, wherever: parameters, variables, functions, imports. */
function namesDeclaredIn(syntax: Syntax): ReadonlySet<string> {
  const names = new Set<string>();
  for (const { node } of nodesOf(syntax.program)) for (const name of declaredBy(node)) names.add(name);
  return names;
}

function declaredBy(node: Node): string[] {
  const patterns = [
    child(node, "local"),
    ...children(node, "params"),
    declares(node) ? child(node, "id") : undefined,
  ];
  return patterns.flatMap((pattern) => (pattern === undefined ? [] : namesInPattern(pattern)));
}

function declares(node: Node): boolean {
  return /^(?:VariableDeclarator|FunctionDeclaration|ClassDeclaration)$/.test(node.type);
}

function namesInPattern(pattern: Node): string[] {
  if (pattern.type === "Identifier") return [pattern["name"] as string];
  const inner = [child(pattern, "left"), child(pattern, "argument"), child(pattern, "value")];
  const parts = [...inner, ...children(pattern, "elements"), ...children(pattern, "properties")];
  return parts.flatMap((part) => (part === undefined ? [] : namesInPattern(part)));
}
