import { membersOf } from "../conversation/membership.ts";
import { contactOf, conversationsOf, settingsOf, statusOf } from "../people/account-state.ts";
import {
  accountTopic,
  partiesOf,
  type AccountName,
  type ConversationId,
  type DeviceId,
  type Time,
} from "../names.ts";
import type { Point } from "../points/point.ts";
import { reachTimes } from "../points/reach.ts";
import { compose } from "../presence/compose.ts";
import type { Presence } from "../presence/presence.ts";
import type { Parcel } from "./parcel.ts";
import { entriesOf, type TopicState } from "../topic/state.ts";
import { AccountHere, plainPoint, shownPoint, withPoint, type PointHere } from "./account-here.ts";
import type { Alerts } from "./alerts.ts";
import type { Devices } from "./devices.ts";
import type { Deliveries } from "./deliveries.ts";
import type { House } from "./house.ts";
import { loadOwn } from "./trust.ts";
import type { Watching } from "./watching.ts";

/** People whose names a point is told when it arrives. */
const introducedAtMost = 1000;
/** Groups whose members are read for it. */
const groupsAtMost = 200;
/** Other nodes are told of a point that is merely heard of so often that they do not take it for dead. */
const announcedEvery = reachTimes.heardWithin / 3;

/** An account that is being read. */
interface Coming {
  readonly account: Promise<AccountHere>;
  /** Its points on other nodes that came, changed or went meanwhile. */
  readonly news: Extract<Parcel, { type: "point" }>[];
}

/** Points coming, changing and going, and what others are told of it. */
export class Presences {
  readonly #house: House;
  readonly #deliveries: Deliveries;
  readonly #watching: Watching;
  readonly #alerts: Alerts;
  readonly #devices: Devices;
  /** Accounts being read, so that two points that come at once share one. */
  readonly #coming = new Map<AccountName, Coming>();

  constructor(house: House, deliveries: Deliveries, watching: Watching, alerts: Alerts, devices: Devices) {
    this.#house = house;
    this.#alerts = alerts;
    this.#devices = devices;
    this.#deliveries = deliveries;
    this.#watching = watching;
  }

  /** The account with its devices and its topic in memory; this node holds it from now on. Rejects with `Unavailable`. */
  account(name: AccountName): Promise<AccountHere> {
    const known = this.#house.accounts.get(name);
    if (known !== undefined) return Promise.resolve(known);
    const already = this.#coming.get(name);
    if (already !== undefined) return already.account;
    const news: Coming["news"] = [];
    const account = this.#read(name, news).finally(() => this.#coming.delete(name));
    this.#coming.set(name, { account, news });
    return account;
  }

  /** Whether the account is held here and still being read. */
  isComing(name: AccountName): boolean {
    return this.#coming.has(name);
  }

  async #read(name: AccountName, news: Coming["news"]): Promise<AccountHere> {
    const { store, topics, accounts, bus } = this.#house;
    // Held before it is asked who else has points, so that no change falls between.
    bus.hold(name);
    const since = this.#deliveries.taken;
    try {
      const devices = await store.listDevices(name);
      const asked = bus.held(name) ? await bus.points([name]) : [];
      const own = await loadOwn(this.#house, accountTopic(name));
      const elsewhere = news.reduce((points, { point, gone }) => withPoint(points, point, gone), asked);
      const account = new AccountHere(name, devices, elsewhere, since);
      if (!bus.held(name)) account.published = this.#composed(account, own);
      topics.pin(account.topic);
      accounts.set(name, account);
      if (!bus.held(name)) this.#watching.changed(account);
      return account;
    } catch (cause) {
      bus.release(name);
      throw cause;
    }
  }

