import type { Capability } from "@elsewhere/core/points/point";
import { answerWithout, arriving, holding, incumbentMachine } from "@elsewhere/core/sweep/incumbent";
import type {
  IncumbentEffect,
  IncumbentEvent,
  IncumbentState,
  Keeping,
} from "@elsewhere/core/sweep/incumbent-state";
import { newcomer, newcomerMachine } from "@elsewhere/core/sweep/newcomer";
import type { NewcomerEffect, NewcomerEvent, NewcomerState } from "@elsewhere/core/sweep/newcomer-state";
import { takersOf } from "@elsewhere/core/sweep/routing";
import type { Time } from "@elsewhere/core/names";
import { drive, type Driver } from "@elsewhere/machine";
import type { Site } from "../simulate.ts";
import { deviceAt, own, sessionId, sessionInfo, sign, type OwnName } from "./cast.ts";
import { post, type Parcel, type Ways } from "./mail.ts";

const abilities: readonly Capability[] = ["text", "file", "audio", "video"];
/** No media for so long, in milliseconds, and a device doubts that it still has the session. */
const doubtAfter = 5_000;
const mediaEvery = 2_000;

export interface OwnDeviceOptions {
  readonly ways: Ways;
  /** Throws if what the device believes must not be. */
  readonly believes: (device: OwnName, state: IncumbentState) => void;
  readonly failed: (error: unknown) => void;
}

export interface OwnDevice {
  readonly incumbent: IncumbentState | undefined;
  readonly newcomer: NewcomerState;
  pull(from: OwnName, sweep: string): void;
  prepare(from: OwnName, sweep: string): void;
  stop(): void;
  push(to: OwnName, sweep: string): void;
  deny(): void;
  hangUp(): void;
}

/** Whether the session is on the device. */
export function isKeeping(state: IncumbentState | undefined): state is Keeping {
  return state !== undefined && state.name !== "gone" && state.name !== "over" && state.name !== "forgotten";
}

/** One of alice's devices: it has the session or may get it, and what it knows survives a crash. */
export function ownDevice(site: Site<Parcel>, options: OwnDeviceOptions): OwnDevice {
  return new SimulatedDevice(site, options);
}

class SimulatedDevice implements OwnDevice {
  readonly #site: Site<Parcel>;
  readonly #options: OwnDeviceOptions;
  readonly #name: OwnName;
  readonly #newcomer: Driver<NewcomerState, NewcomerEvent>;
  #incumbent: Driver<IncumbentState, IncumbentEvent> | undefined;
  #mediaAt: Time;

