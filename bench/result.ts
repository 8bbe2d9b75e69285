/** What a benchmark is asked for. */
export interface Options {
  /** Seconds of each measured phase. */
  readonly seconds: number;
  /** Connections, where the number may be chosen. */
  readonly connections: number | undefined;
  /** Write profiles of the server under this name. */
  readonly profile: string | undefined;
  /** `product`: leave the peer out. */
  readonly only: "product" | "all";
}

export interface Target {
  readonly what: string;
  readonly value: number | undefined;
  readonly atMost?: number;
  readonly atLeast?: number;
}

/** What a benchmark prints, beside machine and versions. */
export interface Result {
  readonly bench: string;
  readonly figure: number;
  readonly unit: string;
  /** Of the figure to its floor, measured in the same run. */
  readonly ratio: number | undefined;
  readonly targets: readonly Target[];
  readonly versions?: Readonly<Record<string, string>>;
  readonly [detail: string]: unknown;
}

/** Whether a target is met; undefined if it was not measured. */
export function isMet({ value, atMost, atLeast }: Target): boolean | undefined {
  if (value === undefined) return undefined;
  return value <= (atMost ?? Infinity) && value >= (atLeast ?? -Infinity);
}
