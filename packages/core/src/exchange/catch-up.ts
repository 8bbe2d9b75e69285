import {
  accountOfTopic,
  accountTopic,
  type AccountName,
  type ConversationId,
  type Offset,
  type TopicId,
} from "../names.ts";
import { conversationsOf } from "../people/account-state.ts";
import { entryAt, type TopicState } from "../topic/state.ts";
import { membersOf, roleOf, sharesReceipts } from "../conversation/membership.ts";
import { readUpTo } from "../conversation/keeping.ts";
import type { Entry } from "../topic/entry.ts";
import type { AccountHere, PointHere } from "./account-here.ts";
import type { House } from "./house.ts";
import type { Receipts } from "./receipts.ts";
import { loadSure } from "./trust.ts";
import type { Snapshot } from "./told.ts";

const entriesAPage = 200;
const unreadCounted = 1000;

/** Sends a point what it missed. While it does, live entries are only noted, and read again at the end. */
export class CatchUp {
  readonly #house: House;
  readonly #account: AccountHere;
  readonly #point: PointHere;
  readonly #positions: Map<TopicId, Offset>;
  readonly #receipts: Receipts;
  /** What was sent of each topic: an entry whose delivery is still under way comes once more. */
  readonly #sent = new Map<TopicId, Offset>();

  constructor(
    house: House,
    account: AccountHere,
    point: PointHere,
    positions: ReadonlyMap<TopicId, Offset>,
    receipts: Receipts,
  ) {
    this.#house = house;
    this.#account = account;
    this.#point = point;
    this.#positions = new Map(positions);
    this.#receipts = receipts;
  }

  /** Ends when nothing is missing; the point is live then. Rejects with `Unavailable`. */
  async run(): Promise<void> {
    const missed = (this.#point.missed ??= new Set());
    await this.#begin();
    while (missed.size > 0) {
      const topics = [...missed];
      missed.clear();
      const mine = await this.#mine(topics);
      await this.#topics(mine, await this.#house.store.readHeads(mine));
    }
    // Nothing is awaited between the last look and going live, so that none is missed there.
    if (this.#sent.size > 0) this.#point.caughtUp = this.#sent;
    this.#point.missed = undefined;
    this.#point.sink.tell({ type: "caught-up" });
  }

  async #begin(): Promise<void> {
    const { topics, store } = this.#house;
    const wanted = await this.#wanted();
    const heads = await store.readHeads(wanted);
    const known = topics.get(this.#account.topic)?.head ?? 0;
    if (known >= (heads[0] ?? 0)) return this.#topics(wanted, heads);
    // Something of the own topic was lost on its way here: there may be conversations nobody told of.
    topics.doubt(this.#account.topic);
    const more = await this.#wanted();
    return this.#topics(more, await store.readHeads(more));
  }

  async #topics(topics: readonly TopicId[], heads: readonly Offset[]): Promise<void> {
    for (let index = 0; index < topics.length; index += 1) {
      const topic = topics[index];
      // Whoever has gone meanwhile needs nothing.
      if (topic !== undefined && this.#account.here.includes(this.#point))
        await this.#topic(topic, heads[index] ?? 0);
    }
  }

  /** The own topic, then the conversations the person had to do with last. */
  async #wanted(): Promise<readonly TopicId[]> {
    const own = await this.#house.topics.load(this.#account.topic);
    const conversations = conversationsOf(own).map((id) => ({ id, at: touchedAt(own, id) }));
    conversations.sort((one, other) => other.at - one.at);
    return [this.#account.topic, ...conversations.map(({ id }) => id)];
  }

  /** Those of the topics that still are the account's: it may have left a conversation meanwhile. */
  async #mine(topics: readonly TopicId[]): Promise<readonly TopicId[]> {
    const states = await Promise.all(topics.map((topic) => this.#house.topics.load(topic)));
    const { topic: own, name } = this.#account;
    return states
      .filter((state) => state.topic === own || roleOf(state, name) !== undefined)
      .map((state) => state.topic);
  }

  async #topic(topic: TopicId, head: Offset): Promise<void> {
    const position = this.#positions.get(topic);
    if (position === head) return this.#acknowledge(topic, position);
    if (position !== undefined && position > head && this.#sent.has(topic)) return;
    // A place that does not exist: what the device has is of another history.
    const isBeyond = position !== undefined && position > head;
    const tooMuch = position === undefined || isBeyond || head - position > this.#house.limits.resumeEntries;
    const upTo = tooMuch ? await this.#snapshot(topic) : await this.#entries(topic, position);
    this.#positions.set(topic, upTo);
    this.#sent.set(topic, upTo);
  }

  /** A message that came just before the end of another node or connection may not have been acknowledged. */
  async #acknowledge(topic: TopicId, position: Offset): Promise<void> {
    if (position === 0 || accountOfTopic(topic) !== undefined) return;
    const conversation = topic as ConversationId;
    const { topics, store } = this.#house;
    const state = await topics.load(conversation);
    const { name } = this.#account;
    const delivered = entryAt(state, "receipt", name)?.body.delivered ?? 0;
    if (delivered >= position || !sharesReceipts(state) || membersOf(state).length < 2) return;
    if ((await store.countMessages(conversation, delivered, name, 1)) > 0)
      this.#receipts.received(this.#account, conversation, position);
  }

  async #snapshot(topic: TopicId): Promise<Offset> {
    const snapshot = await readSnapshot(this.#house, this.#account.name, topic);
    await this.#point.sink.room();
    const messages = snapshot.messages.map((entry) => this.#house.adapting.entry(entry, this.#point));
    this.#point.sink.tell({
      type: "snapshot",
      snapshot: { ...snapshot, messages },
    });
    const last = snapshot.messages.at(-1);
    if (last !== undefined) this.#receipts.sent(this.#account, topic as ConversationId, last);
    return snapshot.offset;
  }

  async #entries(topic: TopicId, after: Offset): Promise<Offset> {
    let position = after;
    for (;;) {
      const page = await this.#house.store.readEntries(topic, position, entriesAPage);
      await this.#point.sink.room();
      for (const entry of page) {
        this.#point.sink.tell(this.#told(topic, entry));
        this.#receipts.sent(this.#account, topic as ConversationId, entry);
        position = entry.offset;
      }
      if (page.length < entriesAPage) return position;
    }
  }

  #told(topic: TopicId, whole: Entry) {
    const entry = this.#house.adapting.entry(whole, this.#point);
    if (entry.body.type !== "message") return { type: "entry", topic, entry } as const;
    return { type: "entry", topic, entry, how: "silent", why: "caught-up" } as const;
  }
}

