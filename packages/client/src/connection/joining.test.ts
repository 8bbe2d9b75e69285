import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { joinFrames } from "./joining.ts";

describe("joinFrames", () => {
  it("[CONN21] one frame goes as it is, several as one array", () => {
    const limits = { frameBytes: 1_000, framesAtOnce: 10 };
    expect(joinFrames([{ a: 1 }], limits)).toEqual(['{"a":1}']);
    expect(joinFrames([{ a: 1 }, { b: 2 }], limits)).toEqual(['[{"a":1},{"b":2}]']);
  });

  it("[CONN21] joined messages keep the order and stay within the limits", () => {
    const frame = fc.record({ text: fc.string({ maxLength: 40, unit: "grapheme" }) });
    fc.assert(
      fc.property(fc.array(frame), fc.integer({ min: 1, max: 8 }), (frames, framesAtOnce) => {
        const messages = joinFrames(frames, { frameBytes: 1_000, framesAtOnce });
        const read = messages.flatMap((text) => JSON.parse(text) as unknown);
        expect(read).toEqual(JSON.parse(JSON.stringify(frames)));
        for (const text of messages) {
          expect(new TextEncoder().encode(text).length).toBeLessThanOrEqual(1_000);
          const value: unknown = JSON.parse(text);
          expect(Array.isArray(value) ? value.length : 1).toBeLessThanOrEqual(framesAtOnce);
        }
      }),
    );
  });
});
