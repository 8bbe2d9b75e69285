/** What a fetch gives. */
export interface Batch {
  readonly frames: readonly string[];
  /** The place of the last frame. */
  readonly cursor: number;
}

/**
 * Frames in the order they were told, each at a place counted from 1. They stay until a cursor behind them comes
 * back, so that a response that was lost can be fetched again.
 */
export class Shelf {
  #frames: string[] = [];
  /** Place of the last frame that is gone. */
  #gone = 0;
  #characters = 0;
  /** Of those handed out at least once, the last. */
  #handedOut = 0;

  get characters(): number {
    return this.#characters;
  }

  get last(): number {
    return this.#gone + this.#frames.length;
  }

  add(frame: string): void {
    this.#frames.push(frame);
    this.#characters += frame.length;
  }

  /** Whether frames behind the cursor are all still here. */
  has(cursor: number): boolean {
    return cursor >= this.#gone && cursor <= this.last;
  }

  /** Forgets everything up to the cursor. */
  forget(cursor: number): void {
    const count = Math.min(Math.max(cursor - this.#gone, 0), this.#frames.length);
    for (const frame of this.#frames.splice(0, count)) this.#characters -= frame.length;
    this.#gone += count;
  }

  /** Frames behind the cursor; they stay. */
  after(cursor: number): Batch {
    this.#handedOut = this.last;
    return { frames: this.#frames.slice(cursor - this.#gone), cursor: this.last };
  }

  /** Of frames handed out but not acknowledged, forgets the oldest until so many characters are left. */
  trim(characters: number): void {
    let place = this.#gone;
    let left = this.#characters;
    while (left > characters && place < this.#handedOut)
      left -= this.#frames[place++ - this.#gone]?.length ?? 0;
    this.forget(place);
  }
}
