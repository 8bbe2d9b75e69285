import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { shifted, whole, within, zoomed } from "./zoom.ts";

const stage = { width: 1000, height: 600 };
const picture = { width: 800, height: 600 };

describe("zoom", () => {
  it("[VIEW3] what is pointed at stays where it is", () => {
    const at = { x: 200, y: -100 };
    const view = zoomed(whole, 2, at);
    expect(view).toEqual({ scale: 2, x: -200, y: 100 });
    // The point of the picture that was there is there still.
    expect([(at.x - view.x) / view.scale, (at.y - view.y) / view.scale]).toEqual([at.x, at.y]);
  });

  it("[VIEW3] it ends at eight times, and at the whole picture in the middle", () => {
    expect(zoomed(whole, 100, { x: 0, y: 0 }).scale).toBe(8);
    expect(zoomed({ scale: 2, x: 300, y: 40 }, 0.1, { x: 5, y: 5 })).toEqual(whole);
    expect(shifted(whole, 10, 10)).toEqual(whole);
  });

  it("[VIEW3] no edge comes inside of the stage, whatever is done", () => {
    const number = fc.double({ min: -5000, max: 5000, noNaN: true });
    fc.assert(
      fc.property(fc.double({ min: 0.1, max: 20, noNaN: true }), number, number, (by, x, y) => {
        const view = within(shifted(zoomed(whole, by, { x: 0, y: 0 }), x, y), picture, stage);
        for (const [place, size, room] of [
          [view.x, picture.width * view.scale, stage.width],
          [view.y, picture.height * view.scale, stage.height],
        ] as const)
          expect(Math.abs(place)).toBeLessThanOrEqual(Math.max(0, (size - room) / 2) + 1e-6);
      }),
    );
  });
});
