import { describe, expect, it } from "vitest";
import type { MessageValue } from "@elsewhere/protocol/values";
import { englishWords } from "../language/load.ts";
import { mentionsIn, messageLine, startsDay, startsGroup } from "./timeline.ts";

const words = englishWords(["en-GB"]);
const at = new Date(2026, 4, 14, 15, 30).getTime();
const minute = 60_000;

function message(more: Partial<MessageValue> = {}): MessageValue {
  return { offset: 1, at, by: "alice", device: "laptop", id: "1", text: "hello", ...more };
}

describe("the timeline", () => {
  it("[SAY7] messages of one person stand together", () => {
    expect(startsGroup(undefined, message())).toBe(true);
    expect(startsGroup(message(), message({ at: at + 4 * minute }))).toBe(false);
    expect(startsGroup(message(), message({ at: at + 6 * minute }))).toBe(true);
    expect(startsGroup(message(), message({ by: "bob" }))).toBe(true);
    const midnight = new Date(2026, 4, 15).getTime();
    expect(startsDay(message({ at: midnight - minute }), message({ at: midnight }))).toBe(true);
    expect(startsGroup(message({ at: midnight - minute }), message({ at: midnight }))).toBe(true);
  });

  it("[SAY7] a message in a line is its text or what is attached", () => {
    const picture = { file: "f", name: "a.png", type: "image/png", size: 1 };
    expect(messageLine(message({ text: "two\n  lines" }), words)).toBe("two lines");
    expect(messageLine(message({ text: "", files: [picture] }), words)).toBe("Picture");
    expect(
      messageLine(message({ text: "", files: [{ ...picture, type: "text/plain" }, picture] }), words),
    ).toBe("a.png and 1 more");
    expect(messageLine(message({ text: "", deletedAt: at }), words)).toBe("Deleted");
    expect(mentionsIn("@bob and mail@carol, @dave.", ["bob", "carol"])).toEqual(["bob"]);
  });
});
