import { accountTopic, partiesOf, type AccountName, type Time } from "../names.ts";
import { contactOf, conversationsOf, settingsOf, statusOf } from "../people/account-state.ts";
import type { Point } from "../points/point.ts";
import { compose, mayWatch, nextChange, samePresence } from "../presence/compose.ts";
import type { Presence } from "../presence/presence.ts";
import { entriesOf, type TopicState } from "../topic/state.ts";
import type { AccountHere } from "./account-here.ts";
import type { WatchedPresence } from "./ask.ts";
import type { Deliveries } from "./deliveries.ts";
import type { House } from "./house.ts";

/** Accounts one account can watch at once. */
const watchedAtMost = 1000;

const unseen: Presence = { state: "offline", can: [] };

/** Presence between accounts: composed where the points are, told where the watchers are. */
export class Watching {
  readonly #house: House;
  readonly #deliveries: Deliveries;
  /** Who here watches an account. */
  readonly #watchers = new Map<AccountName, Set<AccountHere>>();

  constructor(house: House, deliveries: Deliveries) {
    this.#house = house;
    this.#deliveries = deliveries;
  }

  /** Accounts watched from here. */
  get size(): number {
    return this.#watchers.size;
  }

  /** Something the composite is made of may have changed, or time has passed. */
  changed(account: AccountHere): void {
    const { clock, topics } = this.#house;
    const own = topics.get(account.topic);
    if (own === undefined) return;
    const at = clock.now();
    this.#schedule(account, own, at);
    const presence = compose(account.points, statusOf(own, at), settingsOf(own), at);
    const before = account.published ?? unseen;
    if (samePresence(before, presence)) return;
    account.published = presence;
    if (this.#deliveries.leads(account)) this.#publish(account.name, presence);
  }

  #schedule(account: AccountHere, own: TopicState, at: Time): void {
    const { alarms } = this.#house.clock;
    if (account.presenceAlarm !== undefined) alarms.clear(account.presenceAlarm);
    const next = nextChange(account.points, statusOf(own, at), at);
    account.presenceAlarm = next === undefined ? undefined : alarms.set(next, () => this.changed(account));
  }

  #publish(name: AccountName, presence: Presence): void {
    this.take(name, presence);
    this.#house.bus.tellWatchers(name, { type: "presence", account: name, presence });
  }

  /** The composite of an account changed: tells the watchers here what each may see. */
  take(name: AccountName, presence: Presence): void {
    const watchers = this.#watchers.get(name);
    if (watchers === undefined) return;
    const state = this.#house.topics.get(accountTopic(name));
    if (state === undefined) {
      this.recheck(name);
      return;
    }
    for (const watcher of watchers)
      this.#tell(watcher, [{ account: name, presence: seenBy(watcher.name, name, state, presence) }]);
  }

  /** Who may watch the account changed: every watcher here is told anew. */
  recheck(name: AccountName): void {
    const watchers = [...(this.#watchers.get(name) ?? [])];
    for (const watcher of watchers)
      this.presenceOf(watcher.name, [name])
        .then((presence) => this.#tell(watcher, presence))
        .catch((cause: unknown) => this.#house.observe.failed("recheck presence", cause));
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
    const { topics, bus, clock } = this.#house;
    const states = await Promise.all(names.map((name) => topics.load(accountTopic(name))));
    const elsewhere = names.some((name) => bus.held(name)) ? await bus.points(names) : [];
    const at = clock.now();
    return states.map((state, index) => {
      const account = names[index] as AccountName;
      const points = this.#pointsOf(account, elsewhere);
      const presence = compose(points, statusOf(state, at), settingsOf(state), at);
      return { account, presence: seenBy(watcher, account, state, presence) };
    });
  }

  #pointsOf(name: AccountName, elsewhere: readonly Point[]): readonly Point[] {
    const account = this.#house.accounts.get(name);
    if (account !== undefined && account.here.length > 0) return account.points;
    return elsewhere.filter((point) => point.account === name);
  }

  /** Watches the people the account has to do with: its contacts and those it talks with directly. */
  follow(account: AccountHere): readonly AccountName[] {
    const own = this.#house.topics.get(account.topic);
    if (own === undefined) return [];
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

  /** After a change of contacts: the presence of those newly watched. */
  refresh(account: AccountHere): void {
    const added = this.follow(account);
    if (added.length === 0) return;
    this.presenceOf(account.name, added)
      .then((presence) => this.#tell(account, presence))
      .catch((cause: unknown) => this.#house.observe.failed("watch presence", cause));
  }

  leave(account: AccountHere): void {
    for (const name of account.watched) this.#unwatch(name, account);
    account.watched = new Set();
  }

  #watch(name: AccountName, watcher: AccountHere): void {
    const watchers = this.#watchers.get(name);
    if (watchers !== undefined) {
      watchers.add(watcher);
      return;
    }
    this.#watchers.set(name, new Set([watcher]));
    this.#house.topics.pin(accountTopic(name));
    this.#house.bus.watch(name);
  }

  #unwatch(name: AccountName, watcher: AccountHere): void {
    const watchers = this.#watchers.get(name);
    if (watchers === undefined) return;
    watchers.delete(watcher);
    if (watchers.size > 0) return;
    this.#watchers.delete(name);
    this.#house.topics.unpin(accountTopic(name));
    this.#house.bus.unwatch(name);
  }
}

function peopleOf(own: TopicState, me: AccountName): ReadonlySet<AccountName> {
  const people = new Set<AccountName>();
  for (const { body } of entriesOf(own, "contact"))
    if (body.state === "mutual" && !body.blocked) people.add(body.account);
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
