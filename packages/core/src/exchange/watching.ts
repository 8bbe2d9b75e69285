import { accountTopic, partiesOf, type AccountName } from "../names.ts";
import { contactOf, conversationsOf, settingsOf, statusOf } from "../people/account-state.ts";
import type { Point } from "../points/point.ts";
import { compose, mayWatch, nextChange, samePresence } from "../presence/compose.ts";
import type { Presence } from "../presence/presence.ts";
import { entriesOf, type TopicState } from "../topic/state.ts";
import { restingPoint, type AccountHere, type PointHere } from "./account-here.ts";
import type { WatchedPresence } from "./ask.ts";
import type { Deliveries } from "./deliveries.ts";
import type { House } from "./house.ts";
import { loadSure } from "./trust.ts";

/** Accounts one account can watch at once. */
const watchedAtMost = 1000;

const unseen: Presence = { state: "offline", can: [] };

/** An account that somebody here watches. */
interface Watched {
  readonly watchers: Set<AccountHere>;
  /** Rises with everything that is told of it, so that what was computed before is known to be old. */
  news: number;
  /** Its devices at rest, as long as nothing is told of it. */
  resting: readonly Point[] | undefined;
}

/** Presence between accounts: composed where the points are, told where the watchers are. */
export class Watching {
  readonly #house: House;
  readonly #deliveries: Deliveries;
  readonly #watched = new Map<AccountName, Watched>();

  constructor(house: House, deliveries: Deliveries) {
    this.#house = house;
    this.#deliveries = deliveries;
  }

  /** Accounts watched from here. */
  get size(): number {
    return this.#watched.size;
  }

  /** Something the composite is made of may have changed, or time has passed. */
  changed(account: AccountHere): void {
    const { clock, topics } = this.#house;
    const own = topics.get(account.topic);
    if (own === undefined) return;
    const at = clock.now();
    this.#schedule(account, own, at);
    const presence = compose(account.points, statusOf(own, at), settingsOf(own), at);
    if (account.published !== undefined && samePresence(account.published, presence)) return;
    account.published = presence;
    if (this.#deliveries.leads(account.name)) this.#publish(account.name, presence);
  }

  #schedule(account: AccountHere, own: TopicState, at: number): void {
    const { alarms } = this.#house.clock;
    if (account.presenceAlarm !== undefined) alarms.clear(account.presenceAlarm);
    const { until } = statusOf(own, at);
    const changes = [nextChange(account.points, statusOf(own, at), at), until];
    // When a setting ends, points that would be dead by then may have been heard of again.
    const next = Math.min(...changes.map((change) => change ?? Number.POSITIVE_INFINITY));
    account.presenceAlarm = Number.isFinite(next) ? alarms.set(next, () => this.changed(account)) : undefined;
  }

