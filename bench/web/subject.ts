import type { BrowserContext, Page } from "playwright-core";

/** Where things are in a web client's page (CSS selectors). */
export interface Parts {
  /** The text of one message. */
  readonly text: string;
  /** What scrolls. */
  readonly history: string;
  /** Where one writes. */
  readonly composer: string;
}

/** A web client and the server behind it, with Alice who looks at a long conversation with Bob. */
export interface Subject {
  readonly name: string;
  readonly version: string;
  readonly parts: Parts;
  /** Text of the newest message of the conversation. */
  newest(): string;
  /** A browser in which Alice is signed in, with nothing else kept: no files, no messages. */
  newHome(): Promise<BrowserContext>;
  /** The page's address that shows the conversation. */
  readonly address: string;
  /** Resolves when all that a next start may use is kept. */
  kept(page: Page): Promise<void>;
  /** Bob writes as many messages within a second; resolves with the text of the last one. */
  burst(count: number): Promise<string>;
  /** As many messages within a second, from others, into their conversations; undefined where that cannot be had. */
  readonly elsewhere: ((count: number) => Promise<void>) | undefined;
  stop(): Promise<void>;
}

/** What Bob and Alice wrote: lengths as people have them, some of it formatted. */
export function lineOf(number: number): string {
  const words =
    "the samples arrive at ten and somebody has to be there who signs for them or they go back to where they came from".split(
      " ",
    );
  const length = 3 + ((number * 7) % 19);
  const from = (number * 5) % words.length;
  const text = Array.from({ length }, (_, index) => words[(from + index) % words.length]).join(" ");
  return `${number}: ${text}`;
}

/** Calls `send` for 0 … count-1, evenly within the milliseconds. */
export async function spread(count: number, within: number, send: (index: number) => void): Promise<void> {
  const from = performance.now();
  for (let sent = 0; sent < count; ) {
    const due = Math.min(count, Math.ceil(((performance.now() - from) / within) * count));
    for (; sent < due; sent += 1) send(sent);
    await new Promise((resolve) => setTimeout(resolve, 4));
  }
}
