import { describe, expect, it } from "vitest";
import { englishWords } from "../language/load.ts";
import { Refused } from "./entrance.ts";
import { waitWords } from "./wait-words.ts";
import { bytesOf, textOf } from "./webauthn.ts";

const words = englishWords(["en-GB"]);

describe("at the door", () => {
  it("[DOOR1] who tried too often is told how long to wait", () => {
    expect(waitWords(new Refused("too-fast", "Too many requests", 41_200), words)).toBe(
      "Too many tries. Try again in 42 seconds.",
    );
    expect(waitWords(new Refused("too-fast", "Too many requests", 10), words)).toContain("a second.");
    expect(
      waitWords(new Refused("wrong-credentials", "The name or the password is wrong."), words),
    ).toBeUndefined();
  });

  it("[KEYS1] bytes of passkeys are the same after a way through text", () => {
    for (const bytes of [[], [0], [255, 254, 253], [62, 63, 64, 65], [251, 255, 191]])
      expect([...bytesOf(textOf(new Uint8Array(bytes).buffer))]).toEqual(bytes);
    expect(textOf(new Uint8Array([251, 255, 191]).buffer)).toBe("-_-_");
  });
});
