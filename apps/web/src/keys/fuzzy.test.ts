import { describe, expect, it } from "vitest";
import { fit, fitting } from "./fuzzy.ts";

const named = (...names: readonly string[]) => names.map((name) => ({ key: name, name }));
const found = (names: readonly string[], typed: string, recent: readonly string[] = []) =>
  fitting(named(...names), typed, recent).map(({ name }) => name);

describe("the palette", () => {
  it("[EASE3] finds letters in their order, without regard to case, accents and spaces", () => {
    expect(fit("wksh", "Workshop")).toBeDefined();
    expect(fit("cafe", "Café Nord")).toBeDefined();
    expect(fit("new gr", "New group")).toBeDefined();
    expect(fit("phw", "Workshop")).toBeUndefined();
    expect(fit("x", "")).toBeUndefined();
  });

  it("[EASE3] what is together, or at the beginning of words, comes first", () => {
    expect(found(["Sandro Gomez", "Settings", "New group", "Go"], "go")).toEqual([
      "Go",
      "Sandro Gomez",
      "New group",
    ]);
    expect(found(["Anger", "New group"], "ng")).toEqual(["New group", "Anger"]);
    expect(found(["Danube Grill", "New group"], "n g")).toContain("New group");
  });

  it("[EASE3] what was chosen lately comes first", () => {
    expect(found(["a", "b", "c"], "", ["c", "b"])).toEqual(["c", "b", "a"]);
    expect(found(["Bob", "Bot"], "bo", ["Bot"])).toEqual(["Bot", "Bob"]);
  });
});
