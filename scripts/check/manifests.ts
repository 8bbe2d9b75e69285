import { roomOf } from "./rooms.ts";
import type { Check, Problem, Tree } from "./tree.ts";

/** Dependencies are exact, the same everywhere, explained in docs/dependencies.md, and locked without addresses. */
export const manifests: Check = {
  name: "dependencies",
  run(tree) {
    const found = dependenciesOf(tree);
    return { problems: [...inexact(found), ...unexplained(tree, found), ...checkLock(tree, found)] };
  },
};

const explanations = "docs/dependencies.md";
const kinds = ["dependencies", "devDependencies", "optionalDependencies"] as const;

interface Dependency {
  readonly path: string;
  readonly kind: string;
  readonly name: string;
  readonly version: string;
}

type Manifest = Readonly<Record<string, Readonly<Record<string, string>> | undefined>>;

function dependenciesOf(tree: Tree): Dependency[] {
  const paths = tree.paths.filter(
    (path) => path === "package.json" || /^(?:packages|apps)\/[^/]+\/package\.json$/.test(path),
  );
  return paths.flatMap((path) => {
    const manifest = JSON.parse(tree.read(path)) as Manifest;
    return kinds.flatMap((kind) =>
      Object.entries(manifest[kind] ?? {}).map(([name, version]) => ({ path, kind, name, version })),
    );
  });
}

function inexact(found: readonly Dependency[]): Problem[] {
  const versions = new Map<string, string>();
  return found.flatMap(({ path, name, version }) => {
    if (!/^\d+\.\d+\.\d+(?:-[\w.]+)?$/.test(version))
      return [{ path, text: `${name} ${version} is not an exact version` }];
    const other = versions.get(name) ?? version;
    versions.set(name, other);
    return other === version ? [] : [{ path, text: `${name} is ${version} here and ${other} elsewhere` }];
  });
}

/** The names in the first column of the tables. */
function explainedIn(tree: Tree): string[] {
  if (!tree.paths.includes(explanations)) return [];
  return [...tree.read(explanations).matchAll(/^\| `([^`]+)`/gm)].map(([, name = ""]) => name);
}

function unexplained(tree: Tree, found: readonly Dependency[]): Problem[] {
  const foreign = [...new Set(found.map(({ name }) => name))].filter(
    (name) => !name.startsWith("@elsewhere/"),
  );
  const explained = explainedIn(tree);
  const missing = foreign.filter((name) => !explained.includes(name));
  const gone = explained.filter((name) => !foreign.includes(name));
  return [
    ...missing.map((name) => ({ path: explanations, text: `no line for ${name}` })),
    ...gone.map((name) => ({ path: explanations, text: `nothing depends on ${name} any more` })),
  ];
}

interface Lock {
  readonly packages: Readonly<
    Record<string, { readonly resolved?: string; readonly link?: boolean } & Manifest>
  >;
}

function checkLock(tree: Tree, found: readonly Dependency[]): Problem[] {
  const path = "package-lock.json";
  if (!tree.paths.includes(path)) return [];
  const { packages } = JSON.parse(tree.read(path)) as Lock;
  const addressed = Object.entries(packages)
    .filter(([, entry]) => entry.resolved !== undefined && entry.link !== true)
    .map(([name]) => ({
      path,
      text: `${name} has a download address: the lock must work with any registry`,
    }));
  const behind = found
    .filter((one) => packages[folderOf(one.path)]?.[one.kind]?.[one.name] !== one.version)
    .map((one) => ({
      path,
      text: `${one.name} ${one.version} of ${one.path} is not locked: run npm install`,
    }));
  return [...addressed, ...behind];
}

function folderOf(path: string): string {
  return roomOf(path) === undefined ? "" : path.slice(0, -"/package.json".length);
}
