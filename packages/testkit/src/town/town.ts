import { createLocalWire, type LocalWire } from "@elsewhere/bus";
import {
  accountName,
  isRejection,
  type AccountName,
  type Asker,
  type Capability,
  type DeviceKind,
  type ExchangeLimits,
  type Look,
  type NodeName,
  type Parcel,
  type Time,
} from "@elsewhere/core";
import { createMemoryDisk, type MemoryDisk } from "../memory/store.ts";
import { virtualClock, type VirtualClock } from "../virtual-clock.ts";
import { Device, type Manner } from "./device.ts";
import { startNode, type TownNode } from "./node.ts";
import { Notebook, type Knowledge } from "./notebook.ts";
import { PlainSettings, plainSecrets, PushRecord } from "./stand-ins.ts";

export interface TownOptions {
  /** Names of the nodes; `n1` alone unless told. */
  readonly nodes?: readonly string[];
  readonly limits?: Partial<ExchangeLimits>;
  readonly start?: Time;
  /** Sign-up and the number of devices may change while the nodes run. */
  readonly adjustable?: true;
}

export interface DeviceOptions extends Manner {
  readonly label?: string;
  readonly kind?: DeviceKind;
  /** The device can be woken by push; its endpoint is its label. */
  readonly push?: boolean;
}

/** Noon of a Wednesday. */
const noon = Date.UTC(2025, 5, 4, 12, 0, 0);
const everything: readonly Capability[] = ["text", "rich-text", "image", "file", "audio", "video", "screen"];

/** One or several nodes with people and their devices, on one disk, one wire and a clock that waits to be told. */
export class Town {
  readonly clock: VirtualClock;
  readonly push: PushRecord;
  /** What is found at an address; elsewhere nothing is. */
  readonly pages = new Map<string, Look>();
  readonly disk: MemoryDisk = createMemoryDisk();
  /** Decides which parcels are lost on their way between nodes. */
  loses: (parcel: Parcel) => boolean = () => false;
  readonly #options: TownOptions;
  readonly #wire: LocalWire = createLocalWire();
  readonly #secrets = plainSecrets();
  readonly #nodes = new Map<string, TownNode>();
  readonly #everyNode: TownNode[] = [];
  readonly #devices: Device<Knowledge>[] = [];

  constructor(options: TownOptions = {}) {
    this.#options = options;
    this.clock = virtualClock(options.start ?? noon);
    this.push = new PushRecord(() => this.clock.now());
    for (const name of options.nodes ?? ["n1"]) this.start(name);
  }

  /** A node begins; its name may be that of one that ended. */
  start(name: string): TownNode {
    const node = startNode({
      name: name as NodeName,
      store: this.disk.open(),
      bus: this.#wire.join(name as NodeName),
      clock: this.clock,
      secrets: this.#secrets,
      push: this.push,
      pages: { look: (url) => Promise.resolve(this.pages.get(url) ?? { found: "nothing" }) },
      limits: this.#options.limits ?? {},
      ...(this.#options.adjustable === true ? { adjusting: new PlainSettings() } : {}),
      loses: (parcel) => this.loses(parcel),
    });
    this.#nodes.set(name, node);
    this.#everyNode.push(node);
    return node;
  }

  node(name: string): TownNode {
    const node = this.#nodes.get(name);
    if (node === undefined) throw new Error(`there is no node ${name}`);
    return node;
  }

  get firstNode(): string {
    return this.#nodes.keys().next().value ?? "";
  }

  /** Ends a node as `kill -9` does; its devices notice that the connection is gone. */
  async crash(name: string): Promise<void> {
    await this.node(name).crash();
    for (const device of this.#devices) if (device.node === name) device.vanish();
  }

  /** Everything that can happen without time passing has happened. */
  async settle(): Promise<void> {
    await this.clock.advanceSettled(0);
    await this.clock.advanceSettled(0);
  }

  /** Lets time pass, milliseconds. */
  pass(duration: number): Promise<void> {
    return this.clock.advanceSettled(duration);
  }

  /** Mistakes any node reported. */
  get failures(): readonly TownNode["failures"][number][] {
    return this.#everyNode.flatMap((node) => node.failures);
  }

  /** The administrator's side of things. */
  get admin(): Asker {
    return { account: "admin" as AccountName, device: "console" as Asker["device"], admin: true };
  }

  async person(name: string, more: { readonly admin?: boolean } = {}): Promise<AccountName> {
    const account = accountName(name);
    if (account === undefined) throw new Error(`${name} is no name`);
    const { exchange } = this.node(this.firstNode);
    const added = await exchange.ask(
      this.admin,
      {
        type: "add-account",
        account,
        displayName: capital(name),
        kind: "person",
        password: passwordOf(name),
        admin: more.admin ?? false,
      },
      undefined,
    );
    if (isRejection(added)) throw new Error(`${name}: ${added.rejected}`);
    return account;
  }

  people(...names: readonly string[]): Promise<readonly AccountName[]> {
    return Promise.all(names.map((name) => this.person(name)));
  }

  /** A new device of a person, signed in and connected. */
  async connect(person: string, options: DeviceOptions = {}): Promise<Device<Notebook>> {
    const device = await this.signIn(person, options, new Notebook());
    await device.connect(options);
    return device;
  }

  /** A new device of a person that is signed in and not connected. */
  async signIn<K extends Knowledge>(
    person: string,
    options: DeviceOptions,
    knowledge: K,
  ): Promise<Device<K>> {
    const node = options.node ?? this.firstNode;
    const label = options.label ?? `${person}'s device`;
    const admitted = await this.node(node).gate.signIn(person, passwordOf(person), {
      label,
      kind: options.kind ?? "browser",
      capabilities: options.capabilities ?? everything,
    });
    if (isRejection(admitted)) throw new Error(`${person}: ${admitted.rejected}`);
    const device = new Device(this, admitted.asker, admitted.token, knowledge);
    this.#devices.push(device);
    if (options.push === true) await this.subscribe(device, label);
    await this.settle();
    return device;
  }

  async subscribe(device: Device<Knowledge>, endpoint: string): Promise<void> {
    await device.must({
      type: "subscribe-push",
      subscription: { endpoint, p256dh: "key", auth: "secret" },
    });
  }

  /** Two people agree that they know each other. */
  async befriend(one: Device<Knowledge>, other: Device<Knowledge>): Promise<void> {
    await one.must({ type: "ask-contact", account: other.asker.account });
    await other.must({ type: "answer-contact", account: one.asker.account, agree: true });
  }

  async close(): Promise<void> {
    for (const device of this.#devices) if (device.connected) await device.disconnect();
    for (const node of this.#nodes.values()) await node.close();
  }
}

export function passwordOf(person: string): string {
  return `password of ${person}`;
}

function capital(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}
