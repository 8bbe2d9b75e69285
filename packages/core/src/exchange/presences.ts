import { membersOf } from "../conversation/membership.ts";
import { conversationsOf } from "../people/account-state.ts";
import type { AccountName, ConversationId } from "../names.ts";
import type { Point } from "../points/point.ts";
import type { Parcel } from "./parcel.ts";
import { entriesOf, type TopicState } from "../topic/state.ts";
import { AccountHere, plainPoint, type PointHere } from "./account-here.ts";
import type { Alerts } from "./alerts.ts";
import type { Deliveries } from "./deliveries.ts";
import type { House } from "./house.ts";
import type { Watching } from "./watching.ts";

/** People whose names a point is told when it arrives. */
const introducedAtMost = 1000;

/** Points coming, changing and going, and what others are told of it. */
export class Presences {
  readonly #house: House;
  readonly #deliveries: Deliveries;
  readonly #watching: Watching;
  readonly #alerts: Alerts;
  /** Accounts being read, so that two points that come at once share one. */
  readonly #coming = new Map<AccountName, Promise<AccountHere>>();

  constructor(house: House, deliveries: Deliveries, watching: Watching, alerts: Alerts) {
    this.#house = house;
    this.#alerts = alerts;
    this.#deliveries = deliveries;
    this.#watching = watching;
  }

  /** The account with its devices and its topic in memory. Rejects with `Unavailable`. */
  account(name: AccountName): Promise<AccountHere> {
    const known = this.#house.accounts.get(name);
    if (known !== undefined) return Promise.resolve(known);
    const coming = this.#coming.get(name) ?? this.#read(name).finally(() => this.#coming.delete(name));
    this.#coming.set(name, coming);
    return coming;
  }

  async #read(name: AccountName): Promise<AccountHere> {
    const { store, topics, accounts } = this.#house;
    const account = new AccountHere(name, await store.listDevices(name));
    await topics.load(account.topic);
    topics.pin(account.topic);
    accounts.set(name, account);
    return account;
  }

  /** A point is connected; the account is held here from its first one on. Rejects with `Unavailable`. */
  async arrive(account: AccountHere, point: PointHere): Promise<void> {
    const { bus } = this.#house;
    const first = account.here.length === 0;
    account.here.push(point);
    account.pointsChanged();
    if (!first) return;
    bus.hold(account.name);
    if (!bus.held(account.name)) return;
    account.elsewhere = await bus.points([account.name]);
    account.pointsChanged();
  }

  /** Tells a new point who its people are and how they are, and the others that it is there. */
  introduce(account: AccountHere, point: PointHere): void {
    this.pointChanged(account, point);
    this.#watching.follow(account);
    this.#introduce(account, point).catch((cause: unknown) => this.#house.observe.failed("introduce", cause));
  }

  async #introduce(account: AccountHere, point: PointHere): Promise<void> {
    const { topics, people } = this.#house;
    const names = new Set<AccountName>([account.name, ...account.watched]);
    const own = await topics.load(account.topic);
    for (const { body } of entriesOf(own, "contact")) names.add(body.account);
    for (const conversation of conversationsOf(own)) {
      if (names.size > introducedAtMost) break;
      for (const member of membersOf(await topics.load(conversation))) names.add(member);
    }
    point.sink.tell({ type: "points", points: account.points.map(plainPoint) });
    point.sink.tell({ type: "people", people: await people.persons(names) });
    if (account.watched.size === 0) return;
    const presence = await this.#watching.presenceOf(account.name, [...account.watched]);
    point.sink.tell({ type: "presence", presence });
  }

  /** A point here changed: its siblings, the account's other nodes and watchers are told. */
  pointChanged(account: AccountHere, point: PointHere): void {
    account.pointsChanged();
    this.#watching.changed(account);
    this.tellPoints(account, point);
    this.#alerts.pointCame(account, point.device, point.activity);
    if (this.#house.bus.held(account.name))
      this.#house.bus.send([account.name], { type: "point", point: plainPoint(point), gone: false });
  }

  /** Own points see every own point in detail. */
  tellPoints(account: AccountHere, changed: Point): void {
    const points = account.points.map(plainPoint);
    this.#deliveries.tellLive(
      account,
      { type: "own-presence", device: changed.device },
      { type: "points", points },
    );
  }

  /** A point here is gone. The person stays present for a moment, in case it comes back. */
  depart(account: AccountHere, point: PointHere): void {
    const { bus, clock } = this.#house;
    if (!account.departed(point, clock.now())) return;
    this.#seen(point);
    if (bus.held(account.name))
      bus.send([account.name], { type: "point", point: plainPoint(point), gone: true });
    this.#watching.changed(account);
    this.tellPoints(account, point);
    this.#vacateLater(account);
  }

  #seen(point: PointHere): void {
    const { store, observe, clock } = this.#house;
    store
      .touchDevice(point.device, clock.now())
      .catch((cause: unknown) => observe.failed("touch device", cause));
  }

  /** Lets go of an account without points here, once its presence has had time to settle. */
  #vacateLater(account: AccountHere): void {
    const { alarms } = this.#house.clock;
    if (account.vacateAlarm !== undefined) alarms.clear(account.vacateAlarm);
    const at = this.#house.clock.now() + this.#house.limits.vacateAfter;
    account.vacateAlarm = account.here.length > 0 ? undefined : alarms.set(at, () => this.#vacate(account));
  }

  #vacate(account: AccountHere): void {
    account.vacateAlarm = undefined;
    if (account.here.length > 0) return;
    const { topics, accounts, bus, clock } = this.#house;
    this.#watching.changed(account);
    if (account.presenceAlarm !== undefined) clock.alarms.clear(account.presenceAlarm);
    this.#watching.leave(account);
    bus.release(account.name);
    topics.unpin(account.topic);
    accounts.delete(account.name);
  }

  /** An account nothing is connected of, read to decide whom to wake; let go again soon. */
  async resting(name: AccountName): Promise<AccountHere> {
    const account = await this.account(name);
    this.#vacateLater(account);
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
      if (account === undefined) continue;
      this.#deliveries.tellLive(
        account,
        { type: "typing", conversation, by, device },
        { type: "typing", conversation, account: by },
      );
    }
  }
}