/** When the person last read, wrote or kept something of a conversation, or joined it. */
function touchedAt(own: TopicState, conversation: ConversationId): number {
  const types = ["joined", "read", "draft", "kept"] as const;
  return Math.max(...types.map((type) => entryAt(own, type, conversation)?.at ?? 0));
}

/** How often a snapshot is begun anew because something was committed while its parts were read. */
const snapshotTries = 5;

/** The present state of a topic as one account sees it. Rejects with `Unavailable`. */
export async function readSnapshot(house: House, account: AccountName, topic: TopicId): Promise<Snapshot> {
  for (let tries = 1; ; tries += 1) {
    const snapshot = await readParts(house, account, topic);
    if (accountOfTopic(topic) !== undefined || tries === snapshotTries) return snapshot;
    const [head] = await house.store.readHeads([topic]);
    if (head === snapshot.offset) return snapshot;
  }
}

async function readParts(house: House, account: AccountName, topic: TopicId): Promise<Snapshot> {
  const { store, limits } = house;
  const stored = await store.readTopic(topic);
  const base = { topic, offset: stored.head, entries: stored.entries };
  if (accountOfTopic(topic) !== undefined) return { ...base, messages: [], more: false, unread: 0 };
  const conversation = topic as ConversationId;
  const limit = limits.snapshotMessages;
  const newest = await store.readHistory(conversation, stored.head + 1, limit + 1);
  const own = await loadSure(house, accountTopic(account));
  const read = readUpTo(own, conversation);
  const unread = await store.countMessages(conversation, read, account, unreadCounted);
  return { ...base, messages: newest.slice(0, limit).toReversed(), more: newest.length > limit, unread };
}
