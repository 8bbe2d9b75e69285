import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseFormatting, parseInline, usesFormatting, type Inline } from "./formatting.ts";

const text = (words: string): Inline => ({ type: "text", text: words });
const bold = (...inside: Inline[]): Inline => ({ type: "bold", inside });

/** The characters of nodes in order. */
function charactersOf(nodes: readonly Inline[]): string {
  return nodes
    .map((node) => {
      if ("inside" in node) return charactersOf(node.inside);
      if (node.type === "link") return node.href;
      return node.type === "mention" ? `@${node.account}` : node.text;
    })
    .join("");
}

describe("formatting", () => {
  it("[FMT1] marks around words make bold, italic, struck and code", () => {
    expect(parseInline("a *b c* _d_ ~e~ `f *g*`")).toEqual([
      text("a "),
      bold(text("b c")),
      text(" "),
      { type: "italic", inside: [text("d")] },
      text(" "),
      { type: "struck", inside: [text("e")] },
      text(" "),
      { type: "code", text: "f *g*" },
    ]);
    expect(parseInline("*a _b_*")).toEqual([bold(text("a "), { type: "italic", inside: [text("b")] })]);
  });

  it("[FMT2] a mark inside a word, beside a space or without its other half is a character", () => {
    for (const plain of ["2*3*4", "snake_case_name", "* a *", "*", "**", "a * b", "~ ~", "`", "*a b"])
      expect(parseInline(plain)).toEqual([text(plain)]);
  });

  it("[FMT3] links are http and https only, without the punctuation that follows them", () => {
    expect(parseInline("see https://example.org/a?b=c.")).toEqual([
      text("see "),
      { type: "link", href: "https://example.org/a?b=c" },
      text("."),
    ]);
    for (const plain of ["javascript:alert(1)", "http://", "ahttps://example.org", "data:text/html,x"])
      expect(parseInline(plain)).toEqual([text(plain)]);
  });

  it("[FMT4] a name after an at sign is a mention, an address is not", () => {
    expect(parseInline("@bob, look")).toEqual([{ type: "mention", account: "bob" }, text(", look")]);
    expect(parseInline("bob@example.org")).toEqual([text("bob@example.org")]);
  });

  it("[FMT5] lines that begin with > are quoted, fences hold what is not formatted", () => {
    expect(parseFormatting("> *a*\n> b\nc\n```\n*d*\n```")).toEqual([
      { type: "quote", inside: [bold(text("a")), text("\nb")] },
      { type: "paragraph", inside: [text("c\n")] },
      { type: "code-block", text: "*d*" },
    ]);
    expect(parseFormatting("a ```b")).toEqual([{ type: "paragraph", inside: [text("a ```b")] }]);
  });

  it("[FMT6] no character is lost, whatever was typed: only marks that took effect are gone", () => {
    const typed = fc.string({
      unit: fc.constantFrom("*", "_", "~", "`", "a", " ", "@", "é", "https://x.y ", "\n"),
    });
    fc.assert(
      fc.property(typed, (words) => {
        const left = charactersOf(parseInline(words));
        const unmarked = (all: string): string => all.replaceAll(/[*_~`]/g, "");
        expect(unmarked(left)).toBe(unmarked(words));
        expect(left.length).toBeLessThanOrEqual(words.length);
      }),
    );
  });

  it("[FMT7] what uses formatting is never taken for plain", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom("*", "_", "`", ">", "a", " ", "\n") }), (words) => {
        const isPlain = parseFormatting(words).every(
          (block) => block.type === "paragraph" && block.inside.every((inline) => inline.type === "text"),
        );
        expect(isPlain || usesFormatting(words)).toBe(true);
      }),
    );
    expect([usesFormatting("a > b"), usesFormatting("> b"), usesFormatting("plain")]).toEqual([
      false,
      true,
      false,
    ]);
  });

  it("[FMT8] a long text of marks takes no longer than a long text of words", () => {
    const before = performance.now();
    for (const hostile of ["*a ", "_*~a ", "*_a_ ", "`", "@", "*a* _"])
      parseFormatting(hostile.repeat(20_000));
    expect(performance.now() - before).toBeLessThan(2_000);
  });
});
