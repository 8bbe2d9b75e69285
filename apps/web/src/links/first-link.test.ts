import { describe, expect, it } from "vitest";
import { firstLink, hostOf, siteWords } from "./first-link.ts";

describe("links that are written", () => {
  it.each([
    ["see https://example.org/a?b and http://other.example/", "https://example.org/a?b"],
    ["*bold https://example.org/a*", "https://example.org/a"],
    ["> http://example.org/quoted", "http://example.org/quoted"],
    ["`https://example.org/code` then https://example.org/text", "https://example.org/text"],
    ["```\nhttps://example.org/block\n```", undefined],
    ["ftp://example.org/", undefined],
    ["no link", undefined],
    ["", undefined],
  ])("[PREV1] the first of %j is looked at", (text, link) => {
    expect(firstLink(text)).toBe(link);
  });

  it("[PREV2] a card says whose page it is, whatever the page calls itself", () => {
    expect(hostOf("https://www.example.org:8443/a")).toBe("example.org:8443");
    expect(siteWords("https://example.org/", undefined)).toBe("example.org");
    expect(siteWords("https://example.org/", "Example")).toBe("example.org");
    expect(siteWords("https://example.org/", "Your Bank")).toBe("Your Bank · example.org");
  });
});
