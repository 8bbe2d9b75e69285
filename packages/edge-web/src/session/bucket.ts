/** A token bucket: `perSecond` come in, at most `burst` are kept. Two numbers; times in milliseconds. */
export class Bucket {
  #tokens: number;
  #at: number;

  constructor(burst: number, at: number) {
    this.#tokens = burst;
    this.#at = at;
  }

  /** Takes one, or tells after how many milliseconds there will be one. */
  take(at: number, perSecond: number, burst: number): number {
    const grown = this.#tokens + ((at - this.#at) * perSecond) / 1000;
    this.#at = at;
    this.#tokens = Math.min(burst, Math.max(grown, 0));
    if (this.#tokens < 1) return Math.max(1, Math.ceil(((1 - this.#tokens) * 1000) / perSecond));
    this.#tokens -= 1;
    return 0;
  }

  /** Full again, so that forgetting it changes nothing. */
  isFull(at: number, perSecond: number, burst: number): boolean {
    return this.#tokens + ((at - this.#at) * perSecond) / 1000 >= burst;
  }
}
