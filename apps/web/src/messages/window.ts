import type { MessageValue } from "@elsewhere/protocol/values";

/** Rows from `from` up to but without `to`. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

/**
 * The top of every row in pixels from the first one's, and at the end the height of all. Rows that were never shown
 * count as high as the others are on average.
 */
export function topsOf(
  messages: readonly MessageValue[],
  heights: ReadonlyMap<number, number>,
  usual: number,
): Float64Array {
  const tops = new Float64Array(messages.length + 1);
  messages.forEach((message, index) => {
    tops[index + 1] = (tops[index] ?? 0) + (heights.get(message.offset) ?? usual);
  });
  return tops;
}

/** The row in which a point lies; the first or the last if it is outside. */
export function rowAt(tops: Float64Array, point: number): number {
  let [low, high] = [0, Math.max(0, tops.length - 2)];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((tops[middle] ?? 0) <= point) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** The rows that touch what lies between two heights. */
export function rangeBetween(tops: Float64Array, top: number, bottom: number): Range {
  if (tops.length < 2) return { from: 0, to: 0 };
  return { from: rowAt(tops, top), to: rowAt(tops, bottom) + 1 };
}

/** Index of the first message that is not before the offset; the number of messages if all are. */
export function indexFrom(messages: readonly MessageValue[], offset: number): number {
  let [low, high] = [0, messages.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((messages[middle]?.offset ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Where in a history the person is. */
export type Stand =
  /** At the newest message, whatever comes. */
  | { readonly at: "newest" }
  /** Where the top of a message is so far below the top of what is seen, in pixels. */
  | { readonly at: "message"; readonly offset: number; readonly distance: number };

/**
 * The height at which what is seen begins, by the heights that are known. What is drawn has no part in it: else what is drawn would
 * decide what is drawn next, and that need not come to an end.
 */
export function seenFrom(
  stand: Stand,
  messages: readonly MessageValue[],
  tops: Float64Array,
  height: number,
): number {
  if (stand.at === "newest") return (tops.at(-1) ?? 0) - height;
  return (tops[indexFrom(messages, stand.offset)] ?? 0) - stand.distance;
}
