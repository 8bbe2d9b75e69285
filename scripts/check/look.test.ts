import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { colourOf, contrasts, ratioOf, tokensFile } from "./contrast.ts";
import { look } from "./look.ts";
import { treeOf } from "./tree.ts";

const problemsOf = (declaration: string) =>
  look.run(treeOf({ "apps/web/src/look/a.css": `.a {\n  ${declaration};\n}\n` })).problems;

describe("what a style sheet may say", () => {
  it.each([
    "color: #fff",
    "background: rgb(0 0 0 / 20%)",
    "border: 1px solid oklch(60% 0.1 20)",
    "color: white",
    "font-size: 14px",
    "font: 600 16px / 1.3 var(--serif)",
    "border-radius: 9px",
    "border-start-end-radius: 4px",
    "padding: 7px var(--space-2)",
    "gap: 12px",
    "margin-inline-start: calc(-1 * 6px)",
    "transition: color 120ms",
    "left: 0",
    "padding-right: var(--space-2)",
    "text-align: left",
    "float: right",
  ])("[LOOK1] is not %s", (declaration) => {
    expect(problemsOf(declaration)).toHaveLength(1);
  });

  it.each([
    "color: var(--ink)",
    "white-space: nowrap",
    "font: 600 var(--lead) / 1.3 var(--serif)",
    "font: 0.9em var(--mono)",
    "padding: 1px var(--space-2)",
    "margin: -1px",
    "margin-inline-start: 54px",
    "border-radius: 50%",
    "transition: color var(--quick)",
    "width: 30px",
    "inset-inline-start: 0",
    "background: transparent",
  ])("[LOOK1] may be %s", (declaration) => {
    expect(problemsOf(declaration)).toEqual([]);
  });

  it("[LOOK1] names the line, and leaves comments and the tokens alone", () => {
    const css = "/* color:\n  #ffffff; */\n.a {\n  color: #ffffff;\n}\n";
    expect(look.run(treeOf({ "apps/web/src/look/a.css": css })).problems).toEqual([
      expect.objectContaining({ path: "apps/web/src/look/a.css", line: 4 }),
    ]);
    expect(look.run(treeOf({ "docs/a.css": css })).problems).toEqual([]);
  });
});

describe("contrast", () => {
  const css = readFileSync(new URL(`../../${tokensFile}`, import.meta.url), "utf8");

  it("[LOOK2] is computed as WCAG 2.2 has it", () => {
    expect(ratioOf("#ffffff", "#000000")).toBeCloseTo(21, 5);
    expect(ratioOf("#777777", "#ffffff")).toBeCloseTo(4.48, 2);
    expect(ratioOf("#123456", "#123456")).toBe(1);
  });

  it.each(contrasts(css))("[LOOK2] $front on $back can be read ($theme)", ({ ratio, least }) => {
    expect(ratio).toBeGreaterThanOrEqual(least);
  });

  it("[LOOK2] a faint pair is refused with its ratio", () => {
    const soft = colourOf(css, "soft", "light");
    const faint = css.replace(`--soft: light-dark(${soft}`, "--soft: light-dark(#b0b0b0");
    const { problems } = look.run(treeOf({ [tokensFile]: faint }));
    expect(problems.map(({ text }) => text)).toContainEqual(
      expect.stringMatching(/--soft on --paper \(light\).*4\.5/),
    );
  });
});
