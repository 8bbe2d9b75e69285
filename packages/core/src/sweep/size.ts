/** The bytes that a text takes inside a JSON string, in UTF-8 and with its escapes (RFC 8259 §7). */
export function bytesInJson(text: string): number {
  let bytes = 0;
  for (const character of text) bytes += bytesOf(character);
  return bytes;
}

/** The bytes of a value as JSON in UTF-8. */
export function jsonBytes(value: unknown): number {
  let bytes = 0;
  for (const character of JSON.stringify(value)) bytes += utf8Bytes(character.codePointAt(0) ?? 0);
  return bytes;
}

function bytesOf(character: string): number {
  const code = character.codePointAt(0) ?? 0;
  if (character === '"' || character === "\\") return 2;
  // Control characters and lone surrogates become \uXXXX; a few have a shorter form, which costs less than we say.
  if (code < 0x20 || (code >= 0xd800 && code <= 0xdfff)) return 6;
  return utf8Bytes(code);
}

function utf8Bytes(code: number): number {
  if (code < 0x80) return 1;
  if (code < 0x800) return 2;
  return code < 0x10000 ? 3 : 4;
}
