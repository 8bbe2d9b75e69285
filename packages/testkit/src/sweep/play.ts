import type { IncumbentState } from "@elsewhere/core/sweep/incumbent-state";
import type { RemoteState } from "@elsewhere/core/sweep/remote-state";
import { seeded, type Random } from "../seeded.ts";
import { simulate, type Site, type World } from "../simulate.ts";
import { deviceAt, own, sessionId, sign, type OwnName } from "./cast.ts";
import type { Parcel, Ways } from "./mail.ts";
import { otherParty, type OtherParty } from "./other-party.ts";
import { isKeeping, ownDevice, type OwnDevice } from "./own-device.ts";

/** What happened in a run, for those who count. */
export interface Played {
  /** The highest epoch: how often the session moved, and one. */
  readonly epoch: number;
  readonly outcome: "on-a-device" | "hung-up" | "lost";
}

const rough = 15_000;
/** Longer than all tries together, and than a dead leg is waited for. */
const calm = 110_000;

/**
 * Three devices of alice's and bob, in one session that is pulled, pushed, prepared, denied and taken back on a network
 * that loses, doubles and reorders, with crashes, a device that dies for good in some runs, ways that are closed in some, and
 * mallory who forges. Throws, with the seed, when two devices have one epoch, a session is lost while two parties
 * live, or a run does not come to rest.
 */
export function playSweep(seed: number): Played {
  const run = new SweepRun(seed);
  simulate<Parcel>({
    seed,
    network: run.faults,
    sites: { ...run.sites(), mallory: (site) => mallory(site) },
    crashes: { places: ["laptop", "phone", "tablet", "bob"], every: 12_000, down: 1_500 },
    rough,
    calm,
    always: (world) => run.act(world),
    finally: (world) => run.judge(world),
  });
  return run.played;
}

class SweepRun {
  readonly faults;
  readonly #random: Random;
  readonly #ways: Ways;
  readonly #devices = new Map<OwnName, OwnDevice>();
  readonly #epochs = new Map<number, OwnName>();
  readonly #up = new Set<string>();
  readonly #dead: { readonly name: OwnName; readonly at: number } | undefined;
  #bob: OtherParty | undefined;
  #killed = false;
  /** Somebody else had all that is needed when the device died. */
  #saviour = false;
  #nextAct: number;
  #hungUp = false;
  #failure: Error | undefined;
  #sweeps = 0;

  constructor(seed: number) {
    const random = seeded(seed).fork("sweep");
    this.#random = random;
    this.faults = {
      latency: random.pick([1, 20, 80]),
      jitter: 60 * random.next(),
      loss: random.pick([0, 0.05, 0.3]),
      reorder: 0.1,
      duplicate: 0.1,
    };
    const serverUp = random.chance(0.7);
    const blocked = new Set(serverUp ? pairs.filter(() => random.chance(0.2)) : []);
    this.#ways = { serverUp, blocked, isUp: (place) => this.#up.has(place), canAttach: () => this.#killed };
    this.#dead = random.chance(0.3)
      ? { name: random.pick(own), at: 2_000 + 12_000 * random.next() }
      : undefined;
    this.#nextAct = 500 * random.next();
  }

