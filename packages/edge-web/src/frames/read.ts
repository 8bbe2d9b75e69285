import { isUtf8 } from "node:buffer";

export interface ReadLimits {
  readonly frameBytes: number;
  readonly depth: number;
  readonly framesAtOnce: number;
}

/** Frames that came in one message, or why it is refused as a whole. */
export type ReadFrames =
  | { readonly frames: readonly unknown[] }
  | { readonly refused: "bad-frame" | "too-large"; readonly text: string };

/** Reads one message: one JSON object, or an array of them. Limits are checked before anything is parsed. */
export function readFrames(bytes: Buffer, limits: ReadLimits): ReadFrames {
  const read = readJson(bytes, limits);
  if ("refused" in read) return read;
  const { value } = read;
  if (!Array.isArray(value)) return { frames: [value] };
  if (value.length <= limits.framesAtOnce) return { frames: value };
  return { refused: "too-large", text: `More than ${limits.framesAtOnce} frames at once.` };
}

export type ReadJson =
  | { readonly value: unknown }
  | { readonly refused: "bad-frame" | "too-large"; readonly text: string };

/** Reads JSON (RFC 8259) within limits of size and depth. */
export function readJson(bytes: Buffer, limits: Pick<ReadLimits, "frameBytes" | "depth">): ReadJson {
  if (bytes.length > limits.frameBytes) {
    return { refused: "too-large", text: `More than ${limits.frameBytes} bytes.` };
  }
  if (deeperThan(bytes, limits.depth)) {
    return { refused: "too-large", text: `Nested deeper than ${limits.depth} levels.` };
  }
  if (!isUtf8(bytes)) return { refused: "bad-frame", text: "Not UTF-8." };
  try {
    return { value: JSON.parse(bytes.toString("utf8")) };
  } catch {
    return { refused: "bad-frame", text: "Not JSON." };
  }
}

const quote = 0x22;
const backslash = 0x5c;

/**
 * Whether brackets nest deeper than `most`, counted without parsing. Bytes of longer UTF-8 sequences are all above
 * 0x7f, so none is taken for a bracket or a quote.
 */
export function deeperThan(bytes: Uint8Array, most: number): boolean {
  let depth = 0;
  let inString = false;
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i];
    if (inString) {
      if (byte === backslash) i++;
      else if (byte === quote) inString = false;
    } else if (byte === quote) inString = true;
    else if (byte === 0x7b || byte === 0x5b) {
      if (++depth > most) return true;
    } else if (byte === 0x7d || byte === 0x5d) depth--;
  }
  return false;
}
