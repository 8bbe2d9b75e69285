import {
  accountOfTopic,
  messageId,
  type AccountName,
  type ConversationId,
  type DeviceId,
  type Offset,
  type Time,
  type TopicId,
} from "../names.ts";
import { membersOf } from "../conversation/membership.ts";
import { readUpTo } from "../conversation/keeping.ts";
import type { PlanContext } from "../delivery/context.ts";
import type { Datum } from "../delivery/datum.ts";
import { datumOfEntry } from "../delivery/datum-of-entry.ts";
import { plan, type PlanEntry } from "../delivery/plan.ts";
import { keptOf, settingsOf, statusOf } from "../people/account-state.ts";
import type { Entry } from "../topic/entry.ts";
import { emptyTopic, type TopicState } from "../topic/state.ts";
import type { AccountHere } from "./account-here.ts";
import type { House } from "./house.ts";
import { Progress } from "./progress.ts";
import type { Told } from "./told.ts";

/** What happens after an entry has reached an account's points here. */
export interface Aftermath {
  /** Entries of an account's own topic came. `origin`: this node made them. */
  ownEntries(name: AccountName, entries: readonly Entry[], from: DeviceId | undefined, origin: boolean): void;
  /** A new message was planned for the account; this node leads for it. */
  planned(
    account: AccountHere,
    conversation: ConversationId,
    entry: Entry,
    entries: readonly PlanEntry[],
  ): void;
  /** The person wrote a message: they have seen what came before. */
  wrote(name: AccountName, conversation: ConversationId, device: DeviceId, offset: Offset): void;
  /** A message of others is on its way to points here. */
  sent(account: AccountHere, conversation: ConversationId, entry: Entry): void;
  /** A message was deleted. */
  deleted(name: AccountName, conversation: ConversationId, offset: Offset): void;
  /** The account with its devices, although it has no point here. */
  resting(account: AccountName): Promise<AccountHere>;
  /** Whether the account is just becoming one of this node's. */
  isComing(account: AccountName): boolean;
  /** People became part of a conversation. */
  membersCame(conversation: ConversationId, state: TopicState, entries: readonly Entry[]): void;
}

/** Entries of one topic, in order. */
interface Load {
  readonly topic: TopicId;
  readonly entries: readonly Entry[];
  /** The device whose command made them. */
  readonly from: DeviceId | undefined;
  /** Whether this node committed them: it takes them to other nodes and does what must be done if nobody is connected. */
  readonly origin: boolean;
}

/** The most a node reads to fill a hole in what it was told; beyond it its devices see that something is missing. */
const healedAtMost = 500;

/** Takes committed entries to the points of this node and to the nodes of the others. */
export class Deliveries {
  readonly #house: House;
  readonly #after: Aftermath;
  readonly #progress = new Progress();
  /** Topics whose state is being read again; what comes meanwhile waits its turn. */
  readonly #waiting = new Map<TopicId, Promise<void>>();

  constructor(house: House, after: Aftermath) {
    this.#house = house;
    this.#after = after;
  }

  /** How often something has been taken here. */
  get taken(): number {
    return this.#progress.turn;
  }

