import { describe, expect, it } from "vitest";
import { melodies, type Told } from "./sound.ts";

const steps = (told: Told) => {
  const pitches = melodies[told].map(({ pitch }) => pitch);
  return pitches.slice(1).map((pitch, index) => Math.sign(pitch - (pitches[index] ?? 0)));
};

describe("sounds", () => {
  it("[PAGE20] each has a shape of its own: what comes rises, what did not go falls, and all are short", () => {
    expect([steps("message"), steps("mention"), steps("not-sent")]).toEqual([[1], [1, 1], [-1]]);
    for (const notes of Object.values(melodies)) expect(notes.at(-1)?.at).toBeLessThanOrEqual(0.2);
  });
});
