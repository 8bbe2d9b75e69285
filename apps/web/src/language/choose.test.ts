import { describe, expect, it } from "vitest";
import { chosenLanguage, localeOf } from "./choose.ts";
import { pluralIn } from "./plural.ts";

describe("the language of the page", () => {
  it("[SAY24] is the one chosen here, else the first of the browser's that there is, else English", () => {
    expect(chosenLanguage("en", ["fr"])).toBe("en");
    expect(chosenLanguage("xx", ["fr", "EN-us"])).toBe("en");
    expect(chosenLanguage(null, ["fr"])).toBe("en");
    expect(chosenLanguage(null, [])).toBe("en");
  });

  it("[SAY24] times and numbers are as in the country the browser names with it", () => {
    expect(localeOf("en", ["fr-FR", "en-US"])).toBe("en-US-u-nu-latn");
    expect(localeOf("en", ["fr-FR"])).toBe("en-GB-u-nu-latn");
    expect(localeOf("en", ["en-??", "x"])).toBe("en-GB-u-nu-latn");
  });

  it("[SAY25] the form goes with the number", () => {
    const plural = pluralIn("en");
    expect([0, 1, 2].map((count) => plural(count, { one: "message", other: "messages" }))).toEqual([
      "messages",
      "message",
      "messages",
    ]);
  });
});
