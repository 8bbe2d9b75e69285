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

function placesOf(line: string, words: readonly string[]): readonly Place[] {
  const wanted = words
    .map((word) => bare(word).replaceAll(/^[^\p{L}\p{N}]+/gu, ""))
    .filter((word) => word !== "");
  const places: Place[] = [];
  for (const { index, 0: word } of line.matchAll(/[\p{L}\p{N}\p{M}]+/gu)) {
    const length = Math.max(
      0,
      ...wanted.filter((one) => bare(word).startsWith(one)).map((one) => one.length),
    );
    // A letter with an accent counts as one in both, since what is typed and written is composed.
    if (length > 0) places.push({ from: index, to: index + length });
  }
  return places;
}

/** Without case and accents. */
function bare(word: string): string {
  return word.normalize("NFD").replaceAll(/\p{M}/gu, "").toLowerCase();
}
