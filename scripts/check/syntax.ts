import { parseSync } from "rolldown/utils";
import { lineOf, type Problem } from "./tree.ts";

/** A node of the syntax tree (ESTree with TypeScript's additions), as far as checks look into it. */
export interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [field: string]: unknown;
}

export interface Syntax {
  readonly path: string;
  readonly text: string;
  readonly program: Node;
}

const parsed = new WeakMap<object, Map<string, Syntax>>();

/** Reads a source file; each file of a tree is read once. Throws where the file is not TypeScript at all. */
export function syntaxOf(tree: { read(path: string): string }, path: string): Syntax {
  const known = parsed.get(tree) ?? new Map<string, Syntax>();
  parsed.set(tree, known);
  const syntax = known.get(path) ?? parse(path, tree.read(path));
  known.set(path, syntax);
  return syntax;
}

function parse(path: string, text: string): Syntax {
  const result = parseSync(path, text, { lang: path.endsWith("x") ? "tsx" : "ts" });
  const [error] = result.errors;
  if (error !== undefined) throw new Error(`${path}: ${error.message}`);
  return { path, text, program: result.program as unknown as Node };
}

function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && typeof (value as Node).type === "string";
}

/** Every node, parents first. `parent` is the node it hangs on. */
export function* nodesOf(node: Node, parent?: Node): Generator<{ node: Node; parent: Node | undefined }> {
  yield { node, parent };
  for (const value of Object.values(node)) {
    for (const child of Array.isArray(value) ? value : [value])
      if (isNode(child)) yield* nodesOf(child, node);
  }
}

/** The node in a field, if one is there. */
export function child(node: Node, field: string): Node | undefined {
  const value = node[field];
  return isNode(value) ? value : undefined;
}

export function children(node: Node, field: string): readonly Node[] {
  const value = node[field];
  return Array.isArray(value) ? value.filter(isNode) : [];
}

/** The text of a literal or the beginning of a template, else undefined. */
export function stringOf(node: Node | undefined): string | undefined {
  if (node?.type === "Literal" && typeof node["value"] === "string") return node["value"];
  if (node?.type !== "TemplateLiteral") return undefined;
  const value = children(node, "quasis")[0]?.["value"] as { cooked?: string } | undefined;
  return value?.cooked;
}

/** `a.b.c` for a chain of plain names, else undefined. */
export function dottedName(node: Node | undefined): string | undefined {
  if (node?.type === "Identifier") return node["name"] as string;
  if (node?.type !== "MemberExpression" || node["computed"] === true) return undefined;
  const object = dottedName(child(node, "object"));
  const property = dottedName(child(node, "property"));
  return object === undefined || property === undefined ? undefined : `${object}.${property}`;
}

export interface Import {
  readonly specifier: string;
  readonly node: Node;
}

const importing = new Set([
  "ImportDeclaration",
  "ExportNamedDeclaration",
  "ExportAllDeclaration",
  "ImportExpression",
  "TSImportType",
]);

/** Everything the file imports or exports from elsewhere, types included. */
export function importsOf(syntax: Syntax): Import[] {
  return [...nodesOf(syntax.program)].flatMap(({ node }) => {
    if (!importing.has(node.type)) return [];
    const specifier = stringOf(child(node, "source") ?? child(node, "argument"));
    return specifier === undefined ? [] : [{ specifier, node }];
  });
}

export function problemAt(syntax: Syntax, node: Node, text: string): Problem {
  return { path: syntax.path, line: lineOf(syntax.text, node.start), text };
}