  get played(): Played {
    const state = this.#bob?.state;
    const epoch = Math.max(1, ...this.#epochs.keys());
    if (state?.name === "with") return { epoch, outcome: "on-a-device" };
    return { epoch, outcome: this.#hungUp ? "hung-up" : "lost" };
  }

  sites(): Record<string, (site: Site<Parcel>) => void> {
    const start = (name: OwnName) => (site: Site<Parcel>) => this.#startDevice(name, site);
    return {
      laptop: start("laptop"),
      phone: start("phone"),
      tablet: start("tablet"),
      bob: (site) => {
        this.#up.add("bob");
        const failed = (error: unknown): void => this.#fail(error);
        this.#bob = otherParty(site, this.#ways, (state) => this.#watchBob(state), failed);
      },
    };
  }

  /** After every moment: what must never be, and what the persons do next. */
  act(world: World<Parcel>): void {
    if (this.#failure !== undefined) throw this.#failure;
    const now = world.clock.now();
    if (this.#dead !== undefined && !this.#killed && now >= this.#dead.at) this.#kill(world, this.#dead.name);
    if (now < this.#nextAct || now > rough) return;
    this.#nextAct = now + 6_000 * this.#random.next();
    this.#something();
  }

  /** In the end all is at rest, and the session is on one device, unless somebody hung up or too many died. */
  judge(world: World<Parcel>): void {
    if (this.#failure !== undefined) throw this.#failure;
    const bob = this.#bob?.state;
    for (const [name, device] of this.#devices) if (this.#lives(name)) this.#mustRest(name, device);
    if (bob === undefined || bob.name === "switching") throw new Error("bob does not come to rest");
    const keeping = [...this.#devices].filter(
      ([name, device]) => this.#lives(name) && isKeeping(device.incumbent),
    );
    if (bob.name === "with") return this.#mustAgree(bob, keeping);
    const excused = this.#hungUp || (this.#killed && !this.#saviour);
    if (!excused) throw new Error(`the session is lost at ${world.clock.now()}`);
    if (keeping.length > 0) throw new Error(`${keeping[0]?.[0]} still has a session that is over`);
  }

  #startDevice(name: OwnName, site: Site<Parcel>): void {
    if (this.#killed && this.#dead?.name === name) return;
    this.#up.add(name);
    const device = ownDevice(site, {
      ways: this.#ways,
      believes: (which, state) => this.#watch(which, state),
      failed: (error) => this.#fail(error),
    });
    this.#devices.set(name, device);
  }

  /** An epoch belongs to one device, for ever. */
  #watch(name: OwnName, state: IncumbentState): void {
    if (!isKeeping(state)) return;
    const owner = this.#epochs.get(state.epoch) ?? name;
    this.#epochs.set(state.epoch, owner);
    if (owner !== name) this.#fail(new Error(`${owner} and ${name} both have epoch ${state.epoch}`));
  }

  #watchBob(state: RemoteState): void {
    if ("leg" in state && state.leg.peer.account !== "alice")
      this.#fail(new Error("bob talks with a stranger"));
  }

  #fail(error: unknown): void {
    this.#failure ??= error instanceof Error ? error : new Error(String(error));
  }

  #lives(name: OwnName): boolean {
    return !(this.#killed && this.#dead?.name === name);
  }

  #kill(world: World<Parcel>, name: OwnName): void {
    this.#saviour = this.#hasSaviour(name);
    this.#killed = true;
    this.#up.delete(name);
    world.crash(name);
  }

  /** The session is with another device, or a newcomer that bob will take is on its way and can reach him. */
  #hasSaviour(dying: OwnName): boolean {
    const bob = this.#bob?.state;
    if (bob === undefined || !("leg" in bob)) return false;
    const elsewhere = bob.leg.peer.device !== deviceAt(dying).device;
    if (bob.name === "with" && elsewhere) return true;
    return [...this.#devices].some(([name, { newcomer }]) => {
      if (name === dying || newcomer.name !== "updating") return false;
      const { ticket, warm } = newcomer.prepared;
      const reaches = this.#ways.serverUp || warm;
      if (bob.name === "switching")
        return reaches && bob.returning === undefined && bob.leg.peer.device === newcomer.self.device;
      return reaches && ticket.epoch > bob.leg.epoch && ticket.by === bob.leg.peer.device;
    });
  }

  #something(): void {
    const [one, other] = [this.#random.pick(own), this.#random.pick(own)];
    const device = this.#devices.get(one);
    if (device === undefined || one === other || !this.#up.has(one)) return;
    const sweep = `sweep${this.#sweeps++}`;
    const what = this.#random.int(20);
    if (what < 8 && !isKeeping(device.incumbent)) device.pull(this.#whoHasIt() ?? other, sweep);
    else if (what < 12 && !isKeeping(device.incumbent)) device.prepare(this.#whoHasIt() ?? other, sweep);
    else if (what < 16) device.push(other, sweep);
    else if (what < 17) device.deny();
    else if (what < 18) device.stop();
    else if (this.#random.chance(0.05)) this.#hangUp(device);
  }

  #hangUp(device: OwnDevice): void {
    this.#hungUp = true;
    if (this.#random.chance(0.5)) device.hangUp();
    else this.#bob?.hangUp();
  }

  #whoHasIt(): OwnName | undefined {
    return own.find((name) => isKeeping(this.#devices.get(name)?.incumbent));
  }

  #mustRest(name: OwnName, { incumbent, newcomer }: OwnDevice): void {
    const resting = ["active", "gone", "over", "forgotten", undefined].includes(incumbent?.name);
    if (!resting) throw new Error(`${name} does not come to rest: ${incumbent?.name}`);
    if (!["idle", "ready", "here", "failed"].includes(newcomer.name))
      throw new Error(`${name} does not come to rest: ${newcomer.name}`);
  }

  #mustAgree(
    bob: Extract<RemoteState, { readonly name: "with" }>,
    keeping: readonly (readonly [OwnName, OwnDevice])[],
  ): void {
    const { device } = bob.leg.peer;
    const has = keeping.map(([name, { incumbent }]) => `${name} ${isKeeping(incumbent) && incumbent.epoch}`);
    const should = this.#hungUp && keeping.length === 0 ? [] : [`${device} ${bob.leg.epoch}`];
    if (has.join() !== should.join())
      throw new Error(`bob has it with ${device} ${bob.leg.epoch}, but here it is on: ${has.join()}`);
  }
}

/** Tries to get the session with tickets of its own making. */
function mallory(site: Site<Parcel>): void {
  site.bind(() => undefined);
  const { device, key, fingerprint } = deviceAt("mallory");
  const claims = {
    session: sessionId,
    by: deviceAt("laptop").device,
    newcomer: { device, key, fingerprint },
    expires: 1_000_000,
  };
  const forge = (): void => {
    const epoch = 2 + site.random.int(6);
    const ticket = sign(key, { ...claims, epoch });
    const forged = { type: "update", session: sessionId, ticket, takes: ["audio"], resumeAt: 0 } as const;
    const message = { ...forged, description: "forged" };
    site.post("bob", { type: "message", from: "mallory", message });
    if (site.clock.now() < rough) site.clock.alarms.set(site.clock.now() + 4_000, forge);
  };
  forge();
}

const pairs = ["laptop-phone", "laptop-tablet", "phone-tablet", "laptop-bob", "phone-bob", "tablet-bob"];
