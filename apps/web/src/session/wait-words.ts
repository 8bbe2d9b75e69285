import type { Words } from "../language/words.ts";
import { Refused } from "./entrance.ts";

/** For who tried too often: when to try again. Undefined: it is something else. */
export function waitWords(error: unknown, { door }: Words): string | undefined {
  if (!(error instanceof Refused) || error.retryAfter === undefined) return undefined;
  return door.wait(door.seconds(Math.max(1, Math.ceil(error.retryAfter / 1000))));
}
