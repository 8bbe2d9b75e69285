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

  #sendRead(conversation: string): void {
    const upTo = this.#reads.get(conversation);
    if (upTo === undefined) return;
    this.#deliver(`r:${conversation}`, this.#options.ask("mark-read", { conversation, upTo }), {
      isDone: () => this.#reads.get(conversation) === upTo && this.#reads.delete(conversation),
      again: () => this.#sendRead(conversation),
    });
  }

  #sendDraft(conversation: string): void {
    const text = this.#drafts.get(conversation);
    if (text === undefined) return;
    this.#deliver(`d:${conversation}`, this.#options.ask("set-draft", { conversation, text }), {
      isDone: () => this.#drafts.get(conversation) === text && this.#drafts.delete(conversation),
      again: () => this.#sendDraft(conversation),
    });
  }

  #deliver(key: string, asked: Promise<unknown>, then: { isDone(): boolean; again(): void }): void {
    const done = () => {
      if (then.isDone()) this.#options.changed();
      else this.#later(key, readAfter, then.again);
    };
    asked.then(done, (error: unknown) => {
      if (error instanceof RequestError && error.temporary) this.#later(key, retryAfter, then.again);
      else if (error instanceof RequestError) done();
    });
  }
}
