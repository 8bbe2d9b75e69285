import type { Edited } from "./completion.ts";

/** Formatting as it can be put on a selection. */
export const marks = ["bold", "italic", "struck", "code", "code-block", "quote"] as const;
export type Mark = (typeof marks)[number];

const around = { bold: "*", italic: "_", struck: "~", code: "`" } as const;

/** The text with the mark put on the selection, or taken off if it is there. */
export function toggleMark(text: string, from: number, to: number, mark: Mark): Edited {
  if (mark === "quote") return toggleQuote(text, from, to);
  if (mark === "code-block") return toggleBlock(text, from, to);
  return toggleAround(text, from, to, around[mark]);
}

function toggleAround(text: string, from: number, to: number, sign: string): Edited {
  const [start, end] = trimmed(text, from, to);
  const inside = text.slice(start, end);
  if (text[start - 1] === sign && text[end] === sign)
    return { text: text.slice(0, start - 1) + inside + text.slice(end + 1), from: start - 1, to: end - 1 };
  if (inside.length > 2 && inside.startsWith(sign) && inside.endsWith(sign))
    return { text: text.slice(0, start) + inside.slice(1, -1) + text.slice(end), from: start, to: end - 2 };
  // Marks hold within one line only as far as words go; each line gets its own.
  const marked = inside
    .split("\n")
    .map((line) => (line.trim() === "" && inside.includes("\n") ? line : sign + line + sign))
    .join("\n");
  const grown = start + marked.length;
  const isEmpty = inside === "";
  return {
    text: text.slice(0, start) + marked + text.slice(end),
    from: start + 1,
    to: isEmpty ? start + 1 : grown - 1,
  };
}

/** A mark beside a space is a character (FMT2), so spaces at the ends stay outside. */
function trimmed(text: string, from: number, to: number): readonly [number, number] {
  const inside = text.slice(from, to);
  if (inside.trim() === "") return [from, from === to ? to : from];
  return [from + inside.length - inside.trimStart().length, to - inside.length + inside.trimEnd().length];
}

function toggleQuote(text: string, from: number, to: number): Edited {
  const start = text.lastIndexOf("\n", from - 1) + 1;
  const next = text.indexOf("\n", to);
  const end = next === -1 ? text.length : next;
  const lines = text.slice(start, end).split("\n");
  const isQuoted = lines.every((line) => line.startsWith(">"));
  const changed = lines.map((line) => (isQuoted ? line.replace(/^> ?/, "") : `> ${line}`)).join("\n");
  const caret = start + changed.length;
  return {
    text: text.slice(0, start) + changed + text.slice(end),
    from: from === to ? caret : start,
    to: caret,
  };
}

const fence = "```";

function toggleBlock(text: string, from: number, to: number): Edited {
  const inside = text.slice(from, to);
  const opened = `${fence}\n`;
  if (text.slice(0, from).endsWith(opened) && text.slice(to).startsWith(`\n${fence}`)) {
    const start = from - opened.length;
    return {
      text: text.slice(0, start) + inside + text.slice(to + opened.length),
      from: start,
      to: start + inside.length,
    };
  }
  const before = text.slice(0, from);
  const lead = before === "" || before.endsWith("\n") ? "" : "\n";
  const after = text.slice(to);
  const tail = after === "" || after.startsWith("\n") ? "" : "\n";
  const start = from + lead.length + opened.length;
  return {
    text: `${before}${lead}${opened}${inside}\n${fence}${tail}${after}`,
    from: start,
    to: start + inside.length,
  };
}

/** The mark that a key stands for, with Ctrl (on a Mac: Command) held. */
export function markOfKey(key: string, shift: boolean): Mark | undefined {
  const letter = key.toLowerCase();
  if (shift) return shifted[letter];
  return plain[letter];
}

const plain: Readonly<Record<string, Mark>> = { b: "bold", i: "italic", e: "code" };
const shifted: Readonly<Record<string, Mark>> = { x: "struck", e: "code-block", q: "quote" };