  constructor(site: Site<Parcel>, options: OwnDeviceOptions) {
    this.#site = site;
    this.#options = options;
    this.#name = site.name as OwnName;
    this.#mediaAt = site.clock.now();
    this.#newcomer = this.#driveNewcomer(this.#stored("newcomer") as NewcomerState | undefined);
    const held = (this.#stored("incumbent") as IncumbentState | undefined) ?? firstHolding(this.#name);
    if (held !== undefined) this.#incumbent = this.#driveIncumbent(held);
    site.bind((parcel) => this.#take(parcel));
    this.#flow();
  }

  get incumbent(): IncumbentState | undefined {
    return this.#incumbent?.state;
  }

  get newcomer(): NewcomerState {
    return this.#newcomer.state;
  }

  pull(from: OwnName, sweep: string): void {
    this.#newcomer.send({ type: "pull", at: this.#now(), goal: this.#goal(from, sweep) });
  }

  prepare(from: OwnName, sweep: string): void {
    this.#newcomer.send({ type: "prepare", at: this.#now(), goal: this.#goal(from, sweep) });
  }

  stop(): void {
    this.#newcomer.send({ type: "stop", at: this.#now() });
  }

  push(to: OwnName, sweep: string): void {
    this.#incumbent?.send({ type: "push", at: this.#now(), to: deviceAt(to), sweep });
  }

  deny(): void {
    this.#incumbent?.send({ type: "deny", at: this.#now() });
  }

  hangUp(): void {
    this.#incumbent?.send({ type: "hung-up", at: this.#now() });
  }

  #goal(from: OwnName, sweep: string) {
    return {
      session: sessionId,
      sweep,
      incumbent: deviceAt(from),
      remote: deviceAt("bob"),
      sessions: 1,
    };
  }

  #take(parcel: Parcel): void {
    if (parcel.type === "media") {
      this.#mediaAt = this.#now();
      return;
    }
    const { from, message } = parcel;
    const event = { type: "received", at: this.#now(), from: deviceAt(from), message } as const;
    const takers = takersOf(message);
    if (takers.includes("newcomer")) this.#newcomer.send(event);
    if (!takers.includes("incumbent")) return;
    if (this.#incumbent !== undefined) this.#incumbent.send(event);
    else this.#post(answerWithout(deviceAt(from), message, "no-such-session"));
  }

  /** Media to bob while the session is here, and doubts when none come back. */
  #flow(): void {
    const site = this.#site;
    site.clock.alarms.set(this.#now() + mediaEvery, () => {
      const state = this.#incumbent?.state;
      if (isKeeping(state)) {
        site.post("bob", { type: "media", from: this.#name });
        if (this.#now() - this.#mediaAt > doubtAfter)
          this.#incumbent?.send({ type: "doubted", at: this.#now() });
      }
      this.#flow();
    });
  }

  #driveNewcomer(stored: NewcomerState | undefined): Driver<NewcomerState, NewcomerEvent> {
    const { clock } = this.#site;
    return drive<NewcomerState, NewcomerEvent, NewcomerEffect>({
      machine: newcomerMachine,
      initial: stored ?? newcomer({ self: deviceAt(this.#name), abilities }),
      alarms: clock.alarms,
      observe: ({ before, after }) => {
        if (after !== before) this.#store("newcomer", after);
      },
      perform: (effect, send) => this.#performNewcomer(effect, send),
      failed: this.#options.failed,
    });
  }

  #performNewcomer(effect: NewcomerEffect, send: (event: NewcomerEvent) => void): void {
    switch (effect.type) {
      case "send":
        return this.#post(effect);
      case "make-offer":
        return this.#later(20 + 300 * this.#site.random.next(), (at) => {
          const can = this.#site.random.next() > 0.03;
          send(can ? { type: "offered", at, description: "offer" } : { type: "cannot-offer", at });
        });
      case "become":
        return this.#become(effect);
      case "attach":
      case "connect":
      case "drop-media":
      case "failed":
    }
  }

  #become(effect: Extract<NewcomerEffect, { readonly type: "become" }>): void {
    this.#incumbent?.stop();
    this.#mediaAt = this.#now();
    const { state, effects } = arriving(deviceAt(this.#name), effect, this.#now());
    this.#store("incumbent", state);
    this.#options.believes(this.#name, state);
    this.#incumbent = this.#driveIncumbent(state);
    for (const one of effects) this.#performIncumbent(one);
  }

  #driveIncumbent(initial: IncumbentState): Driver<IncumbentState, IncumbentEvent> {
    return drive<IncumbentState, IncumbentEvent, IncumbentEffect>({
      machine: incumbentMachine,
      initial,
      alarms: this.#site.clock.alarms,
      observe: ({ before, after }) => {
        if (after === before) return;
        this.#store("incumbent", after);
        this.#options.believes(this.#name, after);
      },
      perform: (effect) => this.#performIncumbent(effect),
      failed: this.#options.failed,
    });
  }

  #performIncumbent(effect: IncumbentEffect): void {
    switch (effect.type) {
      case "send":
        return this.#post(effect);
      case "sign": {
        const ticket = sign(deviceAt(this.#name).key, effect.claims);
        return this.#later(1 + 20 * this.#site.random.next(), (at) =>
          this.#incumbent?.send({ type: "signed", at, ticket, for: effect.for }),
        );
      }
      case "leaving":
      case "staying":
      case "let-go":
      case "end":
      case "forget":
    }
  }

  #post(effect: Extract<NewcomerEffect, { readonly type: "send" }> | undefined): void {
    if (effect === undefined) return;
    const state = this.#newcomer.state;
    const relay = "goal" in state ? state.goal.incumbent.device : own.find((name) => name !== this.#name);
    post(this.#site, this.#options.ways, effect, relay);
  }

  #later(delay: number, then: (at: Time) => void): void {
    this.#site.clock.alarms.set(this.#now() + delay, then);
  }

  #now(): Time {
    return this.#site.clock.now();
  }

  #store(role: string, state: unknown): void {
    this.#site.disk.set(role, JSON.stringify(state));
  }

  #stored(role: string): unknown {
    const text = this.#site.disk.get(role);
    return text === undefined ? undefined : JSON.parse(text);
  }
}

/** The session begins on the laptop. */
function firstHolding(name: OwnName): IncumbentState | undefined {
  if (name !== "laptop") return undefined;
  return holding(deviceAt("laptop"), deviceAt("bob"), sessionId, sessionInfo);
}