  /** Entries of one topic, in order, that were committed by this node (`origin`) or another. */
  take(topic: TopicId, entries: readonly Entry[], from: DeviceId | undefined, origin: boolean): void {
    const { topics, observe } = this.#house;
    const load: Load = { topic, entries, from, origin };
    const [first] = entries;
    if (first === undefined) return;
    let complete = this.#progress.holeBefore(topic, first.offset) === undefined;
    for (const entry of entries) if (topics.apply(topic, entry) !== "applied") complete = false;
    const state = topics.get(topic);
    if (complete && state !== undefined && !this.#waiting.has(topic)) {
      this.#deliver(state, load);
      return;
    }
    const before = this.#waiting.get(topic) ?? Promise.resolve();
    const turn = before
      .then(() => this.#deliverLoaded(load, first.offset))
      .catch((cause: unknown) => observe.failed("deliver", cause))
      .finally(() => {
        if (this.#waiting.get(topic) === turn) this.#waiting.delete(topic);
      });
    this.#waiting.set(topic, turn);
  }

  async #deliverLoaded(load: Load, first: Offset): Promise<void> {
    const state = await this.#house.topics.load(load.topic);
    const hole = this.#progress.holeBefore(load.topic, first);
    if (hole !== undefined) await this.#heal(state, hole.after, hole.turn, first);
    this.#deliver(state, load);
  }

  /** Reads what was lost on its way here, for the accounts that should have got it. Devices see to the rest. */
  async #heal(state: TopicState, after: Offset, turn: number, until: Offset): Promise<void> {
    const { accounts, store } = this.#house;
    const missed = this.#recipients(state).filter((name) => (accounts.get(name)?.since ?? turn) < turn);
    if (missed.length === 0 || until - after > healedAtMost) return;
    const read = await store.readEntries(state.topic, after, until - after - 1);
    const entries = read.filter((entry) => entry.offset < until);
    const [first] = entries;
    if (first === undefined) return;
    const load: Load = { topic: state.topic, entries, from: undefined, origin: false };
    this.#deliver(state, load, missed);
    this.#progress.took(state.topic, after + 1, until - 1);
  }

