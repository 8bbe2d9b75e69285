import { versionFor, wordsOf } from "./code-words.ts";

/** A QR code as squares: `dark` row by row. */
export interface QrCode {
  readonly size: number;
  readonly dark: readonly boolean[];
}

/** The code of a text (UTF-8, at most about 660 bytes); undefined if it is too long for one that is read easily. */
export function qrCodeOf(text: string): QrCode | undefined {
  const bytes = new TextEncoder().encode(text);
  const version = versionFor(bytes.length);
  if (version === undefined) return undefined;
  const words = wordsOf(bytes, version);
  const drawn = masks.map((_, mask) => draw(version, words, mask));
  const [best] = drawn.toSorted((one, other) => penalty(one) - penalty(other));
  return best === undefined ? undefined : { size: best.size, dark: best.squares.map((one) => one === 1) };
}

/** Which squares are turned over, so that the code has no large areas and no false patterns. */
const masks: readonly ((x: number, y: number) => boolean)[] = [
  (x, y) => (x + y) % 2 === 0,
  (_, y) => y % 2 === 0,
  (x) => x % 3 === 0,
  (x, y) => (x + y) % 3 === 0,
  (x, y) => (Math.floor(x / 3) + Math.floor(y / 2)) % 2 === 0,
  (x, y) => ((x * y) % 2) + ((x * y) % 3) === 0,
  (x, y) => (((x * y) % 2) + ((x * y) % 3)) % 2 === 0,
  (x, y) => (((x + y) % 2) + ((x * y) % 3)) % 2 === 0,
];

class Sheet {
  readonly size: number;
  readonly squares: (0 | 1)[];
  /** Squares of patterns, where no word goes and no mask. */
  readonly #fixed: boolean[];

  constructor(size: number) {
    this.size = size;
    this.squares = Array<0 | 1>(size * size).fill(0);
    this.#fixed = Array<boolean>(size * size).fill(false);
  }

  fix(x: number, y: number, dark: boolean): void {
    if (x < 0 || y < 0 || x >= this.size || y >= this.size) return;
    this.#fixed[y * this.size + x] = true;
    this.squares[y * this.size + x] = dark ? 1 : 0;
  }

  isFree(x: number, y: number): boolean {
    return this.#fixed[y * this.size + x] !== true;
  }

  put(x: number, y: number, dark: boolean): void {
    this.squares[y * this.size + x] = dark ? 1 : 0;
  }

  at(x: number, y: number): 0 | 1 {
    return this.squares[y * this.size + x] ?? 0;
  }
}

function draw(version: number, words: Uint8Array, mask: number): Sheet {
  const sheet = new Sheet(version * 4 + 17);
  drawPatterns(sheet, version);
  drawFormat(sheet, mask);
  drawVersion(sheet, version);
  drawWords(sheet, words, masks[mask] ?? (() => false));
  return sheet;
}

function drawPatterns(sheet: Sheet, version: number): void {
  const { size } = sheet;
  for (let place = 0; place < size; place += 1) {
    sheet.fix(6, place, place % 2 === 0);
    sheet.fix(place, 6, place % 2 === 0);
  }
  drawRings(sheet, 3, 3, 4);
  drawRings(sheet, size - 4, 3, 4);
  drawRings(sheet, 3, size - 4, 4);
  const marks = marksOf(version);
  const last = marks.length - 1;
  marks.forEach((x, i) =>
    marks.forEach((y, j) => {
      const isCorner = (i === 0 && (j === 0 || j === last)) || (i === last && j === 0);
      if (!isCorner) drawRings(sheet, x, y, 2);
    }),
  );
}

/** Rings around a square: dark, light and dark again. */
function drawRings(sheet: Sheet, x: number, y: number, reach: number): void {
  for (let dy = -reach; dy <= reach; dy += 1)
    for (let dx = -reach; dx <= reach; dx += 1) {
      const ring = Math.max(Math.abs(dx), Math.abs(dy));
      sheet.fix(x + dx, y + dy, reach === 4 ? ring !== 2 && ring !== 4 : ring !== 1);
    }
}

