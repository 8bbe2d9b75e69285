import { describe, expect, it } from "vitest";
import { readText, showingOf } from "./showable.ts";

describe("what can be shown", () => {
  it.each([
    ["a.png", "image/png", 5, "picture"],
    ["a.svg", "application/octet-stream", 5, "none"],
    ["a.tiff", "image/tiff", 5, "none"],
    ["a.mp4", "video/mp4", 5, "film"],
    ["a.ogg", "audio/ogg", 5, "sound"],
    ["notes.TXT", "application/octet-stream", 5, "text"],
    ["page.html", "application/octet-stream", 5, "text"],
    ["long.txt", "application/octet-stream", 5_000_000, "none"],
    ["a.pdf", "application/pdf", 5, "none"],
    ["a.txt", "application/zip", 5, "none"],
  ])("[VIEW4] %s of type %s is shown as %s, %s", (name, type, size, showing) => {
    expect(showingOf({ name, type, size })).toBe(showing);
  });

  it("[VIEW4] bytes that are no text are none, whatever their name", () => {
    expect(readText(new TextEncoder().encode("Grüße"))).toBe("Grüße");
    expect(readText(new Uint8Array([0xff, 0xfe, 0xfd]))).toBeUndefined();
    expect(readText(new Uint8Array([65, 0, 66]))).toBeUndefined();
  });
});
