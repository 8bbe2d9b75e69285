import { describe, expect, it } from "vitest";
import fc from "fast-check";
import { shapeOf } from "./code-words.ts";
import { qrCodeOf, type QrCode } from "./qr-code.ts";

/** As drawn, and read by an independent reader once. */
const elsewhere = [
  "#######..##.#.#######",
  "#.....#....##.#.....#",
  "#.###.#.#.###.#.###.#",
  "#.###.#.#.###.#.###.#",
  "#.###.#.#...#.#.###.#",
  "#.....#.#..#..#.....#",
  "#######.#.#.#.#######",
  "........##...........",
  "#.#####..#.#..#####..",
  "###.......###...##..#",
  "..###.#.###.#.#...##.",
  "##.#...#.#####...###.",
  "####..#...#.#.#..#.#.",
  "........###.##.##.#.#",
  "#######...##.#...#.#.",
  "#.....#.#.#....#.###.",
  "#.###.#.##.#...##...#",
  "#.###.#.##.########..",
  "#.###.#.##..#.#..##..",
  "#.....#..#.####.###..",
  "#######.###.#....#.#.",
];

function rowsOf({ size, dark }: QrCode): string[] {
  return Array.from({ length: size }, (_, y) =>
    Array.from({ length: size }, (__, x) => (dark[y * size + x] === true ? "#" : ".")).join(""),
  );
}

const turned: readonly ((x: number, y: number) => boolean)[] = [
  (x, y) => (x + y) % 2 === 0,
  (_, y) => y % 2 === 0,
  (x) => x % 3 === 0,
  (x, y) => (x + y) % 3 === 0,
  (x, y) => (Math.floor(x / 3) + Math.floor(y / 2)) % 2 === 0,
  (x, y) => ((x * y) % 2) + ((x * y) % 3) === 0,
  (x, y) => (((x * y) % 2) + ((x * y) % 3)) % 2 === 0,
  (x, y) => (((x + y) % 2) + ((x * y) % 3)) % 2 === 0,
];

/** Whether a square belongs to a pattern, told from the standard's drawing of a version below 7. */
function isPattern(x: number, y: number, size: number): boolean {
  const version = (size - 17) / 4;
  const mark = size - 7;
  const isFinder = (x < 9 && y < 9) || (x >= size - 8 && y < 9) || (x < 9 && y >= size - 8);
  const isMark = version > 1 && Math.abs(x - mark) <= 2 && Math.abs(y - mark) <= 2;
  return isFinder || isMark || x === 6 || y === 6;
}

/** Reads a code of at most version 6: format, mask, columns, blocks, text. */
function read({ size, dark }: QrCode): string {
  const at = (x: number, y: number) => dark[y * size + x] === true;
  // The level, which is none but M, and the mask.
  const format = [0, 1, 2, 3, 4].reduce((bits, x) => (bits << 1) | Number(at(x, 8)), 0) ^ 0b10101;
  expect(format >> 3).toBe(0);
  const words: number[] = [];
  let [word, count] = [0, 0];
  for (let right = size - 1; right >= 1; right -= right === 8 ? 3 : 2)
    for (let step = 0; step < size; step += 1)
      for (const x of [right, right - 1]) {
        const y = ((right + 1) & 2) === 0 ? size - 1 - step : step;
        if (isPattern(x, y, size)) continue;
        word = (word << 1) | Number(at(x, y) !== turned[format & 7]?.(x, y));
        count += 1;
        if (count % 8 === 0) words.push(word & 0xff);
      }
  const { blocks, data } = shapeOf((size - 17) / 4);
  // Up to version 6 all blocks are of one length, or the longer ones are of one word more.
  const short = Math.floor(data / blocks);
  const longer = data % blocks;
  const parts: number[][] = Array.from({ length: blocks }, () => []);
  for (let place = 0; place < data; place += 1) {
    const inTurn = place < short * blocks ? place % blocks : blocks - longer + (place - short * blocks);
    parts[inTurn]?.push(words[place] ?? 0);
  }
  const all = parts.flat().flatMap((one) => Array.from(one.toString(2).padStart(8, "0"), Number));
  const take = (from: number, length: number) => Number.parseInt(all.slice(from, from + length).join(""), 2);
  expect(take(0, 4)).toBe(4);
  const length = take(4, 8);
  return new TextDecoder().decode(Uint8Array.from({ length }, (_, index) => take(12 + index * 8, 8)));
}

describe("QR codes", () => {
  it("[QR1] a text is drawn as the standard says, square by square", () => {
    const code = qrCodeOf("elsewhere");
    expect(code && rowsOf(code)).toEqual(elsewhere);
  });

  it("[QR2] whatever text is drawn, it is read from the squares again", () => {
    const texts = fc.string({ unit: "grapheme", maxLength: 100 });
    fc.assert(
      fc.property(texts, (text) => {
        fc.pre(new TextEncoder().encode(text).length <= 100);
        const code = qrCodeOf(text);
        expect(code === undefined ? undefined : read(code)).toBe(text);
      }),
      { numRuns: 30 },
    );
  });

  it("[QR3] a text that is too long for a code that is read easily has none", () => {
    expect(qrCodeOf("x".repeat(600))?.size).toBe(93);
    expect(qrCodeOf("x".repeat(700))).toBeUndefined();
  });
});
