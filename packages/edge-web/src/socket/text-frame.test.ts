import { describe, expect, it } from "vitest";
import { textFrame } from "./text-frame.ts";

/** The payload of one frame, read as RFC 6455 §5.2 lays it out; throws if the bytes are not exactly that. */
function payloadOf(frame: Buffer): string {
  const short = frame.readUInt8(1);
  const start = short < 126 ? 2 : short === 126 ? 4 : 10;
  const length =
    short < 126 ? short : short === 126 ? frame.readUInt16BE(2) : Number(frame.readBigUInt64BE(2));
  if (frame.readUInt8(0) !== 0x81 || start + length !== frame.length) throw new Error("not one text frame");
  return frame.toString("utf8", start);
}

describe("a text frame", () => {
  it.each([0, 1, 125, 126, 127, 65_535, 65_536, 70_000])("[WEB7] of %i bytes is whole", (length) => {
    const frame = textFrame("x".repeat(length));
    expect(payloadOf(frame)).toBe("x".repeat(length));
    expect(frame.length - length).toBe(length < 126 ? 2 : length < 65_536 ? 4 : 10);
  });

  it("[WEB7] is UTF-8, whatever its signs", () => {
    for (const text of ["Zürich", "здравствуй", `${"a".repeat(124)}é`, "🙂".repeat(20_000)])
      expect(payloadOf(textFrame(text))).toBe(text);
  });
});
