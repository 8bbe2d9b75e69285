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
import type { Told } from "./told.ts";

/** What happens after an entry has reached an account's points here. */
export interface Aftermath {
  /** Entries of the account's own topic came. */
  ownEntries(account: AccountHere, entries: readonly Entry[], from: DeviceId | undefined): void;
  /** A new message was planned for the account; this node leads for it. */
  planned(
    account: AccountHere,
    conversation: ConversationId,
    entry: Entry,
    entries: readonly PlanEntry[],
  ): void;
  /** A message of others is on its way to points here. */
  sent(account: AccountHere, conversation: ConversationId, entry: Entry): void;
  /** A message was deleted. */
  deleted(account: AccountHere, conversation: ConversationId, offset: Offset): void;
  /** The account with its devices, although it has no point here. */
  resting(account: AccountName): Promise<AccountHere>;
  /** People became part of a conversation. */
  membersCame(conversation: ConversationId, state: TopicState, entries: readonly Entry[]): void;
}

/** Takes committed entries to the points of this node and to the nodes of the others. */
export class Deliveries {
  readonly #house: House;
  readonly #after: Aftermath;
  /** Topics whose state is being read again; what comes meanwhile waits its turn. */
  readonly #waiting = new Map<TopicId, Promise<void>>();

  constructor(house: House, after: Aftermath) {
    this.#house = house;
    this.#after = after;
  }

  /** Entries of one topic, in order, that were committed by this node (`origin`) or another. */
  take(topic: TopicId, entries: readonly Entry[], from: DeviceId | undefined, origin: boolean): void {
    const { topics, observe } = this.#house;
    let complete = true;
    for (const entry of entries) if (topics.apply(topic, entry) !== "applied") complete = false;
    const state = topics.get(topic);
    if (complete && state !== undefined && !this.#waiting.has(topic)) {
      this.#deliver(state, entries, from, origin);
      return;
    }
    const before = this.#waiting.get(topic) ?? Promise.resolve();
    const turn = before
      .then(() => topics.load(topic))
      .then((loaded) => this.#deliver(loaded, entries, from, origin))
      .catch((cause: unknown) => observe.failed("deliver", cause))
      .finally(() => {
        if (this.#waiting.get(topic) === turn) this.#waiting.delete(topic);
      });
    this.#waiting.set(topic, turn);
  }

  #deliver(state: TopicState, entries: readonly Entry[], from: DeviceId | undefined, origin: boolean): void {
    const { bus, accounts, clock, node } = this.#house;
    const { topic } = state;
    const owner = accountOfTopic(topic);
    const recipients = owner === undefined ? membersOf(state) : [owner];
    const at = clock.now();
    const data = entries.map((entry) => datumOfEntry(topic, entry, from));
    let others: AccountName[] | undefined;
    for (const name of recipients) {
      const held = bus.held(name);
      if (held && origin) (others ??= []).push(name);
      const account = accounts.get(name);
      if (account !== undefined && account.here.length > 0) this.#tell(account, topic, entries, data, at);
      else if (origin && !held) this.#tellResting(name, topic, entries, data, at);
      if (account !== undefined && owner !== undefined) this.#after.ownEntries(account, entries, from);
    }
    if (owner === undefined && entries.some((entry) => entry.body.type === "member"))
      this.#after.membersCame(topic as ConversationId, state, entries);
    if (others !== undefined) bus.send(others, { type: "entries", topic, entries, from, origin: node });
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
    if (entry.body.by === account.name) account.replied(conversation, entry.body.device, at);
    else this.#after.sent(account, conversation, entry);
    if (this.leads(account)) this.#keep(account, conversation, entry, planned, at);
  }

  #tellChange(account: AccountHere, topic: TopicId, entry: Entry, datum: Datum, at: Time): void {
    const conversation = "conversation" in datum ? datum.conversation : undefined;
    const planned = this.plan(account, datum, conversation, at);
    this.#execute(account, topic, entry, datum, planned, false);
    const { body } = entry;
    if (body.type === "revised" && body.change === "deleted")
      this.#after.deleted(account, topic as ConversationId, body.of);
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
      else if (part.how !== "withhold") {
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
  leads(account: AccountHere): boolean {
    const { bus, node } = this.#house;
    return bus.holders(account.name).every((other) => node <= other);
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

  /** Nobody is connected: the plan decides whom to wake. */
  #tellResting(
    name: AccountName,
    topic: TopicId,
    entries: readonly Entry[],
    data: readonly Datum[],
    at: Time,
  ): void {
    if (!entries.some((entry) => entry.body.type === "message" || entry.body.type === "read")) return;
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
      if (part.how !== "withhold" && point.missed === undefined) point.sink.tell(told);
    });
  }
}

function told(topic: TopicId, entry: Entry, part: PlanEntry, isNew: boolean): Told {
  if (!isNew) return { type: "entry", topic, entry };
  return { type: "entry", topic, entry, how: part.how, why: part.reason.code };
}
