/** The text of a page, whatever alphabet it says it is in: by a byte order mark, its header or its first kilobyte; else UTF-8. */
export function pageText(bytes: Uint8Array, contentType: string): string {
  const label = charsetOf(contentType) ?? charsetOf(Buffer.from(bytes.subarray(0, 1024)).toString("latin1"));
  return decoder(markOf(bytes) ?? label ?? "utf-8").decode(bytes);
}

function charsetOf(text: string): string | undefined {
  return /charset\s{0,5}=\s{0,5}["']?([\w:.-]{1,40})/i.exec(text)?.[1];
}

function markOf([one, two, three]: Uint8Array): string | undefined {
  if (one === 0xef && two === 0xbb && three === 0xbf) return "utf-8";
  if (one === 0xff && two === 0xfe) return "utf-16le";
  return one === 0xfe && two === 0xff ? "utf-16be" : undefined;
}

function decoder(label: string): { decode(bytes: Uint8Array): string } {
  try {
    return new TextDecoder(label);
  } catch {
    return new TextDecoder();
  }
}

/**
 * One line for people: no control characters, none that turn the direction of what follows or cannot be seen, and at
 * most so many characters. Undefined if nothing is left.
 */
export function oneLine(text: string | undefined, most: number): string | undefined {
  const clean = (text ?? "")
    .replaceAll(
      /[\p{Cc}\p{Zl}\p{Zp}\p{Co}\p{Cs}\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\s]+/gu,
      " ",
    )
    .trim()
    .normalize("NFC");
  if (clean === "") return undefined;
  return clean.length <= most ? clean : `${beginning(clean, most - 1).trimEnd()}…`;
}

/** Length counts units, as the wire does; no character is cut in two. */
function beginning(whole: string, most: number): string {
  let text = "";
  for (const letter of whole) {
    if (text.length + letter.length > most) break;
    text += letter;
  }
  return text;
}