  /** What watchers would be told if they asked: they are told again only of what differs. */
  #composed(account: AccountHere, own: TopicState): Presence {
    const at = this.#house.clock.now();
    return compose(account.points, statusOf(own, at), settingsOf(own), at);
  }

  /** A point is connected. */
  arrive(account: AccountHere, point: PointHere): void {
    account.here.push(point);
    account.pointsChanged();
  }

  /** Another node's point of an account came, changed or went. */
  takePoint(parcel: Extract<Parcel, { type: "point" }>): void {
    const { point, gone } = parcel;
    this.#coming.get(point.account)?.news.push(parcel);
    const account = this.#house.accounts.get(point.account);
    if (account === undefined) return;
    account.pointElsewhere(point, gone, this.#house.clock.now());
    this.#watching.changed(account);
    if (!gone) this.#alerts.pointCame(account.name, point.device, point.activity);
    this.tellPoints(account, point);
  }

  /** Tells a new point who its people are and how they are, and the others that it is there. */
  introduce(account: AccountHere, point: PointHere): void {
    this.pointChanged(account, point);
    this.#watching.follow(account);
    this.#introduce(account, point).catch((cause: unknown) => this.#house.observe.failed("introduce", cause));
  }

  async #introduce(account: AccountHere, point: PointHere): Promise<void> {
    const { people } = this.#house;
    point.sink.tell({ type: "points", points: account.points.map(shownPoint) });
    const names = await this.#acquaintances(account);
    point.sink.tell({ type: "people", people: await people.persons(names) });
    await this.#watching.tellAll(account, point);
  }

  /** Everybody the account's conversations and contacts name. */
  async #acquaintances(account: AccountHere): Promise<ReadonlySet<AccountName>> {
    const { topics } = this.#house;
    const names = new Set<AccountName>([account.name, ...account.watched]);
    const own = await topics.load(account.topic);
    for (const { body } of entriesOf(own, "contact")) names.add(body.account);
    const conversations = conversationsOf(own).toReversed();
    for (const conversation of conversations)
      for (const party of partiesOf(conversation) ?? []) if (names.size < introducedAtMost) names.add(party);
    const groups = conversations.filter((one) => partiesOf(one) === undefined).slice(0, groupsAtMost);
    for (const state of await Promise.all(groups.map((group) => topics.load(group))))
      for (const member of membersOf(state)) if (names.size < introducedAtMost) names.add(member);
    return names;
  }

  /** A point here changed: its siblings, the account's other nodes and watchers are told. */
  pointChanged(account: AccountHere, point: PointHere): void {
    account.pointsChanged();
    this.#watching.changed(account);
    this.tellPoints(account, point);
    this.#alerts.pointCame(account.name, point.device, point.activity);
    this.#announce(account, point);
  }

  #announce(account: AccountHere, point: PointHere): void {
    const { bus, clock } = this.#house;
    point.announcedAt = clock.now();
    if (bus.held(account.name))
      bus.send([account.name], { type: "point", point: plainPoint(point), gone: false });
  }

  /** Something was heard of a point. One that was taken for dead is back. */
  heard(account: AccountHere, point: PointHere): void {
    const now = this.#house.clock.now();
    const wasDead = now - point.heardAt >= reachTimes.heardWithin;
    point.heardAt = now;
    if (wasDead) this.pointChanged(account, point);
    else if (now - point.announcedAt >= announcedEvery) this.#announce(account, point);
  }

  /** What was kept from a point while it was asleep. */
  awoke(account: AccountHere, point: PointHere): void {
    this.#watching
      .tellAll(account, point)
      .catch((cause: unknown) => this.#house.observe.failed("tell presence", cause));
  }

  /** Own points see every own point in detail; the one that changed knows itself. */
  tellPoints(account: AccountHere, changed: Point | undefined): void {
    if (account.here.length === 0) return;
    const points = account.points.map(shownPoint);
    this.#deliveries.tellLive(
      account,
      { type: "own-presence", device: changed?.device ?? ("" as Point["device"]) },
      { type: "points", points },
    );
  }

  /** A point here is gone. The person stays present for a moment, in case it comes back. */
  depart(account: AccountHere, point: PointHere): void {
    const { bus, clock } = this.#house;
    if (!account.departed(point, clock.now())) return;
    this.#seen(point);
    this.#passLater(account, point);
    if (bus.held(account.name))
      bus.send([account.name], { type: "point", point: plainPoint(point), gone: true });
    this.#watching.changed(account);
    this.tellPoints(account, point);
    this.vacateLater(account);
  }

  #seen(point: PointHere): void {
    const { store, observe, clock } = this.#house;
    store
      .touchDevice(point.device, clock.now())
      .catch((cause: unknown) => observe.failed("touch device", cause));
  }

  /** The device of a public terminal goes with its last connection. */
  #passLater(account: AccountHere, point: PointHere): void {
    const record = account.devices.find((device) => device.id === point.device);
    if (record?.tenure !== "passing") return;
    const { clock, limits, observe } = this.#house;
    const left = clock.now();
    clock.alarms.set(left + limits.passingFor, () => {
      this.#pass(account.name, record.id, left).catch((cause: unknown) =>
        observe.failed("remove passing device", cause),
      );
    });
  }

  /** Removes a device unless it was there again since. */
  async #pass(name: AccountName, device: DeviceId, left: Time): Promise<void> {
    const record = await this.#house.store.readDevice(device);
    if (record === undefined || record.lastSeenAt > left) return;
    const connected = await this.#devices.connected(name);
    if (!connected.has(device)) await this.#devices.remove(name, [device], "signed-out");
  }

  /** Lets go of an account without points here, once its presence has had time to settle and no alert is open. */
  vacateLater(account: AccountHere): void {
    const { alarms } = this.#house.clock;
    if (account.vacateAlarm !== undefined) alarms.clear(account.vacateAlarm);
    const at = this.#house.clock.now() + this.#house.limits.vacateAfter;
    account.vacateAlarm = account.here.length > 0 ? undefined : alarms.set(at, () => this.#vacate(account));
  }

  #vacate(account: AccountHere): void {
    account.vacateAlarm = undefined;
    // What is open has to be taken back when the person reads on another node: this one goes on listening.
    if (account.here.length > 0 || this.#alerts.isOpen(account.name)) return;
    const { topics, accounts, bus, clock } = this.#house;
    this.#watching.changed(account);
    if (account.presenceAlarm !== undefined) clock.alarms.clear(account.presenceAlarm);
    account.presenceAlarm = undefined;
    this.#watching.leave(account);
    accounts.delete(account.name);
    bus.release(account.name);
    topics.unpin(account.topic);
  }

  /** An account nothing is connected of, read to decide whom to wake; let go again soon. */
  async resting(name: AccountName): Promise<AccountHere> {
    const account = await this.account(name);
    if (account.here.length === 0) this.vacateLater(account);
    return account;
  }

  typing(account: AccountHere, point: PointHere, state: TopicState): void {
    const conversation = state.topic as ConversationId;
    const parcel = {
      type: "typing",
      conversation,
      account: account.name,
      device: point.device,
      at: this.#house.clock.now(),
    } as const;
    const others = membersOf(state).filter((member) => member !== account.name);
    this.takeTyping(others, parcel);
    const elsewhere = others.filter((member) => this.#house.bus.held(member));
    if (elsewhere.length > 0) this.#house.bus.send(elsewhere, parcel);
  }

  takeTyping(members: readonly AccountName[], parcel: Extract<Parcel, { type: "typing" }>): void {
    const { conversation, account: by, device } = parcel;
    for (const member of members) {
      const account = this.#house.accounts.get(member);
      if (account === undefined || this.#blocks(account, by)) continue;
      this.#deliveries.tellLive(
        account,
        { type: "typing", conversation, by, device },
        { type: "typing", conversation, account: by },
      );
    }
  }

  #blocks(account: AccountHere, other: AccountName): boolean {
    const own = this.#house.topics.get(account.topic);
    return own !== undefined && contactOf(own, other).blocked;
  }
}
