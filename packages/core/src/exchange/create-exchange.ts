import type { Clock } from "@elsewhere/machine";
import {
  accountTopic,
  type AccountName,
  type ConversationId,
  type DeviceId,
  type NodeName,
  type Offset,
  type Time,
} from "../names.ts";
import { Adapting, type LinkOf } from "../conversation/adapt.ts";
import type { PlanEntry } from "../delivery/plan.ts";
import type { Point } from "../points/point.ts";
import type { Bus, Receiver } from "../ports/bus.ts";
import { noPages, type Pages } from "../ports/pages.ts";
import { everyNode } from "../administration/house-setting.ts";
import type { Adjusting } from "../ports/adjusting.ts";
import type { Passkeys } from "../ports/passkeys.ts";
import type { Premises } from "../ports/premises.ts";
import type { Push } from "../ports/push.ts";
import type { Secrets } from "../ports/secrets.ts";
import type { Store } from "../ports/store.ts";
import { rejection, type Rejection } from "../rejection.ts";
import type { Entry } from "../topic/entry.ts";
import type { TopicState } from "../topic/state.ts";
import { plainPoint, PointHere, type AccountHere } from "./account-here.ts";
import { Accounts } from "./accounts.ts";
import { Alerts } from "./alerts.ts";
import type { AnswerOf, Ask, Asker, AskName, AskOf } from "./ask.ts";
import { Attending } from "./attending.ts";
import { Changes } from "./changes.ts";
import { isCommand, perform } from "./commands.ts";
import { Deliveries, type Aftermath } from "./deliveries.ts";
import { Devices } from "./devices.ts";
import type { Arrival, Attached, Exchange, ExchangeCounts, Gate } from "./exchange.ts";
import { exportParts, type ExportPart } from "./export.ts";
import { Audit } from "./audit.ts";
import { createGate } from "./gate.ts";
import { fixedSettings, HouseSettings } from "./house-settings.ts";
import { defaultLimits, type ExchangeLimits, type House, type Observe } from "./house.ts";
import type { Parcel } from "./parcel.ts";
import { People } from "./people.ts";
import { Presences } from "./presences.ts";
import type { Offices } from "./offices.ts";
import { Proofs, removeOldPasses } from "./proofs.ts";
import { query, refusesAsker } from "./queries.ts";
import { Receipts } from "./receipts.ts";
import { Recovery } from "./recovery.ts";
import type { Sink } from "./told.ts";
import { Topics } from "./topics.ts";
import { Watching } from "./watching.ts";

export interface ExchangeParts {
  readonly node: NodeName;
  readonly store: Store;
  readonly bus: Bus;
  readonly clock: Clock;
  readonly secrets: Secrets;
  readonly push: Push;
  /** Absent: links have no previews. */
  readonly pages?: Pages;
  readonly observe: Observe;
  readonly limits?: Partial<ExchangeLimits>;
  readonly passkeys: Passkeys;
  readonly premises: Premises;
  /** The settings that may change while the node runs; without it none may. */
  readonly adjusting?: Adjusting;
  /** Where files can be fetched; given to points that cannot show them. */
  readonly linkOf: LinkOf;
  /** Further numbers of this process for administrators, which the exchange cannot know. */
  readonly figures?: () => Readonly<Record<string, number>>;
}

/** Puts a node's heart together. Whoever creates it closes it, before store and bus. */
export function createExchange(parts: ExchangeParts): { readonly exchange: Exchange; readonly gate: Gate } {
  const exchange = new NodeExchange(parts);
  return { exchange, gate: exchange.gate };
}

class NodeExchange implements Exchange, Aftermath, Receiver {
  readonly gate: Gate;
  readonly #house: House;
  readonly #deliveries: Deliveries;
  readonly #receipts: Receipts;
  readonly #watching: Watching;
  readonly #presences: Presences;
  readonly #devices: Devices;
  readonly #alerts: Alerts;
  readonly #changes: Changes;
  readonly #settings: HouseSettings;
  readonly #offices: Offices;
  #draining = false;

