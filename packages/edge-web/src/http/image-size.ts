import type { ImageSize } from "../options.ts";

/** A picture as its bytes say it is. */
export interface SeenImage extends ImageSize {
  readonly type: "image/png" | "image/jpeg" | "image/gif" | "image/webp";
}

const readers = {
  "image/png": pngSize,
  "image/gif": gifSize,
  "image/webp": webpSize,
  "image/jpeg": jpegSize,
} as const;

/** What a PNG, JPEG, GIF or WebP is, from its first bytes; undefined for others and for what is cut or wrong. */
export function imageOf(bytes: Uint8Array): SeenImage | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (const type of Object.keys(readers) as SeenImage["type"][]) {
    const size = readers[type](view);
    if (size !== undefined) return size.width > 0 && size.height > 0 ? { type, ...size } : undefined;
  }
  return undefined;
}

/** Width and height from the first bytes of a PNG, JPEG, GIF or WebP; undefined for others and for what is cut or wrong. */
export function imageSize(bytes: Uint8Array): ImageSize | undefined {
  const seen = imageOf(bytes);
  return seen && { width: seen.width, height: seen.height };
}

function startsWith(view: DataView, at: number, text: string): boolean {
  if (view.byteLength < at + text.length) return false;
  for (let i = 0; i < text.length; i++) if (view.getUint8(at + i) !== text.charCodeAt(i)) return false;
  return true;
}

/** W3C PNG §11.2.1: the header chunk comes first. */
function pngSize(view: DataView): ImageSize | undefined {
  if (!startsWith(view, 1, "PNG\r\n\x1a\n") || view.byteLength < 24) return undefined;
  return { width: view.getUint32(16), height: view.getUint32(20) };
}

/** GIF89a §18. */
function gifSize(view: DataView): ImageSize | undefined {
  if (!startsWith(view, 0, "GIF8") || view.byteLength < 10) return undefined;
  return { width: view.getUint16(6, true), height: view.getUint16(8, true) };
}

/** RFC 9649 §2: lossy, lossless and extended files each keep the size elsewhere. */
function webpSize(view: DataView): ImageSize | undefined {
  if (!startsWith(view, 0, "RIFF") || !startsWith(view, 8, "WEBP") || view.byteLength < 30) return undefined;
  if (startsWith(view, 12, "VP8 ")) {
    return { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff };
  }
  if (startsWith(view, 12, "VP8L")) {
    const bits = view.getUint32(21, true);
    return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
  }
  if (!startsWith(view, 12, "VP8X")) return undefined;
  return { width: uint24(view, 24) + 1, height: uint24(view, 27) + 1 };
}

function uint24(view: DataView, at: number): number {
  return view.getUint16(at, true) | (view.getUint8(at + 2) << 16);
}

/** ITU T.81 annex B: segments are walked to the frame header. */
function jpegSize(view: DataView): ImageSize | undefined {
  if (view.byteLength < 4 || view.getUint16(0) !== 0xffd8) return undefined;
  for (let at = 2; at + 9 <= view.byteLength; ) {
    if (view.getUint8(at) !== 0xff) return undefined;
    const marker = view.getUint8(at + 1);
    if (marker === 0xff) {
      at++;
      continue;
    }
    if (isFrameHeader(marker)) return { height: view.getUint16(at + 5), width: view.getUint16(at + 7) };
    at += 2 + view.getUint16(at + 2);
  }
  return undefined;
}

/** SOF0 to SOF15 without DHT, JPG and DAC, which lie among them. */
function isFrameHeader(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
}
