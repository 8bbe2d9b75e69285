import { describe, expect, it } from "vitest";
import { foundPieces, searchedWords } from "./found-words.ts";

const shown = (text: string, search: string) =>
  foundPieces(text, searchedWords(search))
    .map((piece) => (piece.found ? `[${piece.text}]` : piece.text))
    .join("");

describe("what was found", () => {
  it("[TALK3] the words are marked from their beginning, without regard to case and accents", () => {
    expect(shown("The Crane at the café", "crane cafe")).toBe("The [Crane] at the [café]");
    expect(shown("Cranes, craned; a new\n  crane", "crane")).toBe("[Crane]s, [crane]d; a new [crane]");
    expect(shown("nothing of it", "crane")).toBe("nothing of it");
    expect(shown("a (b) c", "* ( b")).toBe("a ([b]) c");
  });

  it("[TALK3] in scripts written without spaces they are marked wherever they stand", () => {
    expect(shown("明日の会議は東京で", "東京 会議")).toBe("明日の[会議]は[東京]で");
    expect(shown("ประชุมพรุ่งนี้", "พรุ่ง")).toBe("ประชุม[พรุ่ง]นี้");
    expect(shown("ガラス", "カ")).toBe("ガラス");
  });

  it("[TALK3] a long text begins shortly before the first word", () => {
    const line = shown(`${"before it ".repeat(30)}the crane ${"after it ".repeat(60)}`, "crane");
    expect(line.startsWith("… ")).toBe(true);
    expect(line.endsWith(" …")).toBe(true);
    expect(line.indexOf("[crane]")).toBeLessThan(45);
    expect(line.length).toBeLessThan(200);
  });
});
