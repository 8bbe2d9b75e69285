import { bytesInJson } from "./size.ts";

/** The most bytes that a chunk's text takes in its message. */
export const chunkSize = 2_400;
/** More chunks there cannot be: about 300 kB. */
export const mostChunks = 128;

/** Cuts session information into pieces that fit a message each; undefined: it is too large. */
export function cut(text: string): readonly string[] | undefined {
  const pieces: string[] = [];
  let piece = "";
  let bytes = 0;
  for (const character of text) {
    const more = bytesInJson(character);
    if (bytes + more > chunkSize) {
      pieces.push(piece);
      piece = "";
      bytes = 0;
    }
    piece += character;
    bytes += more;
  }
  pieces.push(piece);
  return pieces.length <= mostChunks ? pieces : undefined;
}

/** Chunks that have come of one revision of the information. */
export interface Gathered {
  readonly revision: number;
  readonly of: number;
  /** By index; null: it has not come. */
  readonly pieces: readonly (string | null)[];
}

export interface Chunk {
  readonly revision: number;
  readonly index: number;
  readonly of: number;
  readonly piece: string;
}

/** What is there with this chunk. A newer revision begins anew, an older one and what makes no sense changes nothing. */
export function gather(before: Gathered | undefined, chunk: Chunk): Gathered | undefined {
  const { revision, index, of, piece } = chunk;
  const sensible = Number.isInteger(index) && index >= 0 && index < of && of <= mostChunks;
  if (!sensible || (before !== undefined && revision < before.revision)) return before;
  if (before !== undefined && revision === before.revision && of !== before.of) return before;
  const pieces =
    before?.revision === revision ? before.pieces : Array.from({ length: of }, (): string | null => null);
  return { revision, of, pieces: pieces.with(index, piece) };
}

/** The indexes that have not come. */
export function missing({ pieces }: Gathered): readonly number[] {
  return pieces.flatMap((piece, index) => (piece === null ? [index] : []));
}

/** The whole text; undefined while something is missing. */
export function whole(gathered: Gathered | undefined): string | undefined {
  if (gathered === undefined || gathered.pieces.includes(null)) return undefined;
  return gathered.pieces.join("");
}
