import { createSignal, type Accessor } from "solid-js";

const key = "elsewhere.chosen-lately";
const most = 8;

/** Keys of what was chosen in the palette, newest first. Strange ones are none. */
export function readRecent(text: string | null): readonly string[] {
  try {
    const keys: unknown = JSON.parse(text ?? "[]");
    return Array.isArray(keys) ? keys.filter((one) => typeof one === "string").slice(0, most) : [];
  } catch {
    return [];
  }
}

/** Keeps with the device what was chosen; nothing on a public terminal. */
export function createRecent(isPublic: boolean): {
  readonly keys: Accessor<readonly string[]>;
  chose(chosen: string): void;
} {
  const [keys, setKeys] = createSignal(isPublic ? [] : readRecent(localStorage.getItem(key)));
  return {
    keys,
    chose(chosen) {
      setKeys((before) => [chosen, ...before.filter((one) => one !== chosen)].slice(0, most));
      if (!isPublic) localStorage.setItem(key, JSON.stringify(keys()));
    },
  };
}
