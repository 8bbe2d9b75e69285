/** What the head of a page says of it, as far as it can be read. */
export interface PageHead {
  readonly title: string | undefined;
  /** Content of `<meta>` by `property` or `name` in lower case; of several the first. */
  readonly meta: ReadonlyMap<string, string>;
  /** Of `<base href>`. */
  readonly base: string | undefined;
}

interface Tag {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  /** Where the text goes on behind it. */
  readonly end: number;
}

/** Their text is no markup (HTML standard §13.2.5): it ends with their own end tag only. */
const rawText = new Set(["title", "script", "style", "noscript", "textarea", "template", "iframe", "xmp"]);

/** Longer values, more attributes and more tags are nobody's head. */
const mostTags = 5_000;
const longestValue = 4_000;
const mostAttributes = 60;

/**
 * Reads the head of an HTML page, whatever it is: tolerant as browsers are, in one pass, and it looks at nothing behind
 * the beginning of the body. Never throws.
 */
export function readHead(html: string): PageHead {
  // ASCII only: the places stay the same.
  const lower = html.replaceAll(/[A-Z]+/g, (letters) => letters.toLowerCase());
  const meta = new Map<string, string>();
  let [title, base]: (string | undefined)[] = [];
  for (
    let at = html.indexOf("<"), tags = 0;
    at >= 0 && tags < mostTags;
    at = html.indexOf("<", at), tags += 1
  ) {
    const tag = readTag(html, lower, at);
    if (tag === undefined) break;
    at = tag.end;
    if (tag.name === "body" || tag.name === "/head") break;
    if (tag.name === "meta") keepMeta(meta, tag.attributes);
    if (tag.name === "base") base ??= tag.attributes.get("href");
    if (!rawText.has(tag.name)) continue;
    const close = lower.indexOf(`</${tag.name}`, at);
    if (tag.name === "title") title ??= textOf(html.slice(at, close < 0 ? at + longestValue : close));
    if (close < 0) break;
    at = close;
  }
  return { title, meta, base };
}

function keepMeta(meta: Map<string, string>, attributes: ReadonlyMap<string, string>): void {
  const name = (attributes.get("property") ?? attributes.get("name"))?.toLowerCase().trim();
  const content = attributes.get("content");
  if (name !== undefined && content !== undefined && content.trim() !== "" && !meta.has(name))
    meta.set(name, content);
}

/** The tag, comment or stray `<` at a place; undefined when the text ends in it. */
function readTag(html: string, lower: string, at: number): Tag | undefined {
  if (html.startsWith("<!--", at)) return passed(html.indexOf("-->", at + 4), 3);
  if (/[!?]/.test(html[at + 1] ?? "")) return passed(html.indexOf(">", at), 1);
  const name = /^\/?[a-z][a-z0-9-]{0,30}/.exec(lower.slice(at + 1, at + 34))?.[0];
  if (name === undefined) return { name: "", attributes: new Map(), end: at + 1 };
  return readAttributes(html, lower, name, at + 1 + name.length);
}

function passed(end: number, length: number): Tag | undefined {
  return end < 0 ? undefined : { name: "", attributes: new Map(), end: end + length };
}

function readAttributes(html: string, lower: string, name: string, from: number): Tag | undefined {
  const attributes = new Map<string, string>();
  let at = from;
  while (at < html.length && html[at] !== ">") {
    if (/[\s/=]/.test(html[at] as string)) {
      at += 1;
      continue;
    }
    const nameEnd = endOf(html, at, /[\s/=>]/);
    const key = lower.slice(at, nameEnd);
    const value = readValue(html, nameEnd);
    if (value === undefined) return undefined;
    at = value.end;
    if (!attributes.has(key) && attributes.size < mostAttributes) attributes.set(key, value.text);
  }
  return at < html.length ? { name, attributes, end: at + 1 } : undefined;
}

/** The value behind the name of an attribute; the empty one if there is no `=`. Undefined when the text ends in it. */
function readValue(html: string, from: number): { readonly text: string; readonly end: number } | undefined {
  const equals = endOf(html, from, /\S/);
  if (html[equals] !== "=") return { text: "", end: Math.max(from, equals) };
  const start = endOf(html, equals + 1, /\S/);
  const quote = html[start];
  if (quote !== '"' && quote !== "'") {
    const end = endOf(html, start, /[\s>]/);
    return { text: textOf(html.slice(start, end)), end };
  }
  const end = html.indexOf(quote, start + 1);
  return end < 0 ? undefined : { text: textOf(html.slice(start + 1, end)), end: end + 1 };
}

/** The next place from `at` on where a character is of the kind; the length if there is none. */
function endOf(html: string, at: number, kind: RegExp): number {
  let end = at;
  while (end < html.length && !kind.test(html[end] as string)) end += 1;
  return end;
}

/** Characters that were written by name or number. */
export function textOf(html: string): string {
  return html
    .slice(0, longestValue)
    .replaceAll(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|([a-z]{2,8}));/gi, (whole, hex, decimal, name) => {
      if (name !== undefined) return named[(name as string).toLowerCase()] ?? whole;
      const code = hex === undefined ? Number(decimal) : Number.parseInt(hex as string, 16);
      const isCharacter = code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff);
      return isCharacter ? String.fromCodePoint(code) : "\ufffd";
    });
}

/** Those that titles have; others stay as they are written. */
const named: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  nbsp: " ",
  ensp: " ",
  emsp: " ",
  thinsp: " ",
  shy: "",
  hellip: "…",
  ndash: "–",
  mdash: "—",
  lsquo: "‘",
  rsquo: "’",
  sbquo: "‚",
  ldquo: "“",
  rdquo: "”",
  bdquo: "„",
  laquo: "«",
  raquo: "»",
  lsaquo: "‹",
  rsaquo: "›",
  bull: "•",
  middot: "·",
  copy: "©",
  reg: "®",
  trade: "™",
  euro: "€",
  pound: "£",
  deg: "°",
  times: "×",
  szlig: "ß",
  auml: "ä",
  ouml: "ö",
  uuml: "ü",
  eacute: "é",
  egrave: "è",
  agrave: "à",
  ccedil: "ç",
};
