import { describe, expect, it } from "vitest";
import { complete, completingAt, findPeople, inserted } from "./completion.ts";

const at = (marked: string) => {
  const caret = marked.indexOf("|");
  const found = completingAt(marked.replace("|", ""), caret);
  return found && [found.of, found.query];
};

describe("completing", () => {
  it("[COMPOSE1] a name is completed after an at sign that begins a word", () => {
    expect(at("@|")).toEqual(["person", ""]);
    expect(at("hello @bo|b")).toEqual(["person", "bo"]);
    expect(at("(@ann-marie.k|")).toEqual(["person", "ann-marie.k"]);
    for (const none of ["bob@exa|", "@bob |", "hello|", "|@"]) expect(at(none)).toBeUndefined();
  });

  it("[COMPOSE2] an emoji is completed after a colon and two characters", () => {
    expect(at(":sm|")).toEqual(["emoji", "sm"]);
    expect(at("done :+1|")).toEqual(["emoji", "+1"]);
    for (const none of [":|", ":s|", "10:30|", "std::ve|", "a:bc|", "https://x|"])
      expect(at(none)).toBeUndefined();
  });

  it("[COMPOSE1] what was chosen stands in its place, with a space behind", () => {
    const choose = (text: string, caret: number, word: string) => {
      const completing = completingAt(text, caret);
      return completing && complete(text, completing, word);
    };
    expect(choose("hi @bo", 6, "@bob")).toEqual({ text: "hi @bob ", from: 8, to: 8 });
    expect(choose("hi @bo there", 6, "@bob")).toEqual({ text: "hi @bob there", from: 8, to: 8 });
    expect(inserted("abc", 1, 2, "😄")).toEqual({ text: "a😄c", from: 3, to: 3 });
  });

  it("[COMPOSE1] people are found by account and by every word of their name", () => {
    const people = [
      { account: "alice", name: "Alice Archer" },
      { account: "bob", name: "Robert Archer" },
      { account: "arch", name: "Nina" },
    ];
    expect(findPeople(people, "ARCH").map(({ account }) => account)).toEqual(["arch", "alice", "bob"]);
    expect(findPeople(people, "").length).toBe(3);
    expect(findPeople(people, "zed")).toEqual([]);
  });
});
