import type { Alarm, Clock } from "@elsewhere/machine";
import { RequestError } from "../errors.ts";
import type { Requests } from "../requests.ts";

/** Read marks and drafts that the server does not know yet: conversation to the latest. */
export interface Unmarked {
  readonly reads: Readonly<Record<string, number>>;
  readonly drafts: Readonly<Record<string, string>>;
}

export interface MarksOptions {
  readonly clock: Clock;
  readonly ask: Requests["ask"];
  changed(): void;
}

/** In milliseconds. */
const readAfter = 150;
const draftAfter = 800;
const retryAfter = 2_000;

/** Read marks and drafts: only the latest of each conversation is sent, a few times a second at most. */
export class Marks {
  readonly #options: MarksOptions;
  readonly #reads = new Map<string, number>();
  readonly #drafts = new Map<string, string>();
  readonly #alarms = new Map<string, Alarm>();

  constructor(options: MarksOptions) {
    this.#options = options;
  }

  get unmarked(): Unmarked {
    return { reads: Object.fromEntries(this.#reads), drafts: Object.fromEntries(this.#drafts) };
  }

  /** The read mark that is on its way, or 0. */
  readUpTo(conversation: string): number {
    return this.#reads.get(conversation) ?? 0;
  }

  /** Those of an earlier run. */
  restore({ reads, drafts }: Unmarked): void {
    for (const [conversation, upTo] of Object.entries(reads)) this.read(conversation, upTo);
    for (const [conversation, text] of Object.entries(drafts)) this.draft(conversation, text);
  }

  read(conversation: string, upTo: number): void {
    if (upTo <= this.readUpTo(conversation)) return;
    this.#reads.set(conversation, upTo);
    this.#options.changed();
    this.#later(`r:${conversation}`, readAfter, () => this.#sendRead(conversation));
  }

  draft(conversation: string, text: string): void {
    this.#drafts.set(conversation, text);
    this.#options.changed();
    this.#later(`d:${conversation}`, draftAfter, () => this.#sendDraft(conversation));
  }

  close(): void {
    for (const alarm of this.#alarms.values()) this.#options.clock.alarms.clear(alarm);
    this.#alarms.clear();
  }

  /** Sends what still waits, as after a restart. */
  pump(): void {
    for (const conversation of this.#reads.keys())
      this.#later(`r:${conversation}`, 0, () => this.#sendRead(conversation));
    for (const conversation of this.#drafts.keys())
      this.#later(`d:${conversation}`, 0, () => this.#sendDraft(conversation));
  }

  #later(key: string, after: number, send: () => void): void {
    if (this.#alarms.has(key)) return;
    const { clock } = this.#options;
    const alarm = clock.alarms.set(clock.now() + after, () => {
      this.#alarms.delete(key);
      send();
    });
    this.#alarms.set(key, alarm);
  }

  readonly #sendRead = (conversation: string): void => {
    const upTo = this.#reads.get(conversation);
    if (upTo === undefined) return;
    const asked = this.#options.ask("mark-read", { conversation, upTo });
    void this.#settle(
      asked,
      `r:${conversation}`,
      () => this.#sendRead(conversation),
      () => {
        if (this.#reads.get(conversation) === upTo) this.#reads.delete(conversation);
        return !this.#reads.has(conversation);
      },
    );
  };

  readonly #sendDraft = (conversation: string): void => {
    const text = this.#drafts.get(conversation);
    if (text === undefined) return;
    const asked = this.#options.ask("set-draft", { conversation, text });
    void this.#settle(
      asked,
      `d:${conversation}`,
      () => this.#sendDraft(conversation),
      () => {
        if (this.#drafts.get(conversation) === text) this.#drafts.delete(conversation);
        return !this.#drafts.has(conversation);
      },
    );
  };

  /** `isLatest` forgets what was sent, and tells whether nothing newer waits. A refusal counts as an answer. */
  async #settle(
    asked: Promise<unknown>,
    key: string,
    again: () => void,
    isLatest: () => boolean,
  ): Promise<void> {
    try {
      await asked;
    } catch (error) {
      if (!(error instanceof RequestError)) return;
      if (error.temporary) return this.#later(key, retryAfter, again);
    }
    if (isLatest()) this.#options.changed();
    else this.#later(key, readAfter, again);
  }
}
