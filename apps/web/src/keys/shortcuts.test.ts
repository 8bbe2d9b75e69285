import { describe, expect, it } from "vitest";
import { actOf, keyNames, shortcuts, type Pressed } from "./shortcuts.ts";

const press = (key: string, more: Partial<Pressed> = {}): Pressed => ({
  key,
  code: "",
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  isComposing: false,
  ...more,
});

describe("shortcuts", () => {
  it("[EASE1] keys lead to what the table says, and no two of them to the same", () => {
    expect(actOf(press("j"), false)).toBe("next-unread");
    expect(actOf(press("K"), false)).toBe("previous-unread");
    expect(actOf(press("k", { ctrlKey: true }), false)).toBe("palette");
    expect(actOf(press("k", { metaKey: true }), false)).toBe("palette");
    expect(actOf(press("?"), false)).toBe("sheet");
    expect(actOf(press("x"), false)).toBeUndefined();
    const keys = shortcuts.map(({ key, mod }) => `${mod ?? ""}${key}`);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it("[EASE1] a letter is found by its place where the keyboard writes another script", () => {
    expect(actOf(press("ت", { code: "KeyJ" }), false)).toBe("next-unread");
    expect(actOf(press("؟", { code: "Slash" }), false)).toBeUndefined();
    expect(actOf(press("q", { code: "KeyJ" }), false)).toBeUndefined();
  });

  it("[EASE2] in a field, and while a letter is put together, keys write", () => {
    expect(actOf(press("j"), true)).toBeUndefined();
    expect(actOf(press("k", { ctrlKey: true }), true)).toBe("palette");
    expect(actOf(press("j", { isComposing: true }), false)).toBeUndefined();
    expect(actOf(press("k", { ctrlKey: true, altKey: true }), false)).toBeUndefined();
    expect(actOf(press("ArrowUp"), false)).toBeUndefined();
  });

  it("[EASE1] keys are named as they are printed", () => {
    expect(keyNames("palette", false)).toEqual(["Ctrl", "K"]);
    expect(keyNames("palette", true)).toEqual(["⌘", "K"]);
    expect(keyNames("edit-last", false)).toEqual(["↑"]);
  });
});
