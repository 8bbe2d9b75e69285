import {
  createExchange,
  type Adjusting,
  type Bus,
  type Exchange,
  type ExchangeLimits,
  type Gate,
  type NodeName,
  type Observe,
  type Parcel,
  type Pages,
  type Push,
  type Secrets,
} from "@elsewhere/core";
import type { Clock } from "@elsewhere/machine";
import type { MemoryStore } from "../memory/store.ts";
import { plainPasskeys, plainPremises } from "./stand-ins.ts";

/** One node of a town, with what it reported. */
export interface TownNode {
  readonly name: NodeName;
  readonly exchange: Exchange;
  readonly gate: Gate;
  readonly store: MemoryStore;
  /** Mistakes it reported; a test that expects some takes them out. */
  readonly failures: { readonly what: string; readonly cause: unknown }[];
  readonly events: string[];
  readonly deliveries: { readonly datum: string; readonly how: string; readonly reason: string }[];
  /** Ends it as `kill -9` does: nobody is told, nothing it was about to do is done. */
  crash(): Promise<void>;
  /** Ends it in order. */
  close(): Promise<void>;
}

export interface NodeParts {
  readonly name: NodeName;
  readonly store: MemoryStore;
  readonly bus: Bus;
  readonly clock: Clock;
  readonly secrets: Secrets;
  readonly push: Push;
  readonly pages: Pages;
  readonly limits: Partial<ExchangeLimits>;
  /** Absent: nothing may change. */
  readonly adjusting?: Adjusting;
  /** Whether a parcel is lost on its way. */
  readonly loses: (parcel: Parcel) => boolean;
}

export function startNode(parts: NodeParts): TownNode {
  const life = { alive: true };
  const { store, bus, name } = parts;
  const failures: TownNode["failures"] = [];
  const events: string[] = [];
  const deliveries: TownNode["deliveries"] = [];
  const observe: Observe = {
    delivered: (datum, how, reason) => deliveries.push({ datum, how, reason }),
    pushed: (outcome) => events.push(`push ${outcome}`),
    event: (event) => events.push(event),
    failed(what, cause) {
      if (life.alive) failures.push({ what, cause });
    },
  };
  const { exchange, gate } = createExchange({
    node: name,
    store,
    bus: lossy(bus, parts.loses),
    clock: mortal(parts.clock, life),
    secrets: parts.secrets,
    push: { wake: async (...args) => (life.alive ? parts.push.wake(...args) : "failed") },
    pages: parts.pages,
    observe,
    limits: parts.limits,
    passkeys: plainPasskeys(),
    premises: plainPremises,
    ...(parts.adjusting === undefined ? {} : { adjusting: parts.adjusting }),
    linkOf: (file) => `https://files.example/${file}`,
  });
  return {
    name,
    exchange,
    gate,
    store,
    failures,
    events,
    deliveries,
    async crash() {
      life.alive = false;
      store.failing = true;
      await bus.close();
    },
    async close() {
      await exchange.close();
      await bus.close();
      await store.close();
    },
  };
}

/** A clock whose alarms wake nobody once the node is dead. */
function mortal(clock: Clock, life: { readonly alive: boolean }): Clock {
  const { alarms } = clock;
  return {
    now: () => clock.now(),
    alarms: {
      set: (at, wake) =>
        alarms.set(at, (now) => {
          if (life.alive) wake(now);
        }),
      clear: (alarm) => alarms.clear(alarm),
    },
  };
}

/** A bus that loses what it is told to, and carries only what survives JSON. */
function lossy(bus: Bus, loses: NodeParts["loses"]): Bus {
  return {
    node: bus.node,
    get alone() {
      return bus.alone;
    },
    close: () => bus.close(),
    hold: (account) => bus.hold(account),
    release: (account) => bus.release(account),
    watch: (account) => bus.watch(account),
    unwatch: (account) => bus.unwatch(account),
    points: (accounts) => bus.points(accounts),
    held: (account) => bus.held(account),
    holders: (account) => bus.holders(account),
    serve: (receiver) => bus.serve(receiver),
    send(accounts, parcel) {
      if (!loses(parcel)) bus.send(accounts, plain(parcel));
    },
    tellWatchers(account, parcel) {
      if (!loses(parcel)) bus.tellWatchers(account, plain(parcel));
    },
  };
}

function plain(parcel: Parcel): Parcel {
  return JSON.parse(JSON.stringify(parcel)) as Parcel;
}
