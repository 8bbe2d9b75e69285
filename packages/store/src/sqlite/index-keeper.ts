/** The search index is brought up to date when nothing was committed for this long, milliseconds. */
const idleAfter = 2000;
/** A search must not have to catch up with more commits than this. */
const mostBehind = 50_000;

/** Decides when the search index is brought up to date. */
export class IndexKeeper {
  readonly #advance: () => Promise<boolean>;
  #timer: NodeJS.Timeout | undefined;
  #lastCommit = 0;
  #behind = 0;

  /** `advance` does one step and says whether the index is up to date. */
  constructor(advance: () => Promise<boolean>) {
    this.#advance = advance;
  }

  committed(): void {
    this.#lastCommit = performance.now();
    this.#behind++;
    this.#timer ??= setTimeout(() => this.#look(), idleAfter).unref();
  }

  /** Resolves when all that was committed before is in the index. */
  async catchUp(): Promise<void> {
    this.#behind = 0;
    while (!(await this.#advance()));
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  #look(): void {
    this.#timer = undefined;
    const rest = idleAfter - (performance.now() - this.#lastCommit);
    if (rest > 0 && this.#behind < mostBehind) {
      this.#timer = setTimeout(() => this.#look(), rest).unref();
    } else {
      // If the store fails, the commits say so; the index is caught up before the next search.
      this.catchUp().catch(() => undefined);
    }
  }
}