/** Where the small marks stand, in both directions. */
function marksOf(version: number): readonly number[] {
  if (version === 1) return [];
  const count = Math.floor(version / 7) + 2;
  const step = Math.ceil((version * 4 + 4) / (count * 2 - 2)) * 2;
  const marks = [6];
  for (let place = version * 4 + 10; marks.length < count; place -= step) marks.splice(1, 0, place);
  return marks;
}

/** Level M and the mask, with their own correction, twice. */
function drawFormat(sheet: Sheet, mask: number): void {
  const { size } = sheet;
  let rest = mask;
  for (let step = 0; step < 10; step += 1) rest = (rest << 1) ^ ((rest >>> 9) * 0x537);
  const bits = ((mask << 10) | rest) ^ 0x5412;
  const bit = (place: number) => ((bits >>> place) & 1) === 1;
  for (let place = 0; place < 6; place += 1) sheet.fix(8, place, bit(place));
  sheet.fix(8, 7, bit(6));
  sheet.fix(8, 8, bit(7));
  sheet.fix(7, 8, bit(8));
  for (let place = 9; place < 15; place += 1) sheet.fix(14 - place, 8, bit(place));
  for (let place = 0; place < 8; place += 1) sheet.fix(size - 1 - place, 8, bit(place));
  for (let place = 8; place < 15; place += 1) sheet.fix(8, size - 15 + place, bit(place));
  sheet.fix(8, size - 8, true);
}

function drawVersion(sheet: Sheet, version: number): void {
  if (version < 7) return;
  let rest = version;
  for (let step = 0; step < 12; step += 1) rest = (rest << 1) ^ ((rest >>> 11) * 0x1f25);
  const bits = (version << 12) | rest;
  for (let place = 0; place < 18; place += 1) {
    const long = sheet.size - 11 + (place % 3);
    const dark = ((bits >>> place) & 1) === 1;
    sheet.fix(long, Math.floor(place / 3), dark);
    sheet.fix(Math.floor(place / 3), long, dark);
  }
}

/** In columns of two from the right, up and down in turns, around the patterns. */
function drawWords(sheet: Sheet, words: Uint8Array, turned: (x: number, y: number) => boolean): void {
  const { size } = sheet;
  let place = 0;
  for (let right = size - 1; right >= 1; right -= right === 8 ? 3 : 2) {
    const isUpward = ((right + 1) & 2) === 0;
    for (let step = 0; step < size; step += 1)
      for (const x of [right, right - 1]) {
        const y = isUpward ? size - 1 - step : step;
        if (!sheet.isFree(x, y)) continue;
        const bit = ((words[place >> 3] ?? 0) >>> (7 - (place & 7))) & 1;
        sheet.put(x, y, (bit === 1) !== turned(x, y));
        place += 1;
      }
  }
}

/** How hard the code is to read, as the standard counts it. */
function penalty(sheet: Sheet): number {
  const { size, squares } = sheet;
  let sum = 0;
  for (let line = 0; line < size; line += 1) {
    sum += linePenalty(Array.from({ length: size }, (_, place) => sheet.at(place, line)));
    sum += linePenalty(Array.from({ length: size }, (_, place) => sheet.at(line, place)));
  }
  for (let y = 1; y < size; y += 1)
    for (let x = 1; x < size; x += 1) {
      const dark = sheet.at(x, y);
      if (dark === sheet.at(x - 1, y) && dark === sheet.at(x, y - 1) && dark === sheet.at(x - 1, y - 1))
        sum += 3;
    }
  const dark = squares.filter((one) => one === 1).length;
  return sum + Math.floor(Math.abs(dark * 20 - squares.length * 10) / squares.length) * 10;
}

const falsePatterns = ["10111010000", "00001011101"] as const;

function linePenalty(line: readonly (0 | 1)[]): number {
  const text = line.join("");
  let sum = 0;
  for (const [run] of text.matchAll(/0{5,}|1{5,}/g)) sum += run.length - 2;
  for (const pattern of falsePatterns)
    for (let at = text.indexOf(pattern); at >= 0; at = text.indexOf(pattern, at + 1)) sum += 40;
  return sum;
}
