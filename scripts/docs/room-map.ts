import { pureRooms, roomOf, rooms } from "../check/rooms.ts";
import type { Tree } from "../check/tree.ts";
import type { Generated } from "./document.ts";

/** docs/rooms.md: the packages that exist, who may import whom, and what they bring from npm. */
export const roomMap: Generated = {
  file: "docs/rooms.md",
  make(tree) {
    const present = tree.paths
      .filter((path) => /^(?:packages|apps)\/[^/]+\/package\.json$/.test(path))
      .map((path) => ({ path, name: roomOf(path) ?? "" }));
    const order = Object.keys(rooms);
    const sorted = present.toSorted((a, b) => order.indexOf(a.name) - order.indexOf(b.name));
    const rows = sorted.map(({ path, name }) =>
      row(
        tree,
        path,
        name,
        sorted.map((room) => room.name),
      ),
    );
    return [head, ...rows].join("\n");
  },
};

const head = `# Rooms

Who may import whom. Made by \`npm run docs\` from scripts/check/rooms.ts and the package.json files; do not edit.
\`npm run check\` refuses every other import. A pure room has no clock, chance, timer, log, network or Node.

| room | may import | from npm | pure |
|---|---|---|---|`;

function row(tree: Tree, path: string, name: string, present: readonly string[]): string {
  const imports = (rooms[name]?.rooms ?? []).filter((room) => present.includes(room)).join(", ");
  const manifest = JSON.parse(tree.read(path)) as { dependencies?: Record<string, string> };
  const foreign = Object.keys(manifest.dependencies ?? {}).filter((key) => !key.startsWith("@elsewhere/"));
  const folder = path.replace(/\/package\.json$/, "");
  return `| [${folder}](../${folder}) | ${imports} | ${foreign.join(", ")} | ${pureRooms.includes(name) ? "yes" : ""} |`;
}
