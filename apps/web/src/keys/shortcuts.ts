/** What can be done with a key of its own. */
export type Act =
  | "palette"
  | "sheet"
  | "next-unread"
  | "previous-unread"
  | "write"
  | "reply"
  | "edit-last"
  | "search"
  | "list"
  | "mark-read"
  | "close";

export interface Shortcut {
  readonly act: Act;
  /** As `KeyboardEvent.key` has it; a letter is meant whatever its case. */
  readonly key: string;
  /** With Ctrl, or with Cmd where that is usual. */
  readonly mod?: true;
  /** It is handled where the focus is, not for the whole page. */
  readonly local?: true;
}

/** The table: the only place that knows keys. In the order of the sheet. */
export const shortcuts: readonly Shortcut[] = [
  { act: "palette", key: "k", mod: true },
  { act: "next-unread", key: "j" },
  { act: "previous-unread", key: "k" },
  { act: "write", key: "w" },
  { act: "reply", key: "r" },
  { act: "edit-last", key: "ArrowUp", local: true },
  { act: "search", key: "/" },
  { act: "list", key: "l" },
  { act: "mark-read", key: "m" },
  { act: "sheet", key: "?" },
  { act: "close", key: "Escape", local: true },
];

/** What of a `KeyboardEvent` decides. */
export interface Pressed {
  readonly key: string;
  /** The key's place on the keyboard: letters of other scripts are known by it. */
  readonly code: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly isComposing: boolean;
}

/** What a key does now; undefined: nothing of the page's. `isTyping`: in a field, where keys write. */
export function actOf(pressed: Pressed, isTyping: boolean): Act | undefined {
  if (pressed.isComposing || pressed.altKey) return undefined;
  const mod = pressed.ctrlKey || pressed.metaKey;
  if (isTyping && !mod) return undefined;
  return shortcuts.find(
    (one) => one.local === undefined && (one.mod === true) === mod && isKey(one.key, pressed),
  )?.act;
}

function isKey(key: string, pressed: Pressed): boolean {
  const isLatin = /^[\u0020-\u007e]$/.test(pressed.key);
  if (/^[a-z]$/.test(key) && !isLatin) return pressed.code === `Key${key.toUpperCase()}`;
  return pressed.key.toLowerCase() === key.toLowerCase();
}

/** The keys of an act as they are printed on keyboards: `Ctrl K`. */
export function keyNames(act: Act, isApple: boolean): readonly string[] {
  const shortcut = shortcuts.find((one) => one.act === act);
  if (shortcut === undefined) return [];
  const names: Readonly<Record<string, string>> = { ArrowUp: "↑", Escape: "Esc" };
  const name = names[shortcut.key] ?? shortcut.key.toUpperCase();
  return shortcut.mod === true ? [isApple ? "⌘" : "Ctrl", name] : [name];
}