  constructor(parts: ExchangeParts) {
    const { limits: given, linkOf, figures, pages = noPages, ...ports } = parts;
    const limits = { ...defaultLimits, ...given };
    const adjusting = parts.adjusting ?? fixedSettings(limits);
    this.#house = {
      ...ports,
      pages,
      limits,
      adjusting,
      audit: new Audit({ ...ports, adjusting }),
      topics: new Topics(parts.store, limits.cachedTopics),
      people: new People(parts.store),
      accounts: new Map(),
      adapting: new Adapting(linkOf),
    };
    this.#deliveries = new Deliveries(this.#house, this);
    this.#receipts = new Receipts(this.#house, this.#deliveries);
    this.#watching = new Watching(this.#house, this.#deliveries);
    this.#devices = new Devices(this.#house, this.#deliveries, (account) => this.#devicesChanged(account));
    this.#alerts = new Alerts(this.#house, this.#devices, (name) => this.#alertsCleared(name));
    this.#presences = new Presences(
      this.#house,
      this.#deliveries,
      this.#watching,
      this.#alerts,
      this.#devices,
    );
    this.#changes = new Changes(this.#house, this.#watching, this.#alerts, this.#devices);
    const accounts = new Accounts(this.#house, this.#deliveries, this.#devices);
    const proofs = new Proofs(this.#house);
    this.#settings = new HouseSettings(this.#house);
    this.gate = createGate(this.#house, accounts, this.#devices, proofs);
    this.#offices = {
      house: this.#house,
      deliveries: this.#deliveries,
      accounts,
      devices: this.#devices,
      watching: this.#watching,
      accountHere: (name) => this.#presences.resting(name),
      gate: this.gate,
      proofs,
      settings: this.#settings,
      stats: () => ({ ...figures?.(), ...this.counts() }),
    };
    parts.bus.serve(this);
    parts.bus.hold(everyNode);
  }

  // From the edges.

  async attach(asker: Asker, arrival: Arrival, sink: Sink): Promise<Attached | Rejection> {
    if (this.#draining) return rejection("draining");
    const { store, clock, node } = this.#house;
    const record = await store.readDevice(asker.device);
    if (record === undefined || record.account !== asker.account) return rejection("not-signed-in");
    const account = await this.#presences.account(asker.account);
    const now = clock.now();
    const point = new PointHere(record, node, sink, now, arrival.capabilities ?? record.capabilities);
    point.activity = arrival.activity;
    point.lastActiveAt = now - arrival.idleFor;
    point.open = arrival.open;
    this.#presences.arrive(account, point);
    const parts = {
      house: this.#house,
      deliveries: this.#deliveries,
      receipts: this.#receipts,
      presences: this.#presences,
    };
    return new Attending(parts, asker, account, point, arrival);
  }

  ask<N extends AskName>(
    asker: Asker,
    ask: AskOf<N>,
    command: string | undefined,
  ): Promise<AnswerOf<N> | Rejection> {
    // The compiler cannot see that the answer found by an ask's type is of that ask.
    return this.#answer(asker, ask as Ask, command) as Promise<AnswerOf<N> | Rejection>;
  }

  #answer(asker: Asker, ask: Ask, command: string | undefined): Promise<unknown> {
    const refused = refusesAsker(asker, ask);
    if (refused !== undefined) return Promise.resolve(refused);
    if (!isCommand(ask)) return query(this.#offices, asker, ask);
    const { secrets } = this.#house;
    const fresh = secrets.id();
    const hash = (secret: string): string => secrets.hashToken(secret);
    return perform(this.#house, this.#deliveries, ask, { asker, command: command ?? fresh, fresh, hash });
  }

  recover(since: Time): Promise<number> {
    return new Recovery(this.#house, this.#deliveries, (name) => this.resting(name)).recover(since);
  }

  readSettings(): Promise<void> {
    return this.#settings.read();
  }

  async exportAccount(asker: Asker, account: AccountName): Promise<AsyncIterable<ExportPart> | Rejection> {
    if (account !== asker.account && !asker.admin) return rejection("not-allowed");
    const record = await this.#house.people.readNow(account);
    if (record === undefined) return rejection("no-such-account");
    await this.#house.audit.noteOf(asker, { what: "account-exported", on: account });
    return exportParts(this.#house, record);
  }

  async tidy(before: Time): Promise<number> {
    await this.#settings.read();
    await removeOldPasses(this.#house);
    return this.#devices.removePassed(before);
  }

  counts(): ExchangeCounts {
    let points = 0;
    for (const account of this.#house.accounts.values()) points += account.here.length;
    return {
      points,
      accounts: this.#house.accounts.size,
      cachedTopics: this.#house.topics.size,
      openAlerts: this.#alerts.size,
      watched: this.#watching.size,
    };
  }

  drain(): void {
    this.#draining = true;
    for (const account of this.#house.accounts.values())
      for (const point of account.here.slice()) point.sink.close("draining");
  }

  async close(): Promise<void> {
    this.#draining = true;
    this.#receipts.flush();
    this.#alerts.close();
    for (const account of this.#house.accounts.values()) {
      for (const alarm of [account.presenceAlarm, account.vacateAlarm])
        if (alarm !== undefined) this.#house.clock.alarms.clear(alarm);
      this.#watching.leave(account);
      this.#house.bus.release(account.name);
    }
    this.#house.bus.release(everyNode);
    await Promise.resolve();
  }

  /** The own points see what the devices are called, watchers what can be reached. */
  #devicesChanged(account: AccountHere): void {
    this.#presences.tellPoints(account, undefined);
    this.#watching.changed(account);
  }

  /** An account that was kept only for its alerts may go. */
  #alertsCleared(name: AccountName): void {
    const account = this.#house.accounts.get(name);
    if (account !== undefined && account.here.length === 0) this.#presences.vacateLater(account);
  }

  // After deliveries.

  ownEntries(
    name: AccountName,
    entries: readonly Entry[],
    from: DeviceId | undefined,
    origin: boolean,
  ): void {
    this.#changes.own(name, entries, from, origin);
  }

  membersCame(_conversation: ConversationId, state: TopicState, entries: readonly Entry[]): void {
    this.#changes.membersCame(state, entries);
  }

  planned(
    account: AccountHere,
    conversation: ConversationId,
    entry: Entry,
    planned: readonly PlanEntry[],
  ): void {
    this.#alerts.planned(account, conversation, entry, planned);
  }

  wrote(name: AccountName, conversation: ConversationId, device: DeviceId, offset: Offset): void {
    this.#alerts.acted(name, conversation, offset, device);
  }

  deleted(name: AccountName, conversation: ConversationId, offset: Offset): void {
    this.#alerts.deleted(name, conversation, offset);
  }

  sent(account: AccountHere, conversation: ConversationId, entry: Entry): void {
    this.#receipts.sent(account, conversation, entry);
  }

  resting(account: AccountName): Promise<AccountHere> {
    return this.#presences.resting(account);
  }

  isComing(account: AccountName): boolean {
    return this.#presences.isComing(account);
  }

  // From other nodes.

  take(names: readonly AccountName[], parcel: Parcel): void {
    this.#guarded(() => this.#take(names, parcel));
  }

  takeAsWatcher(name: AccountName, parcel: Parcel): void {
    this.#guarded(() => this.#takeAsWatcher(name, parcel));
  }

  /** A mistake here must not keep the next parcel from being taken. */
  #guarded(take: () => void): void {
    try {
      take();
    } catch (cause) {
      this.#house.observe.failed("take a parcel", cause);
    }
  }

  #take(names: readonly AccountName[], parcel: Parcel): void {
    switch (parcel.type) {
      case "entries":
        return this.#deliveries.take(parcel.topic, parcel.entries, parcel.from, false);
      case "typing":
        return this.#presences.takeTyping(names, parcel);
      case "point":
        return this.#presences.takePoint(parcel);
      case "tell":
        return this.#alerts.takeTold(parcel.account, parcel.device, parcel.told);
      case "sign-out":
        return this.#devices.close(parcel.account, parcel.devices, parcel.reason);
      case "settings-changed":
        return void this.#settings.follow();
      case "presence":
      case "recheck":
        return this.#takeAsWatcher(parcel.account, parcel);
    }
  }

  #takeAsWatcher(name: AccountName, parcel: Parcel): void {
    if (parcel.type !== "presence" && parcel.type !== "recheck") return;
    // The topic may be old here: this node is not told of every entry of accounts it only watches.
    if (!this.#house.accounts.has(name)) this.#house.topics.doubt(accountTopic(name));
    if (parcel.type === "presence") return this.#watching.take(name, parcel.presence);
    this.#watching.recheck(name);
    this.#changes.renamed(name);
  }

  pointsHere(names: readonly AccountName[]): readonly Point[] {
    return names.flatMap((name) => this.#house.accounts.get(name)?.here.map(plainPoint) ?? []);
  }
}
