import { dirname, join } from "node:path/posix";
import { builtinModules } from "node:module";
import { environmentReader, forSources, forTests, roomOf, rooms, type Room } from "./rooms.ts";
import {
  dottedName,
  importsOf,
  nodesOf,
  problemAt,
  stringOf,
  child,
  syntaxOf,
  type Import,
  type Syntax,
} from "./syntax.ts";
import { isSource, isTest, type Check, type Problem, type Tree } from "./tree.ts";

/** Imports between rooms go only the permitted way, through what the other exports; only one room reads the environment. */
export const directions: Check = {
  name: "directions",
  run(tree) {
    const inRooms = tree.paths.filter((path) => roomOf(path) !== undefined && isSource(path));
    const problems = inRooms.flatMap((path) => [
      ...checkImports(tree, syntaxOf(tree, path)),
      ...checkEnvironment(syntaxOf(tree, path)),
    ]);
    return { problems: [...unknownRooms(tree), ...problems] };
  },
};

function unknownRooms(tree: Tree): Problem[] {
  return tree.paths
    .filter((path) => /^(?:packages|apps)\/[^/]+\/package\.json$/.test(path))
    .filter((path) => rooms[roomOf(path) ?? ""] === undefined)
    .map((path) => ({ path, text: "this room is not in the table of scripts/check/rooms.ts" }));
}

function checkImports(tree: Tree, syntax: Syntax): Problem[] {
  const own = roomOf(syntax.path) ?? "";
  const room = rooms[own];
  if (room === undefined) return [];
  return importsOf(syntax).flatMap((found) => {
    const text = refusal(tree, syntax.path, own, room, found);
    return text === undefined ? [] : [problemAt(syntax, found.node, text)];
  });
}

/** Why the import is refused, or undefined when it may stay. */
function refusal(tree: Tree, path: string, own: string, room: Room, found: Import): string | undefined {
  const { specifier } = found;
  if (specifier.startsWith(".")) return refuseRelative(path, specifier);
  if (specifier.startsWith("node:")) return undefined;
  if (builtinModules.includes(specifier)) return `write node:${specifier}`;
  const name = packageOf(specifier);
  if (!name.startsWith("@elsewhere/")) return refuseForeign(tree, path, own, room, name);
  return refuseRoom(tree, path, own, room, name.slice("@elsewhere/".length), specifier);
}

function refuseRelative(path: string, specifier: string): string | undefined {
  const target = join(dirname(path), specifier);
  return roomOf(`${target}/`) === roomOf(path)
    ? undefined
    : `${specifier} leaves the room: import it by its package name`;
}

function refuseForeign(tree: Tree, path: string, own: string, room: Room, name: string): string | undefined {
  if (isTest(path) && forTests.npm.includes(name)) return undefined;
  if (forSources[path]?.includes(name) === true) return undefined;
  if (room.npm !== "declared" && !room.npm.includes(name)) return `${own} may not import ${name}`;
  // What only tests and the testkit need is declared once, in the root.
  if (own === "testkit" && forTests.npm.includes(name)) return undefined;
  return declaredBy(tree, path).includes(name)
    ? undefined
    : `${name} is not declared in ${own}'s package.json`;
}

function refuseRoom(
  tree: Tree,
  path: string,
  own: string,
  room: Room,
  other: string,
  specifier: string,
): string | undefined {
  const forTest = isTest(path) && forTests.rooms.includes(other);
  if (!forTest && !room.rooms.includes(other)) return `${own} may not import ${other}`;
  if (!forTest && !declaredBy(tree, path).includes(`@elsewhere/${other}`))
    return `@elsewhere/${other} is not declared in ${own}'s package.json`;
  return isExported(tree, other, specifier) ? undefined : `${other} does not export ${specifier}`;
}

function packageOf(specifier: string): string {
  return specifier
    .split("/")
    .slice(0, specifier.startsWith("@") ? 2 : 1)
    .join("/");
}

interface Manifest {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly exports?: Readonly<Record<string, string>>;
}

function manifest(tree: Tree, folder: string): Manifest {
  const path = `${folder}/package.json`;
  return tree.paths.includes(path) ? (JSON.parse(tree.read(path)) as Manifest) : {};
}

function declaredBy(tree: Tree, path: string): string[] {
  const { dependencies, devDependencies } = manifest(tree, path.split("/").slice(0, 2).join("/"));
  return Object.keys({ ...dependencies, ...(isTest(path) ? devDependencies : {}) });
}

/** Whether the other package's `exports` lead the specifier to a file that is there. */
function isExported(tree: Tree, other: string, specifier: string): boolean {
  const wanted = `.${specifier.slice(`@elsewhere/${other}`.length)}`;
  return Object.entries(manifest(tree, `packages/${other}`).exports ?? {}).some(([name, target]) => {
    const [start = "", end] = name.split("*");
    if (end === undefined) return name === wanted;
    if (!wanted.startsWith(start) || !wanted.endsWith(end)) return false;
    const middle = wanted.slice(start.length, wanted.length - end.length);
    return tree.paths.includes(join("packages", other, target.replace("*", middle)));
  });
}

function checkEnvironment(syntax: Syntax): Problem[] {
  if (roomOf(syntax.path) === environmentReader || isTest(syntax.path)) return [];
  return [...nodesOf(syntax.program)]
    .filter(({ node }) => readsEnvironment(node))
    .map(({ node }) => problemAt(syntax, node, `only ${environmentReader} reads the environment`));
}

function readsEnvironment(node: Parameters<typeof dottedName>[0] & object): boolean {
  if (dottedName(node)?.endsWith("process.env") === true) return true;
  if (node.type !== "ImportDeclaration" || stringOf(child(node, "source")) !== "node:process") return false;
  return [...nodesOf(node)].some((inner) => dottedName(child(inner.node, "imported")) === "env");
}
