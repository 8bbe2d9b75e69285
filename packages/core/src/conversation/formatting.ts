/**
 * The safe formatting subset of messages: a text is plain characters with `*bold*`, `_italic_`, `~struck~`, `` `code` ``,
 * ```` ```block``` ````, `> quote` and links. It travels as it was typed; only screens that can show it parse it, into nodes,
 * never into markup.
 */
export type Inline =
  | { readonly type: "text"; readonly text: string }
  | { readonly type: "code"; readonly text: string }
  | { readonly type: "link"; readonly href: string }
  | { readonly type: "mention"; readonly account: string }
  | { readonly type: "bold" | "italic" | "struck"; readonly inside: readonly Inline[] };

export type Block =
  | { readonly type: "paragraph"; readonly inside: readonly Inline[] }
  | { readonly type: "quote"; readonly inside: readonly Inline[] }
  | { readonly type: "code-block"; readonly text: string };

const marks = { "*": "bold", _: "italic", "~": "struck" } as const;
type Mark = keyof typeof marks;

/** Whether a text uses formatting at all. A cheap test that may say yes too often, never no wrongly. */
export function usesFormatting(text: string): boolean {
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    // * _ ~ ` and > at the start of a line
    if (code === 42 || code === 95 || code === 126 || code === 96) return true;
    if (code === 62 && (index === 0 || text.charCodeAt(index - 1) === 10)) return true;
  }
  return false;
}

/** Parses a text into blocks. Every character of the text is in the result, or is a mark that took effect. */
export function parseFormatting(text: string): readonly Block[] {
  const blocks: Block[] = [];
  const parts = text.split("```");
  // An odd number of fences: the last one is text.
  if (parts.length % 2 === 0) parts.splice(-2, 2, `${parts.at(-2)}\`\`\`${parts.at(-1)}`);
  parts.forEach((part, index) => {
    if (index % 2 === 1) blocks.push({ type: "code-block", text: part.replace(/^\n|\n$/g, "") });
    else blocks.push(...paragraphs(part));
  });
  return blocks;
}

function paragraphs(text: string): Block[] {
  const blocks: Block[] = [];
  let lines: string[] = [];
  let quoted = false;
  const flush = (): void => {
    const joined = lines.join("\n");
    if (joined.trim() !== "")
      blocks.push({ type: quoted ? "quote" : "paragraph", inside: parseInline(joined) });
    lines = [];
  };
  for (const line of text.split("\n")) {
    const isQuote = line.startsWith(">");
    if (isQuote !== quoted) flush();
    quoted = isQuote;
    lines.push(isQuote ? line.slice(line.startsWith("> ") ? 2 : 1) : line);
  }
  flush();
  return blocks;
}

/** The text as it reads without formatting: the marks that took effect are gone, every word stays. */
export function plainText(text: string): string {
  const lines = parseFormatting(text).map((block) => {
    if (block.type === "code-block") return block.text;
    const inside = plainInline(block.inside);
    return block.type === "quote" ? inside.replace(/^/gm, "> ") : inside;
  });
  return lines.join("\n");
}

function plainInline(inside: readonly Inline[]): string {
  return inside
    .map((inline) => {
      if ("inside" in inline) return plainInline(inline.inside);
      if (inline.type === "link") return inline.href;
      return inline.type === "mention" ? `@${inline.account}` : inline.text;
    })
    .join("");
}

/** How deep marks may stand in marks; beyond it they are text. */
const deepest = 4;

/** Parses one run of text. */
export function parseInline(text: string, depth = 0): readonly Inline[] {
  const found: Inline[] = [];
  let plain = "";
  // A mark that nothing closed once will not be closed later: looking again would take for ever in a long text.
  const unclosed = new Set<Mark>();
  const push = (inline: Inline): void => {
    if (plain !== "") found.push({ type: "text", text: plain });
    plain = "";
    found.push(inline);
  };
  for (let index = 0; index < text.length; ) {
    const match = matchAt(text, index, depth, unclosed);
    if (match === undefined) {
      plain += text[index];
      index += 1;
    } else {
      push(match.inline);
      index = match.end;
    }
  }
  if (plain !== "") found.push({ type: "text", text: plain });
  return found;
}

interface Match {
  readonly inline: Inline;
  readonly end: number;
}

function matchAt(text: string, index: number, depth: number, unclosed: Set<Mark>): Match | undefined {
  const char = text[index];
  if (char === "`") return codeAt(text, index);
  if (char === "*" || char === "_" || char === "~")
    return depth < deepest && !unclosed.has(char) ? markAt(text, index, char, depth, unclosed) : undefined;
  if (char === "h") return linkAt(text, index);
  if (char === "@") return mentionAt(text, index);
  return undefined;
}

function codeAt(text: string, index: number): Match | undefined {
  const end = text.indexOf("`", index + 1);
  if (end <= index + 1) return undefined;
  return { inline: { type: "code", text: text.slice(index + 1, end) }, end: end + 1 };
}

const isWord = (char: string | undefined): boolean => char !== undefined && /[\p{L}\p{N}]/u.test(char);

function markAt(
  text: string,
  index: number,
  mark: Mark,
  depth: number,
  unclosed: Set<Mark>,
): Match | undefined {
  const after = text[index + 1];
  if (isWord(text[index - 1]) || after === undefined || /\s/.test(after) || after === mark) return undefined;
  for (let end = text.indexOf(mark, index + 1); end > 0; end = text.indexOf(mark, end + 1)) {
    if (/\s/.test(text[end - 1] ?? " ") || isWord(text[end + 1])) continue;
    const inside = parseInline(text.slice(index + 1, end), depth + 1);
    return { inline: { type: marks[mark], inside }, end: end + 1 };
  }
  unclosed.add(mark);
  return undefined;
}

const linkPattern = /https?:\/\/[^\s<>"`]+/y;

function linkAt(text: string, index: number): Match | undefined {
  if (isWord(text[index - 1])) return undefined;
  linkPattern.lastIndex = index;
  const found = linkPattern.exec(text)?.[0].replace(/[.,;:!?)\]}'*_~]+$/, "");
  if (found === undefined || found.length < "http://a".length) return undefined;
  return { inline: { type: "link", href: found }, end: index + found.length };
}

const mentionPattern = /@([a-z0-9](?:[a-z0-9._-]{0,62}[a-z0-9])?)/y;

function mentionAt(text: string, index: number): Match | undefined {
  if (isWord(text[index - 1])) return undefined;
  mentionPattern.lastIndex = index;
  const account = mentionPattern.exec(text)?.[1];
  if (account === undefined) return undefined;
  return { inline: { type: "mention", account }, end: index + account.length + 1 };
}
