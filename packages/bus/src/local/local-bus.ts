import type { AccountName, Bus, NodeName, Parcel, Point, Receiver } from "@elsewhere/core";

/** The wire between nodes of one process: nodes join it, and find each other's accounts in it. */
export interface LocalWire {
  join(node: NodeName): Bus;
}

/** A wire of its own; nothing is shared between two of them. */
export function createLocalWire(): LocalWire {
  return new Wire();
}

/** One node alone: nobody else holds anything. */
export function createLocalBus(node: NodeName): Bus {
  return createLocalWire().join(node);
}

class Wire implements LocalWire {
  readonly nodes = new Map<NodeName, LocalBus>();
  readonly #holders = new Map<AccountName, readonly LocalBus[]>();
  readonly #watchers = new Map<AccountName, readonly LocalBus[]>();
  readonly #company: Company = { joined: 0 };

  join(node: NodeName): Bus {
    if (this.nodes.has(node)) throw new Error(`the node ${node} has joined already`);
    this.#company.joined += 1;
    const bus = new LocalBus(node, this, this.#company);
    this.nodes.set(node, bus);
    return bus;
  }

  leave(bus: LocalBus): void {
    this.nodes.delete(bus.node);
    for (const table of [this.#holders, this.#watchers])
      for (const account of table.keys()) enlist(table, account, bus, false);
  }

  hold(account: AccountName, bus: LocalBus, on: boolean): void {
    enlist(this.#holders, account, bus, on);
  }

  watch(account: AccountName, bus: LocalBus, on: boolean): void {
    enlist(this.#watchers, account, bus, on);
  }

  /** Nodes that hold the account, sorted by name. */
  holders(account: AccountName): readonly LocalBus[] {
    return this.#holders.get(account) ?? nobody;
  }

  watchers(account: AccountName): readonly LocalBus[] {
    return this.#watchers.get(account) ?? nobody;
  }
}

const nobody: readonly LocalBus[] = [];
const noNodes: readonly NodeName[] = [];

function enlist(
  table: Map<AccountName, readonly LocalBus[]>,
  account: AccountName,
  bus: LocalBus,
  on: boolean,
): void {
  const others = (table.get(account) ?? nobody).filter((other) => other !== bus);
  const now = on ? [...others, bus].sort((one, other) => (one.node < other.node ? -1 : 1)) : others;
  if (now.length === 0) table.delete(account);
  else table.set(account, now);
}

/** How many nodes have joined a wire since its beginning. */
interface Company {
  joined: number;
}

class LocalBus implements Bus {
  readonly node: NodeName;
  readonly #wire: Wire;
  readonly #company: Company;
  #receiver: Receiver | undefined;
  /** What the others sent and this node has not taken yet, in the order it came. */
  #inbox: (() => void)[] = [];
  #closed = false;

  constructor(node: NodeName, wire: Wire, company: Company) {
    this.node = node;
    this.#wire = wire;
    this.#company = company;
  }

  get alone(): boolean {
    return this.#company.joined <= 1;
  }

  serve(receiver: Receiver): void {
    this.#receiver = receiver;
  }

  hold(account: AccountName): void {
    if (!this.#closed) this.#wire.hold(account, this, true);
  }

  release(account: AccountName): void {
    this.#wire.hold(account, this, false);
  }

  watch(account: AccountName): void {
    if (!this.#closed) this.#wire.watch(account, this, true);
  }

  unwatch(account: AccountName): void {
    this.#wire.watch(account, this, false);
  }

  held(account: AccountName): boolean {
    const holders = this.#wire.holders(account);
    return holders.length > 1 || (holders.length === 1 && holders[0] !== this);
  }

  holders(account: AccountName): readonly NodeName[] {
    const holders = this.#wire.holders(account);
    if (holders.length === 0 || (holders.length === 1 && holders[0] === this)) return noNodes;
    return holders.filter((other) => other !== this).map((other) => other.node);
  }

  points(accounts: readonly AccountName[]): Promise<readonly Point[]> {
    const nodes = new Set(accounts.flatMap((account) => this.#others(this.#wire.holders(account))));
    return Promise.all([...nodes].map((node) => node.#answer(accounts))).then((answers) => answers.flat());
  }

  send(accounts: readonly AccountName[], parcel: Parcel): void {
    if (this.#closed) return;
    const byNode = new Map<LocalBus, AccountName[]>();
    for (const account of accounts)
      for (const node of this.#others(this.#wire.holders(account))) {
        const list = byNode.get(node);
        if (list === undefined) byNode.set(node, [account]);
        else list.push(account);
      }
    for (const [node, theirs] of byNode) node.#receive((receiver) => receiver.take(theirs, parcel));
  }

  tellWatchers(account: AccountName, parcel: Parcel): void {
    if (this.#closed) return;
    for (const node of this.#others(this.#wire.watchers(account)))
      node.#receive((receiver) => receiver.takeAsWatcher(account, parcel));
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#inbox = [];
    this.#wire.leave(this);
    await Promise.resolve();
  }

  #others(nodes: readonly LocalBus[]): readonly LocalBus[] {
    return nodes.length === 1 && nodes[0] === this ? nobody : nodes.filter((node) => node !== this);
  }

  /** As over a network, a parcel is taken later, and a node that closes takes no more. */
  #receive(take: (receiver: Receiver) => void): void {
    this.#inbox.push(() => {
      if (this.#receiver !== undefined) take(this.#receiver);
    });
    if (this.#inbox.length === 1) queueMicrotask(() => this.#empty());
  }

  #empty(): void {
    for (const take of this.#inbox.splice(0)) if (!this.#closed) take();
  }

  async #answer(accounts: readonly AccountName[]): Promise<readonly Point[]> {
    await Promise.resolve();
    return this.#closed ? [] : (this.#receiver?.pointsHere(accounts) ?? []);
  }
}
