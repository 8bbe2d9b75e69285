import { remainderOf } from "./reed-solomon.ts";

/**
 * The words of a QR code (ISO/IEC 18004) that carry a text as bytes, at error correction level M: a code that is a
 * seventh spoilt is still read.
 */

/** Of each version from 1: words of error correction in a block, and blocks. */
const correction = [10, 16, 26, 18, 24, 16, 18, 22, 22, 26, 30, 22, 22, 24, 24, 28, 28, 26, 26, 26] as const;
const blocks = [1, 1, 1, 2, 2, 4, 4, 4, 5, 5, 5, 8, 9, 9, 10, 10, 11, 13, 14, 16] as const;

export const largestVersion = blocks.length;

/** Bits of a code that are neither pattern nor format. */
function bitsFor(version: number): number {
  const all = (16 * version + 128) * version + 64;
  if (version < 2) return all;
  const marks = Math.floor(version / 7) + 2;
  const withMarks = all - ((25 * marks - 10) * marks - 55);
  return version < 7 ? withMarks : withMarks - 36;
}

interface Shape {
  readonly version: number;
  readonly blocks: number;
  /** Words of error correction in each block. */
  readonly correction: number;
  /** All words, and those of them that carry the text. */
  readonly words: number;
  readonly data: number;
}

export function shapeOf(version: number): Shape {
  const many = blocks[version - 1] ?? 1;
  const each = correction[version - 1] ?? 10;
  const words = Math.floor(bitsFor(version) / 8);
  return { version, blocks: many, correction: each, words, data: words - many * each };
}

/** Bits before the text: what kind it is, and how long. */
const headBits = (version: number): number => 4 + (version < 10 ? 8 : 16);

/** The smallest version that holds so many bytes, or undefined. */
export function versionFor(bytes: number): number | undefined {
  for (let version = 1; version <= largestVersion; version += 1)
    if (headBits(version) + bytes * 8 <= shapeOf(version).data * 8) return version;
  return undefined;
}

/** All words in the order in which they are drawn: those of the blocks take turns. */
export function wordsOf(bytes: Uint8Array, version: number): Uint8Array {
  const shape = shapeOf(version);
  const data = dataWords(bytes, shape);
  const short = Math.floor(shape.words / shape.blocks) - shape.correction;
  const longer = shape.words % shape.blocks;
  const parts: { readonly data: Uint8Array; readonly check: Uint8Array }[] = [];
  for (let block = 0, from = 0; block < shape.blocks; block += 1) {
    const length = short + (block < shape.blocks - longer ? 0 : 1);
    const part = data.subarray(from, from + length);
    parts.push({ data: part, check: remainderOf(part, shape.correction) });
    from += length;
  }
  return Uint8Array.from([
    ...inTurns(
      parts.map((part) => part.data),
      short + 1,
    ),
    ...inTurns(
      parts.map((part) => part.check),
      shape.correction,
    ),
  ]);
}

function inTurns(parts: readonly Uint8Array[], length: number): number[] {
  const words: number[] = [];
  for (let place = 0; place < length; place += 1)
    for (const part of parts) {
      const word = part[place];
      if (word !== undefined) words.push(word);
    }
  return words;
}

const byteMode = 0b0100;

function dataWords(bytes: Uint8Array, { version, data }: Shape): Uint8Array {
  const bits: number[] = [];
  const put = (value: number, length: number) => {
    for (let place = length - 1; place >= 0; place -= 1) bits.push((value >>> place) & 1);
  };
  put(byteMode, 4);
  put(bytes.length, headBits(version) - 4);
  for (const byte of bytes) put(byte, 8);
  put(0, Math.min(4, data * 8 - bits.length));
  put(0, (8 - (bits.length % 8)) % 8);
  const words = new Uint8Array(data);
  bits.forEach((bit, place) => {
    words[place >> 3] = ((words[place >> 3] ?? 0) << 1) | bit;
  });
  for (let place = bits.length / 8, odd = true; place < data; place += 1, odd = !odd)
    words[place] = odd ? 0xec : 0x11;
  return words;
}
