import { describe, expect, it } from "vitest";
import { barsOf, levelOf, waveformOf } from "./waveform.ts";

describe("waveforms", () => {
  it("[VOICE1] are at most 64 values of a byte, the loudest the highest", () => {
    const long = waveformOf(Array.from({ length: 5000 }, (_, at) => (at === 4000 ? 0.4 : 0.1)));
    expect(long).toHaveLength(64);
    expect(long.filter((value) => value === 255)).toHaveLength(1);
    expect(long.every((value) => Number.isInteger(value) && value >= 0 && value <= 255)).toBe(true);
    expect(waveformOf([0.1, 0.2])).toEqual([128, 255]);
    expect(waveformOf([0.001, 0])).toEqual([13, 0]);
    expect(waveformOf([])).toEqual([]);
  });

  it("[VOICE1] are drawn in as many bars as there is room for", () => {
    expect(barsOf([0, 255], 3)).toEqual([0, 1, 1]);
    expect(barsOf([51], 2)).toEqual([0.2, 0.2]);
    expect(barsOf([], 2)).toEqual([0, 0]);
  });

  it("[VOICE1] silence has no level, and no sound more than the whole", () => {
    expect(levelOf(new Float32Array(8))).toBe(0);
    expect(levelOf(new Float32Array())).toBe(0);
    expect(levelOf(Float32Array.from([1, -1, 1]))).toBe(1);
  });
});
