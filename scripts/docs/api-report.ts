import { dirname, join } from "node:path/posix";
import { child, children, stringOf, syntaxOf, type Node, type Syntax } from "../check/syntax.ts";
import type { Tree } from "../check/tree.ts";
import type { Generated } from "./document.ts";

/** docs/api/client.md: what the SDK exports, so that a change of its surface is seen in review. */
export const clientApi: Generated = {
  file: "docs/api/client.md",
  make: (tree) => {
    const page = sectionOf(tree, "@elsewhere/client", "packages/client/src/index.ts", new Set());
    const seen = new Set(exportsOf(tree, "packages/client/src/index.ts").map(({ name }) => name));
    const node = sectionOf(tree, "@elsewhere/client/node", "packages/client/src/node.ts", seen);
    return [head, page, node].join("\n\n");
  },
};

const head = `# Exports of the client SDK

Made by \`npm run docs\` from packages/client; do not edit. A change here is a change of the SDK's surface.
What the names are for is told in [sdk.md](../sdk.md).`;

interface Exported {
  readonly name: string;
  readonly signature: string;
}

/** `hidden`: names that were shown before and mean the same here. */
function sectionOf(tree: Tree, title: string, path: string, hidden: ReadonlySet<string>): string {
  const shown = exportsOf(tree, path).filter(({ name }) => !hidden.has(name) || isOwn(tree, path, name));
  const sorted = shown.toSorted((one, other) => (one.name < other.name ? -1 : 1));
  const signatures = sorted.map(({ signature }) => signature).join("\n\n");
  return `## \`${title}\`\n\n\`\`\`ts\n${signatures}\n\`\`\``;
}

/** Declared in the file itself, so that it hides one of the same name that comes with \`export *\`. */
function isOwn(tree: Tree, path: string, name: string): boolean {
  return statementsOf(syntaxOf(tree, path)).some((statement) =>
    declaredIn(syntaxOf(tree, path), statement).some((one) => one.name === name),
  );
}

function statementsOf({ program }: Syntax): readonly Node[] {
  return children(program, "body");
}

function exportsOf(tree: Tree, path: string): Exported[] {
  const syntax = syntaxOf(tree, path);
  const own = statementsOf(syntax).flatMap((statement) => declaredIn(syntax, statement));
  const others = statementsOf(syntax).flatMap((statement) => comingThrough(tree, path, statement));
  const names = new Set(own.map(({ name }) => name));
  return [...own, ...others.filter(({ name }) => !names.has(name))];
}

/** What a statement exports of another file. */
function comingThrough(tree: Tree, path: string, statement: Node): Exported[] {
  const specifier = stringOf(child(statement, "source"));
  if (specifier === undefined || !statement.type.startsWith("Export")) return [];
  const all = exportsOf(tree, pathOf(path, specifier));
  if (statement.type === "ExportAllDeclaration") return all;
  const names = children(statement, "specifiers").map((one) => child(one, "local")?.["name"]);
  return all.filter(({ name }) => names.includes(name));
}

function pathOf(from: string, specifier: string): string {
  const other = /^@elsewhere\/([^/]+)\/(.+)$/.exec(specifier);
  return other === null ? join(dirname(from), specifier) : `packages/${other[1]}/src/${other[2]}.ts`;
}

function declaredIn(syntax: Syntax, statement: Node): Exported[] {
  const declaration = child(statement, "declaration");
  if (statement.type !== "ExportNamedDeclaration" || declaration === undefined) return [];
  const names =
    child(declaration, "id") ?? child(children(declaration, "declarations")[0] ?? declaration, "id");
  const signature = tidy(syntax.text.slice(statement.start, endOf(syntax, declaration)));
  const text = declaration.type === "ClassDeclaration" ? classSurface(syntax, declaration) : signature;
  return [{ name: String(names?.["name"]), signature: text }];
}

/** Where what is no business of the user begins: the body of a function. */
function endOf(syntax: Syntax, declaration: Node): number {
  const value = child(children(declaration, "declarations")[0] ?? declaration, "init");
  const body = child(declaration, "body") ?? (value === undefined ? undefined : child(value, "body"));
  if (declaration.type === "TSInterfaceDeclaration" || body === undefined) return declaration.end;
  return syntax.text.slice(0, body.start).trimEnd().length;
}

function classSurface(syntax: Syntax, declaration: Node): string {
  const body = child(declaration, "body");
  const header = tidy(syntax.text.slice(declaration.start, body?.start ?? declaration.end));
  const members = children(body ?? declaration, "body").filter(
    (member) => child(member, "key")?.type !== "PrivateIdentifier",
  );
  const lines = members.map((member) => `  ${tidy(memberSurface(syntax, member))};`.replaceAll(";;", ";"));
  return [`export ${header} {`, ...lines, "}"].join("\n");
}

function memberSurface({ text }: Syntax, member: Node): string {
  const body = child(child(member, "value") ?? member, "body");
  return text.slice(member.start, body?.start ?? member.end);
}

/** Without comments, as they may change. */
function tidy(text: string): string {
  const bare = text.replaceAll(/^\s*\/\*\*[\s\S]*?\*\/\n/gm, "").replaceAll(/^\s*\/\/.*\n/gm, "");
  return bare.replace(/\s*(?:=>|=)?\s*$/, "").trim();
}