  #publish(name: AccountName, presence: Presence): void {
    this.take(name, presence);
    this.#house.bus.tellWatchers(name, { type: "presence", account: name, presence });
  }

  /** The composite of an account changed: tells the watchers here what each may see. */
  take(name: AccountName, presence: Presence): void {
    const watched = this.#news(name);
    if (watched === undefined) return;
    const state = this.#house.topics.get(accountTopic(name));
    if (state === undefined) {
      this.recheck(name);
      return;
    }
    for (const watcher of watched.watchers)
      this.#tell(watcher, [{ account: name, presence: seenBy(watcher.name, name, state, presence) }]);
  }

  #news(name: AccountName): Watched | undefined {
    const watched = this.#watched.get(name);
    if (watched !== undefined) {
      watched.news += 1;
      watched.resting = undefined;
    }
    return watched;
  }

  /** Who may watch the account changed, or what it is called: every watcher here is told anew. */
  recheck(name: AccountName): void {
    const watchers = [...(this.#news(name)?.watchers ?? [])];
    for (const watcher of watchers) this.#tellSoon(watcher, [name]);
  }

  #tellSoon(watcher: AccountHere, names: readonly AccountName[]): void {
    this.#upToDate(watcher, names)
      .then((presence) => this.#tell(watcher, presence))
      .catch((cause: unknown) => this.#house.observe.failed("tell presence", cause));
  }

  /** Tells one point of everybody its account watches. Rejects with `Unavailable`. */
  async tellAll(account: AccountHere, point: PointHere): Promise<void> {
    if (account.watched.size === 0) return;
    const presence = await this.#upToDate(account, [...account.watched]);
    point.sink.tell({ type: "presence", presence });
  }

  /** What may be seen of others; who changed, or is watched no longer, by the time it is found out, was told of meanwhile. */
  async #upToDate(watcher: AccountHere, names: readonly AccountName[]): Promise<readonly WatchedPresence[]> {
    const newsOf = (name: AccountName): number | undefined => this.#watched.get(name)?.news;
    const before = names.map(newsOf);
    const presence = await this.presenceOf(watcher.name, names);
    return presence.filter(
      ({ account }, index) => newsOf(account) === before[index] && watcher.watched.has(account),
    );
  }

  #tell(watcher: AccountHere, presence: readonly WatchedPresence[]): void {
    for (const one of presence)
      this.#deliveries.tellLive(
        watcher,
        { type: "others-presence", of: one.account },
        { type: "presence", presence: [one] },
      );
  }

  /** What an account may see of others now. Rejects with `Unavailable`. */
  async presenceOf(watcher: AccountName, names: readonly AccountName[]): Promise<readonly WatchedPresence[]> {
    const { bus, clock } = this.#house;
    const strangers = names.filter((name) => !this.#house.accounts.has(name));
    const held = strangers.filter((name) => bus.held(name));
    const [states, connected, resting] = await Promise.all([
      Promise.all(names.map((name) => loadSure(this.#house, accountTopic(name)))),
      held.length > 0 ? bus.points(held) : [],
      Promise.all(strangers.map((name) => this.#resting(name))),
    ]);
    const at = clock.now();
    const others = [...connected, ...resting.flat()];
    return states.map((state, index) => {
      const account = names[index] as AccountName;
      const points = this.#house.accounts.get(account)?.points ?? pointsAmong(others, account);
      const presence = compose(points, statusOf(state, at), settingsOf(state), at);
      return { account, presence: seenBy(watcher, account, state, presence) };
    });
  }

  /** All devices of an account that is not here, as if none was connected: they say what can be reached by push. */
  async #resting(name: AccountName): Promise<readonly Point[]> {
    const { bus, store } = this.#house;
    const watched = this.#watched.get(name);
    if (watched !== undefined && bus.held(name)) watched.resting = undefined;
    if (watched?.resting !== undefined) return watched.resting;
    const news = watched?.news;
    const points = (await store.listDevices(name)).map(restingPoint);
    // While a device is connected, when it was last seen says nothing yet.
    if (watched !== undefined && watched.news === news && !bus.held(name)) watched.resting = points;
    return points;
  }

  /** Watches the people the account has to do with: its contacts and those it talks with directly. */
  follow(account: AccountHere): readonly AccountName[] {
    const own = this.#house.topics.get(account.topic);
    if (own === undefined || account.here.length === 0) return [];
    const wanted = peopleOf(own, account.name);
    const before = account.watched;
    account.watched = wanted;
    for (const name of before) if (!wanted.has(name)) this.#unwatch(name, account);
    const added: AccountName[] = [];
    for (const name of wanted) {
      if (before.has(name)) continue;
      this.#watch(name, account);
      added.push(name);
    }
    return added;
  }

  /** After a change of contacts: the presence of those newly watched, and nothing more of those who are no longer. */
  refresh(account: AccountHere): void {
    const before = account.watched;
    const added = this.follow(account);
    const gone = [...before].filter((name) => !account.watched.has(name));
    const presence = gone.map((name) => ({ account: name, presence: unseen }));
    // Also to points that are asleep: when they wake they ask for those they watch then.
    for (const point of gone.length > 0 ? account.here : [])
      if (point.started) point.sink.tell({ type: "presence", presence });
    if (added.length > 0) this.#tellSoon(account, added);
  }

  leave(account: AccountHere): void {
    for (const name of account.watched) this.#unwatch(name, account);
    account.watched = new Set();
  }

  /** Accounts here that watch the account. */
  watchersOf(name: AccountName): readonly AccountHere[] {
    return [...(this.#watched.get(name)?.watchers ?? [])];
  }

  #watch(name: AccountName, watcher: AccountHere): void {
    const watched = this.#watched.get(name);
    if (watched !== undefined) {
      watched.watchers.add(watcher);
      return;
    }
    this.#watched.set(name, { watchers: new Set([watcher]), news: 0, resting: undefined });
    this.#house.topics.pin(accountTopic(name));
    this.#house.bus.watch(name);
  }

  #unwatch(name: AccountName, watcher: AccountHere): void {
    const watched = this.#watched.get(name);
    if (watched === undefined) return;
    watched.watchers.delete(watcher);
    if (watched.watchers.size > 0) return;
    this.#watched.delete(name);
    this.#house.topics.unpin(accountTopic(name));
    this.#house.bus.unwatch(name);
  }
}

/** The points of one account: a device that is connected is not at rest. */
function pointsAmong(points: readonly Point[], account: AccountName): readonly Point[] {
  const own = points.filter((point) => point.account === account);
  const connected = new Set(own.flatMap((point) => (point.node === undefined ? [] : [point.device])));
  return own.filter((point) => point.node !== undefined || !connected.has(point.device));
}

function peopleOf(own: TopicState, me: AccountName): ReadonlySet<AccountName> {
  const people = new Set<AccountName>();
  for (const { body } of entriesOf(own, "contact"))
    if (body.state === "mutual" && !body.blocked && people.size < watchedAtMost) people.add(body.account);
  for (const conversation of conversationsOf(own)) {
    if (people.size >= watchedAtMost) break;
    for (const party of partiesOf(conversation) ?? []) people.add(party);
  }
  people.delete(me);
  return people;
}

/** The presence of an account as one watcher may see it. */
function seenBy(watcher: AccountName, name: AccountName, state: TopicState, presence: Presence): Presence {
  if (watcher === name) return presence;
  const contact = contactOf(state, watcher);
  return mayWatch(watcher, settingsOf(state), contact) ? presence : unseen;
}
