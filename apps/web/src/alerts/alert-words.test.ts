import { describe, expect, it } from "vitest";
import type { MessageValue } from "@elsewhere/protocol/values";
import { englishWords } from "../language/load.ts";
import { alertWords, pageTitle } from "./alert-words.ts";
import { isPushPayload } from "./push-payload.ts";

const words = englishWords(["en-GB"]);

function message(more: Partial<MessageValue> = {}): MessageValue {
  return { offset: 1, at: 1, by: "alice", device: "laptop", id: "1", text: "hello", ...more };
}

describe("alerts", () => {
  it("[SAY9] the writer, the group, and the beginning of the text", () => {
    expect(alertWords(message(), "Alice", undefined, words)).toEqual({ title: "Alice", text: "hello" });
    expect(alertWords(message(), "Alice", "Workshop", words).title).toBe("Alice in Workshop");
    expect(alertWords(message({ text: "x".repeat(500) }), "Alice", undefined, words).text).toHaveLength(140);
  });

  it("[SAY9] the title counts", () => {
    expect(pageTitle(0, undefined, words)).toBe("Elsewhere");
    expect(pageTitle(3, "Alice", words)).toBe("(3) Alice · Elsewhere");
    expect(pageTitle(250, undefined, words)).toBe("(99+) Elsewhere");
  });

  it("[SAY13] a push is known by its shape", () => {
    expect(isPushPayload({ type: "clear", conversation: "d:alice:bob", upTo: 1 })).toBe(true);
    expect(
      isPushPayload({ type: "message", conversation: "d:alice:bob", title: "Alice", text: "hello" }),
    ).toBe(true);
    for (const other of [
      undefined,
      "x",
      {},
      { type: "clear" },
      { type: "message", conversation: "d:alice:bob" },
    ])
      expect(isPushPayload(other)).toBe(false);
  });
});
