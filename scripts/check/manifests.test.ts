import { describe, expect, it } from "vitest";
import { outdated, type Generated } from "../docs/document.ts";
import { manifests } from "./manifests.ts";
import { treeOf } from "./tree.ts";

const explained = "| `ws` | sockets |";
const wrong = (files: Record<string, unknown>): string[] => {
  const texts = Object.entries(files).map(([path, value]) => [
    path,
    typeof value === "string" ? value : JSON.stringify(value),
  ]);
  return manifests
    .run(treeOf(Object.fromEntries(texts) as Record<string, string>))
    .problems.map(({ text }) => text);
};

describe("dependencies", () => {
  it.each(["^8.23.0", "8", "latest", "*", "file:../ws"])("[DEP1] refuses the version %s", (version) => {
    const files = { "package.json": { dependencies: { ws: version } }, "docs/dependencies.md": explained };
    expect(wrong(files)).toEqual([`ws ${version} is not an exact version`]);
  });

  it("[DEP1] refuses two versions of one package", () => {
    const files = {
      "package.json": { dependencies: { ws: "8.23.0" } },
      "packages/client/package.json": { dependencies: { ws: "8.22.0" } },
      "docs/dependencies.md": explained,
    };
    expect(wrong(files)).toEqual(["ws is 8.22.0 here and 8.23.0 elsewhere"]);
  });

  it("[DEP2] wants a line for each dependency and a dependency for each line", () => {
    const files = {
      "package.json": { devDependencies: { vitest: "4.1.12" } },
      "docs/dependencies.md": explained,
    };
    expect(wrong(files)).toEqual(["no line for vitest", "nothing depends on ws any more"]);
  });

  const root = { dependencies: { ws: "8.23.0" } };
  const lock = (ws: object, locked: object = root): unknown => ({
    packages: { "": locked, "node_modules/ws": ws },
  });

  it("[DEP3] refuses download addresses in the lock", () => {
    const files = { "package.json": root, "docs/dependencies.md": explained };
    expect(wrong({ ...files, "package-lock.json": lock({ version: "8.23.0" }) })).toEqual([]);
    expect(
      wrong({ ...files, "package-lock.json": lock({ resolved: "https://example.org/ws.tgz" }) }),
    ).toHaveLength(1);
    expect(wrong({ ...files, "package-lock.json": lock({ resolved: "packages/ws", link: true }) })).toEqual(
      [],
    );
  });

  it("[DEP3] refuses a lock that was not renewed", () => {
    const files = {
      "package.json": root,
      "docs/dependencies.md": explained,
      "package-lock.json": lock({}, {}),
    };
    expect(wrong(files)).toEqual(["ws 8.23.0 of package.json is not locked: run npm install"]);
  });
});

describe("generated documents", () => {
  const whole: Generated = { file: "docs/a.md", make: () => "made" };
  const part: Generated = { file: "docs/b.md", part: "table", make: () => "made" };
  const marked = (inner: string): string =>
    `before\n<!-- generated: table -->\n${inner}\n<!-- end generated -->\nafter\n`;

  it("[DOC1] says which are old or missing and what they should be", () => {
    expect(outdated(treeOf({ "docs/a.md": "made\n" }), [whole])).toEqual([]);
    expect(outdated(treeOf({ "docs/a.md": "old\n" }), [whole])).toEqual([
      { file: "docs/a.md", text: "made\n" },
    ]);
    expect(outdated(treeOf({}), [whole])).toHaveLength(1);
  });

  it("[DOC1] renews the marked part and nothing else", () => {
    expect(outdated(treeOf({ "docs/b.md": marked("made") }), [part])).toEqual([]);
    expect(outdated(treeOf({ "docs/b.md": marked("old") }), [part])).toEqual([
      { file: "docs/b.md", text: marked("made") },
    ]);
    expect(() => outdated(treeOf({ "docs/b.md": "no marks" }), [part])).toThrow("lacks");
  });
});
