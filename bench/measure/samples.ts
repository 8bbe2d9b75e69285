/** Numbers that are sorted when they are asked about. */
export class Samples {
  #values = new Float32Array(1 << 16);
  #size = 0;

  add(value: number): void {
    if (this.#size === this.#values.length) {
      const more = new Float32Array(this.#size * 2);
      more.set(this.#values);
      this.#values = more;
    }
    this.#values[this.#size] = value;
    this.#size += 1;
  }

  /** The value that the given share of the samples does not exceed; NaN without samples. */
  quantile(share: number): number {
    const sorted = this.#values.subarray(0, this.#size).toSorted();
    const place = Math.min(this.#size - 1, Math.ceil(share * this.#size) - 1);
    return round(sorted[Math.max(0, place)] ?? Number.NaN, 1);
  }
}

export function round(value: number, digits: number): number {
  const scale = 10 ** digits;
  return Math.round(value * scale) / scale;
}
