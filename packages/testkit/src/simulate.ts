import type { Alarm, Clock } from "@elsewhere/machine";
import type { Channel } from "./link.ts";
import { lossyNetwork, type Network } from "./network.ts";
import { type Random, seeded } from "./seeded.ts";
import { type VirtualClock, virtualClock } from "./virtual-clock.ts";
import type { Faults } from "./weather.ts";

/** What a program at one place has: after a crash it gets a new one with the same name and disk. */
export interface Site<Value> {
  readonly name: string;
  /** Its alarms die with it. */
  readonly clock: Clock;
  readonly random: Random;
  /** Survives crashes. Only text, as on a disk. */
  readonly disk: Map<string, string>;
  connect(to: string): Channel<Value>;
  listen(accept: (channel: Channel<Value>, from: string) => void): void;
  post(to: string, value: Value): void;
  bind(take: (value: Value, from: string) => void): void;
}

export interface SimulationOptions<Value> {
  readonly seed: number;
  readonly network: Faults;
  /** The program at each place: called at the start, and again after each crash. */
  readonly sites: Readonly<Record<string, (site: Site<Value>) => void>>;
  /** Places that crash, on average every `every` milliseconds, and are back after `down`. */
  readonly crashes?: { readonly places: readonly string[]; readonly every: number; readonly down: number };
  /** How long there are faults, and how long it goes on without any. Milliseconds. */
  readonly rough: number;
  readonly calm: number;
  /** Throws if something that must hold at every moment does not. */
  readonly always?: (world: World<Value>) => void;
  /** Throws if something that must hold in the end does not. */
  readonly finally?: (world: World<Value>) => void;
}

export interface World<Value> {
  readonly clock: VirtualClock;
  readonly random: Random;
  readonly network: Network<Value>;
  /** The disk of a place. */
  disk(place: string): Map<string, string>;
  /** Kills what runs at the place; it does nothing until `restart`. Tests may call it at the worst moment. */
  crash(place: string): void;
  /** Starts the place's program again, if it is down. */
  restart(place: string): void;
}

/** Runs programs on a seeded network. What is thrown says the seed and the time, so that it can be had again. */
export function simulate<Value>(options: SimulationOptions<Value>): World<Value> {
  const world = new SimulatedWorld(options);
  try {
    world.run();
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`seed ${options.seed}, at ${world.clock.now()} ms: ${message}`, { cause });
  }
  return world;
}

class SimulatedWorld<Value> implements World<Value> {
  readonly clock = virtualClock();
  readonly random: Random;
  readonly network: Network<Value>;
  readonly #options: SimulationOptions<Value>;
  readonly #disks = new Map<string, Map<string, string>>();
  readonly #running = new Map<string, MortalClock>();

  constructor(options: SimulationOptions<Value>) {
    const { seed, network } = options;
    this.#options = options;
    this.random = seeded(seed).fork("world");
    this.network = lossyNetwork({ ...network, seed, clock: this.clock });
  }

  run(): void {
    const { sites, rough, calm } = this.#options;
    for (const place of Object.keys(sites)) this.restart(place);
    this.#scheduleCrash();
    this.#runUntil(rough);
    this.network.calm();
    this.#runUntil(rough + calm);
    this.#options.finally?.(this);
  }

  disk(place: string): Map<string, string> {
    const disk = this.#disks.get(place) ?? new Map<string, string>();
    this.#disks.set(place, disk);
    return disk;
  }

  crash(place: string): void {
    this.#running.get(place)?.die();
    this.#running.delete(place);
    this.network.crash(place);
  }

  restart(place: string): void {
    const start = this.#options.sites[place];
    if (start === undefined) throw new Error(`there is no place ${place}`);
    if (this.#running.has(place)) return;
    const clock = new MortalClock(this.clock);
    this.#running.set(place, clock);
    start(this.#siteOf(place, clock));
  }

  #siteOf(name: string, clock: Clock): Site<Value> {
    const { network } = this;
    return {
      name,
      clock,
      random: this.random.fork(`${name} ${clock.now()}`),
      disk: this.disk(name),
      connect: (to) => network.connect(name, to),
      listen: (accept) => network.listen(name, accept),
      post: (to, value) => network.post(name, to, value),
      bind: (take) => network.bind(name, take),
    };
  }

  #runUntil(end: number): void {
    while (this.clock.runNext(end)) this.#options.always?.(this);
    this.clock.runUntil(end);
  }

  #scheduleCrash(): void {
    const { crashes, rough } = this.#options;
    if (crashes === undefined) return;
    const at = this.clock.now() + 2 * crashes.every * this.random.next();
    if (at >= rough) return;
    this.clock.alarms.set(at, () => {
      const place = this.random.pick(crashes.places);
      this.crash(place);
      this.clock.alarms.set(at + crashes.down, () => this.restart(place));
      this.#scheduleCrash();
    });
  }
}

/** A clock whose alarms do not come once it is dead. */
class MortalClock implements Clock {
  readonly #clock: Clock;
  #alive = true;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  now(): number {
    return this.#clock.now();
  }

  readonly alarms = {
    set: (at: number, wake: (now: number) => void): Alarm =>
      this.#clock.alarms.set(at, (now) => {
        if (this.#alive) wake(now);
      }),
    clear: (alarm: Alarm): void => this.#clock.alarms.clear(alarm),
  };

  die(): void {
    this.#alive = false;
  }
}
