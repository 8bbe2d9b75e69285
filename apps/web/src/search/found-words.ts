/** A piece of a text; `found` is what was searched for. */
export interface Piece {
  readonly text: string;
  readonly found: boolean;
}

/** Characters before the first word found that a line shows. */
const lead = 28;
const longest = 180;

/** Words that a search is for, as the server takes them. */
export function searchedWords(text: string): readonly string[] {
  return text.split(/\s+/u).filter((word) => /[\p{L}\p{N}]/u.test(word));
}

/**
 * A message's text as one line with the searched words apart, beginning shortly before the first. Words are found
 * from their beginning, whatever their case and accents, as the server finds them.
 */
export function foundPieces(text: string, words: readonly string[]): readonly Piece[] {
  const line = text.replaceAll(/\s+/gu, " ").trim();
  const places = placesOf(line, words);
  const first = places[0]?.from ?? 0;
  const start = first > lead + 12 ? line.indexOf(" ", first - lead) + 1 : 0;
  const end = Math.min(line.length, start + longest);
  const pieces: Piece[] = start > 0 ? [{ text: "… ", found: false }] : [];
  let at = start;
  for (const { from, to } of places) {
    if (from < at || to > end) continue;
    pieces.push({ text: line.slice(at, from), found: false }, { text: line.slice(from, to), found: true });
    at = to;
  }
  pieces.push({ text: end < line.length ? `${line.slice(at, end)} …` : line.slice(at), found: false });
  return pieces.filter((piece) => piece.text !== "");
}

interface Place {
  readonly from: number;
  readonly to: number;
}

/** Scripts written without spaces: there words are found from any letter on. */
const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

function placesOf(line: string, words: readonly string[]): readonly Place[] {
  const wanted = words
    .map((word) => word.toLowerCase().replaceAll(/^[^\p{L}\p{N}]+/gu, ""))
    .filter((word) => word !== "");
  const places: Place[] = [];
  for (const { index, 0: word } of line.matchAll(/[\p{L}\p{N}\p{M}]+/gu)) {
    // A letter with an accent counts as one in both, since what is typed and written is composed.
    for (const [at, length] of unspaced.test(word) ? runsIn(word, wanted) : beginningOf(word, wanted))
      places.push({ from: index + at, to: index + at + length });
  }
  return places;
}

type Run = readonly [at: number, length: number];

function beginningOf(word: string, wanted: readonly string[]): readonly Run[] {
  const begins = wanted.map(bare).filter((one) => bare(word).startsWith(one));
  const length = Math.max(0, ...begins.map((one) => one.length));
  return length > 0 ? [[0, length]] : [];
}

function runsIn(word: string, wanted: readonly string[]): readonly Run[] {
  const text = word.toLowerCase();
  const runs = wanted.flatMap((one) =>
    Array.from({ length: text.length }, (_, at): Run => [at, one.length]).filter(([at]) =>
      text.startsWith(one, at),
    ),
  );
  return runs.toSorted(([one], [other]) => one - other);
}

/** Without case and accents. */
function bare(word: string): string {
  return word.normalize("NFD").replaceAll(/\p{M}/gu, "").toLowerCase();
}
