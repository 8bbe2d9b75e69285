import type { Duration, Time } from "../names.ts";

/** How many failed sign-ins are written down one by one, and in what time. */
export const writtenFailures = { most: 20, within: 60_000 } as const satisfies {
  readonly most: number;
  readonly within: Duration;
};

/** Failed sign-ins of the present minute: whoever guesses must not fill the disk. */
export interface FailureCount {
  readonly since: Time;
  readonly written: number;
  /** Those that were only counted. */
  readonly left: number;
}

export const noFailures: FailureCount = { since: 0, written: 0, left: 0 };

/** Takes a failure in: whether it is written, and how many of the minute before were left out. */
export function countFailure(
  before: FailureCount,
  at: Time,
): { readonly count: FailureCount; readonly write: boolean; readonly leftBefore: number } {
  if (at - before.since >= writtenFailures.within)
    return { count: { since: at, written: 1, left: 0 }, write: true, leftBefore: before.left };
  if (before.written < writtenFailures.most)
    return { count: { ...before, written: before.written + 1 }, write: true, leftBefore: 0 };
  return { count: { ...before, left: before.left + 1 }, write: false, leftBefore: 0 };
}

/** Those left out so far, to be told now. */
export function tellLeft(before: FailureCount): { readonly count: FailureCount; readonly left: number } {
  return { count: { ...before, left: 0 }, left: before.left };
}
