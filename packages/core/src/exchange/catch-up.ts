import {
  accountOfTopic,
  type AccountName,
  type ConversationId,
  type Offset,
  type TopicId,
} from "../names.ts";
import { conversationsOf } from "../people/account-state.ts";
import { readUpTo } from "../conversation/keeping.ts";
import type { Entry } from "../topic/entry.ts";
import { emptyTopic } from "../topic/state.ts";
import type { AccountHere, PointHere } from "./account-here.ts";
import type { House } from "./house.ts";
import type { Snapshot } from "./told.ts";

const entriesAPage = 200;
const unreadCounted = 1000;

/** Sends a point what it missed. While it does, live entries are only noted, and read again at the end. */
export class CatchUp {
  readonly #house: House;
  readonly #account: AccountHere;
  readonly #point: PointHere;
  readonly #positions: Map<TopicId, Offset>;
  readonly #sent: (conversation: ConversationId, entry: Entry) => void;

  constructor(
    house: House,
    account: AccountHere,
    point: PointHere,
    positions: ReadonlyMap<TopicId, Offset>,
    sent: (conversation: ConversationId, entry: Entry) => void,
  ) {
    this.#house = house;
    this.#account = account;
    this.#point = point;
    this.#positions = new Map(positions);
    this.#sent = sent;
  }

  /** Ends when nothing is missing; the point is live then. Rejects with `Unavailable`. */
  async run(): Promise<void> {
    let topics = await this.#wanted();
    while (topics.length > 0) {
      const heads = await this.#house.store.readHeads(topics);
      for (let index = 0; index < topics.length; index += 1) {
        const topic = topics[index];
        if (topic !== undefined) await this.#topic(topic, heads[index] ?? 0);
      }
      topics = this.#missed();
    }
    this.#point.missed = undefined;
    this.#point.sink.tell({ type: "caught-up" });
  }

  async #wanted(): Promise<readonly TopicId[]> {
    const own = await this.#house.topics.load(this.#account.topic);
    return [this.#account.topic, ...conversationsOf(own)];
  }

  /** Topics that got entries meanwhile; synchronous with going live, so that none is missed between. */
  #missed(): readonly TopicId[] {
    const missed = [...(this.#point.missed ?? [])];
    this.#point.missed?.clear();
    return missed;
  }

  async #topic(topic: TopicId, head: Offset): Promise<void> {
    const position = this.#positions.get(topic);
    if (position !== undefined && position >= head) return;
    const tooMuch = position === undefined || head - position > this.#house.limits.resumeEntries;
    this.#positions.set(topic, tooMuch ? await this.#snapshot(topic) : await this.#entries(topic, position));
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
    if (last !== undefined) this.#sent(topic as ConversationId, last);
    return snapshot.offset;
  }

  async #entries(topic: TopicId, after: Offset): Promise<Offset> {
    let position = after;
    for (;;) {
      const page = await this.#house.store.readEntries(topic, position, entriesAPage);
      await this.#point.sink.room();
      for (const entry of page) {
        this.#point.sink.tell(this.#told(topic, entry));
        if (entry.body.type === "message") this.#sent(topic as ConversationId, entry);
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

/** The present state of a topic as one account sees it. Rejects with `Unavailable`. */
export async function readSnapshot(house: House, account: AccountName, topic: TopicId): Promise<Snapshot> {
  const stored = await house.store.readTopic(topic);
  const base = { topic, offset: stored.head, entries: stored.entries };
  if (accountOfTopic(topic) !== undefined) return { ...base, messages: [], more: false, unread: 0 };
  const conversation = topic as ConversationId;
  const limit = house.limits.snapshotMessages;
  const newest = await house.store.readHistory(conversation, stored.head + 1, limit + 1);
  const own = house.topics.get(`a:${account}` as TopicId) ?? emptyTopic(topic);
  const read = readUpTo(own, conversation);
  const unread = await house.store.countMessages(conversation, read, account, unreadCounted);
  return { ...base, messages: newest.slice(0, limit).toReversed(), more: newest.length > limit, unread };
}
