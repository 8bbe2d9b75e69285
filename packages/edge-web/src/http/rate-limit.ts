import type { Clock } from "@elsewhere/machine";
import type { Duration } from "@elsewhere/core";
import { Bucket } from "../session/bucket.ts";

/** Limits how often something is done under a name (an address, an account). */
export interface RateLimit {
  /** 0: go on. Otherwise the milliseconds until it may be tried again. */
  take(name: string): Duration;
}

/** At most this many names are remembered; the one that was used longest ago is forgotten first. */
const mostNames = 20_000;

export function createRateLimit(clock: Clock, perMinute: number, burst: number): RateLimit {
  const buckets = new Map<string, Bucket>();
  return {
    take(name) {
      const now = clock.now();
      const bucket = buckets.get(name) ?? new Bucket(burst, now);
      buckets.delete(name);
      buckets.set(name, bucket);
      if (buckets.size > mostNames) {
        const [oldest] = buckets.keys();
        if (oldest !== undefined) buckets.delete(oldest);
      }
      return bucket.take(now, perMinute / 60, burst);
    },
  };
}
