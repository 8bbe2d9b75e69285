import type { Clock } from "@elsewhere/machine";
import { type Channel, type Link, type LinkKind, LossyLink } from "./link.ts";
import { seeded } from "./seeded.ts";
import { datagramDelays, type Faults, Weather } from "./weather.ts";

export interface NetworkOptions extends Faults {
  readonly seed: number;
  readonly clock: Clock;
}

export interface Network<Value> {
  /** A link that is up from now on. A connection keeps the order and loses nothing until it is cut. */
  link(one: string, other: string, kind: LinkKind): Link<Value>;
  /** Opens a connection; the listener of `to` gets its end one way later, or this end is refused. */
  connect(from: string, to: string): Channel<Value>;
  listen(at: string, accept: (channel: Channel<Value>, from: string) => void): void;
  /** Sends a datagram to whoever is bound there when it arrives. */
  post(from: string, to: string, value: Value): void;
  bind(at: string, take: (value: Value, from: string) => void): void;
  /** A place dies: it is unbound, stops listening, and its links are cut without a word to it. */
  crash(place: string): void;
  /** From now on nothing is lost, doubled, overtaken or cut. What was half-open stays so. */
  calm(): void;
}

/** A network for tests: everything that goes wrong follows from the seed. */
export function lossyNetwork<Value>(options: NetworkOptions): Network<Value> {
  return new SeededNetwork(options);
}

class SeededNetwork<Value> implements Network<Value> {
  readonly #weather: Weather;
  readonly #links = new Set<LossyLink<Value>>();
  readonly #listeners = new Map<string, (channel: Channel<Value>, from: string) => void>();
  readonly #bound = new Map<string, (value: Value, from: string) => void>();

  constructor({ seed, clock, ...faults }: NetworkOptions) {
    this.#weather = new Weather(clock, seeded(seed), faults);
  }

  link(one: string, other: string, kind: LinkKind): LossyLink<Value> {
    const link = new LossyLink<Value>(this.#weather, [one, other], kind, () => this.#links.delete(link));
    this.#links.add(link);
    return link;
  }

  connect(from: string, to: string): Channel<Value> {
    const link = this.link(from, to, "connection");
    link.open(() => {
      const accept = this.#listeners.get(to);
      if (accept === undefined) return false;
      accept(link.ends[1], from);
      return true;
    });
    return link.ends[0];
  }

  listen(at: string, accept: (channel: Channel<Value>, from: string) => void): void {
    this.#listeners.set(at, accept);
  }

  post(from: string, to: string, value: Value): void {
    for (const delay of datagramDelays(this.#weather)) {
      const copy = structuredClone(value);
      this.#weather.after(delay, () => this.#bound.get(to)?.(copy, from));
    }
  }

  bind(at: string, take: (value: Value, from: string) => void): void {
    this.#bound.set(at, take);
  }

  crash(place: string): void {
    this.#listeners.delete(place);
    this.#bound.delete(place);
    for (const link of this.#links) link.crash(place);
  }

  calm(): void {
    this.#weather.calm();
  }
}