  #recipients(state: TopicState): readonly AccountName[] {
    const owner = accountOfTopic(state.topic);
    return owner === undefined ? membersOf(state) : [owner];
  }

  #deliver(state: TopicState, load: Load, recipients = this.#recipients(state)): void {
    const { bus, accounts, clock, node } = this.#house;
    const { topic, from, origin } = load;
    const owner = accountOfTopic(topic);
    const at = clock.now();
    const news = load.entries.filter((entry) => !this.#progress.knows(topic, entry.offset));
    this.#progress.took(topic, load.entries[0]?.offset ?? 0, load.entries.at(-1)?.offset ?? 0);
    const data = news.map((entry) => datumOfEntry(topic, entry, from));
    let others: AccountName[] | undefined;
    for (const name of recipients) {
      const held = bus.held(name);
      if (held && origin) (others ??= []).push(name);
      const account = accounts.get(name);
      if (account !== undefined) this.#tell(account, topic, news, data, at);
      else if ((origin && !held) || this.#after.isComing(name)) this.#tellResting(name, load, at);
    }
    if (owner === undefined && news.some((entry) => entry.body.type === "member"))
      this.#after.membersCame(topic as ConversationId, state, news);
    if (others !== undefined)
      bus.send(others, { type: "entries", topic, entries: load.entries, from, origin: node });
    if (owner !== undefined && (origin || accounts.has(owner)))
      this.#after.ownEntries(owner, news, from, origin);
  }

  #tell(
    account: AccountHere,
    topic: TopicId,
    entries: readonly Entry[],
    data: readonly Datum[],
    at: Time,
  ): void {
    for (let index = 0; index < entries.length; index += 1) {
      const entry = entries[index];
      const datum = data[index];
      if (entry === undefined || datum === undefined) continue;
      if (entry.body.type === "message")
        this.#tellMessage(account, topic as ConversationId, entry, datum, at);
      else this.#tellChange(account, topic, entry, datum, at);
    }
  }

  #tellMessage(
    account: AccountHere,
    conversation: ConversationId,
    entry: Entry,
    datum: Datum,
    at: Time,
  ): void {
    if (entry.body.type !== "message") return;
    const planned = this.plan(account, datum, conversation, at);
    this.#execute(account, conversation, entry, datum, planned, true);
    const { by, device } = entry.body;
    if (by === account.name) {
      account.replied(conversation, device, at);
      this.#after.wrote(account.name, conversation, device, entry.offset);
    } else if (account.here.length > 0) this.#after.sent(account, conversation, entry);
    if (this.leads(account.name)) this.#keep(account, conversation, entry, planned, at);
  }

  #tellChange(account: AccountHere, topic: TopicId, entry: Entry, datum: Datum, at: Time): void {
    const conversation = "conversation" in datum ? datum.conversation : undefined;
    const planned = this.plan(account, datum, conversation, at);
    this.#execute(account, topic, entry, datum, planned, false);
    const { body } = entry;
    if (body.type === "revised" && body.change === "deleted")
      this.#after.deleted(account.name, topic as ConversationId, body.of);
  }

  /** Points connected here stand first in the account's points, and so in its plan. */
  #execute(
    account: AccountHere,
    topic: TopicId,
    entry: Entry,
    datum: Datum,
    planned: readonly PlanEntry[],
    isNew: boolean,
  ): void {
    const { observe, adapting } = this.#house;
    for (let index = 0; index < account.here.length; index += 1) {
      const point = account.here[index];
      const part = planned[index];
      if (point === undefined || part === undefined) continue;
      observe.delivered(datum.type, part.how, part.reason.code);
      if (point.missed !== undefined) point.missed.add(topic);
      else if (part.how !== "withhold" && !point.had(topic, entry.offset)) {
        const form = part.as === undefined ? entry : adapting.entry(entry, point);
        point.sink.tell(told(topic, form, part, isNew));
      }
    }
  }

  /** The plan of a datum for all points of an account, on what is known of the person here. */
  plan(
    account: AccountHere,
    datum: Datum,
    conversation: ConversationId | undefined,
    at: Time,
  ): readonly PlanEntry[] {
    return plan(datum, account.points, this.#context(account, conversation, at), at);
  }

  #context(account: AccountHere, conversation: ConversationId | undefined, at: Time): PlanContext {
    const own = this.#house.topics.get(account.topic) ?? emptyTopic(account.topic);
    return {
      account: account.name,
      settings: settingsOf(own),
      status: statusOf(own, at),
      kept: conversation === undefined ? undefined : keptOf(own, conversation),
      repliedFrom: conversation === undefined ? undefined : account.repliedFrom.get(conversation),
      readUpTo: conversation === undefined ? 0 : readUpTo(own, conversation),
    };
  }

  /** Of the nodes that have points of an account, the first by name does what must be done once. */
  leads(account: AccountName): boolean {
    const { bus, node } = this.#house;
    return bus.holders(account).every((other) => node <= other);
  }

  #keep(
    account: AccountHere,
    conversation: ConversationId,
    entry: Entry,
    planned: readonly PlanEntry[],
    at: Time,
  ): void {
    const datum = `m:${messageId(conversation, entry.offset)}`;
    const { store, node } = this.#house;
    store.keepPlans([{ datum, account: account.name, at, node, entries: JSON.stringify(planned) }]);
    this.#after.planned(account, conversation, entry, planned);
  }

  /** A message that the account has had and not read is planned anew, for its alerts alone; `keeps`: "Why?" knows nothing of it yet. */
  remind(account: AccountHere, conversation: ConversationId, entry: Entry, keeps: boolean): void {
    const at = this.#house.clock.now();
    const planned = this.plan(account, datumOfEntry(conversation, entry, undefined), conversation, at);
    if (keeps) this.#keep(account, conversation, entry, planned, at);
    else this.#after.planned(account, conversation, entry, planned);
  }

  /** Nobody is connected: the plan decides whom to wake. */
  #tellResting(name: AccountName, { topic, entries, from }: Load, at: Time): void {
    if (!entries.some((entry) => entry.body.type === "message")) return;
    const data = entries.map((entry) => datumOfEntry(topic, entry, from));
    this.#after
      .resting(name)
      .then((account) => this.#tell(account, topic, entries, data, at))
      .catch((cause: unknown) => this.#house.observe.failed("deliver to resting account", cause));
  }

  /** Something that is not kept, to those points of an account here that the plan names. */
  tellLive(account: AccountHere, datum: Datum, told: Told): void {
    const conversation = "conversation" in datum ? datum.conversation : undefined;
    const planned = this.plan(account, datum, conversation, this.#house.clock.now());
    account.here.forEach((point, index) => {
      const part = planned[index];
      if (part === undefined) return;
      this.#house.observe.delivered(datum.type, part.how, part.reason.code);
      if (part.how !== "withhold" && point.started) point.sink.tell(told);
    });
  }
}

function told(topic: TopicId, entry: Entry, part: PlanEntry, isNew: boolean): Told {
  if (!isNew) return { type: "entry", topic, entry };
  return { type: "entry", topic, entry, how: part.how, why: part.reason.code };
}
