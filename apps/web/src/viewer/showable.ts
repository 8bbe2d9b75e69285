import type { Uploaded } from "@elsewhere/protocol/http";

/** In which way a file can be looked at in the page. */
export type Showing = "picture" | "film" | "sound" | "text" | "none";

const pictures: ReadonlySet<string> = new Set([
  "image/png",
  "image/jpeg",
  "image/gif",
  "image/webp",
  "image/avif",
]);

/** Names of what is text as a rule. The server finds no type in bytes that are only text. */
const textName =
  /\.(?:txt|text|md|markdown|csv|tsv|log|json|jsonl|ya?ml|toml|ini|conf|cfg|xml|html?|css|js|mjs|ts|tsx|jsx|py|rb|rs|go|java|kt|c|h|cc|cpp|hpp|cs|sh|sql|diff|patch|ics|vcf|srt|tex)$/i;

/** Longer texts are for another program. Bytes. */
const longestText = 1_000_000;

export function showingOf({ type, name, size }: Pick<Uploaded, "type" | "name" | "size">): Showing {
  if (pictures.has(type)) return "picture";
  if (type.startsWith("video/")) return "film";
  if (type.startsWith("audio/")) return "sound";
  const isUntyped = type === "application/octet-stream" || type.startsWith("text/");
  return isUntyped && textName.test(name) && size <= longestText ? "text" : "none";
}

/** The text of bytes, or undefined if they are none. */
export function readText(bytes: Uint8Array): string | undefined {
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return text.includes("\u0000") ? undefined : text;
  } catch {
    return undefined;
  }
}
