import type { Clock } from "@elsewhere/machine";
import type { Random } from "./seeded.ts";

/** What goes wrong, as probabilities for each value sent, and how long things take. All 0 unless told. */
export interface Faults {
  /** One way, in milliseconds. */
  readonly latency?: number;
  /** Up to this much more, in milliseconds. */
  readonly jitter?: number;
  /** A datagram is lost; a connection sends it again and comes later. */
  readonly loss?: number;
  /** A datagram takes up to three times as long and is overtaken. */
  readonly reorder?: number;
  /** A datagram comes twice. */
  readonly duplicate?: number;
  /** The connection breaks. */
  readonly cut?: number;
  /** An end of a broken connection is not told and believes it open. */
  readonly halfOpen?: number;
}

/** The world of a link: its time, its chance and its present faults. */
export class Weather {
  readonly clock: Clock;
  readonly random: Random;
  #faults: Required<Faults>;

  constructor(clock: Clock, random: Random, faults: Faults) {
    this.clock = clock;
    this.random = random;
    this.#faults = { ...fair, ...faults };
  }

  /** Whether this fault happens now. */
  strikes(fault: "loss" | "reorder" | "duplicate" | "cut" | "halfOpen"): boolean {
    return this.random.chance(this.#faults[fault]);
  }

  /** How long one way takes this time. */
  delay(): number {
    return this.#faults.latency + this.random.next() * this.#faults.jitter;
  }

  calm(): void {
    const { latency, jitter } = this.#faults;
    this.#faults = { ...fair, latency, jitter };
  }

  after(delay: number, wake: () => void): void {
    this.clock.alarms.set(this.clock.now() + delay, wake);
  }
}

const fair: Required<Faults> = {
  latency: 0,
  jitter: 0,
  loss: 0,
  reorder: 0,
  duplicate: 0,
  cut: 0,
  halfOpen: 0,
};

/** When the copies of a datagram arrive, as delays; none if it is lost. */
export function datagramDelays(weather: Weather): readonly number[] {
  const [lost, late, twice] = [
    weather.strikes("loss"),
    weather.strikes("reorder"),
    weather.strikes("duplicate"),
  ];
  if (lost) return [];
  const first = late ? weather.delay() + 2 * weather.random.next() * (weather.delay() + 1) : weather.delay();
  return twice ? [first, first + weather.delay()] : [first];
}
