import { describe, expect, it } from "vitest";
import { parseFormatting } from "@elsewhere/core/conversation/formatting";
import { markOfKey, toggleMark, type Mark } from "./marks.ts";

/** `[` and `]` are the ends of the selection, before and after. */
function toggled(marked: string, mark: Mark): string {
  const from = marked.indexOf("[");
  const to = marked.indexOf("]") - 1;
  const done = toggleMark(marked.replace(/[[\]]/g, ""), from, to, mark);
  return `${done.text.slice(0, done.from)}[${done.text.slice(done.from, done.to)}]${done.text.slice(done.to)}`;
}

describe("marks", () => {
  it.each([
    ["say [it now] please", "bold", "say *[it now]* please"],
    ["say *[it now]* please", "bold", "say [it now] please"],
    ["say [*it now*] please", "bold", "say [it now] please"],
    ["say [ it ] please", "italic", "say  _[it]_  please"],
    ["[]", "code", "`[]`"],
    ["[one\ntwo]", "struck", "~[one~\n~two]~"],
    ["a\n[b\nc]\nd", "quote", "a\n[> b\n> c]\nd"],
    ["[> b\n> c]", "quote", "[b\nc]"],
    ["b[]", "quote", "> b[]"],
    ["see [x = 1] there", "code-block", "see \n```\n[x = 1]\n```\n there"],
    ["```\n[x = 1]\n```", "code-block", "[x = 1]"],
  ] as const)("[COMPOSE3] %j with %s is %j", (before, mark, after) => {
    expect(toggled(before, mark)).toBe(after);
  });

  it("[COMPOSE3] what is put on a selection looks as promised", () => {
    const kinds = (mark: Mark) => {
      const { text } = toggleMark("one two three", 4, 7, mark);
      return parseFormatting(text).flatMap((block) =>
        block.type === "paragraph" ? block.inside.map(({ type }) => type) : [block.type],
      );
    };
    expect(kinds("bold")).toEqual(["text", "bold", "text"]);
    expect(kinds("italic")).toEqual(["text", "italic", "text"]);
    expect(kinds("struck")).toEqual(["text", "struck", "text"]);
    expect(kinds("code")).toEqual(["text", "code", "text"]);
    expect(kinds("code-block")).toEqual(["text", "code-block", "text"]);
    expect(kinds("quote")).toEqual(["quote"]);
  });

  it("[COMPOSE3] keys stand for marks", () => {
    expect([markOfKey("b", false), markOfKey("I", false), markOfKey("e", false)]).toEqual([
      "bold",
      "italic",
      "code",
    ]);
    expect([markOfKey("X", true), markOfKey("E", true), markOfKey("q", true)]).toEqual([
      "struck",
      "code-block",
      "quote",
    ]);
    expect(markOfKey("z", false)).toBeUndefined();
  });
});
