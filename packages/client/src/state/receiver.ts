import type { Alarm, Clock } from "@elsewhere/machine";
import {
  apply,
  applyHistory,
  applyPage,
  emptyState,
  forget,
  isDurable,
  opened,
  positionOf,
  trim,
  type AccountState,
} from "@elsewhere/protocol/apply";
import type { LiveNotices, Notice } from "@elsewhere/protocol/notices";
import type { MessageValue } from "@elsewhere/protocol/values";
import { ConnectionClosed, RequestError } from "../errors.ts";
import type { Requests } from "../requests.ts";

export interface ReceiverOptions {
  readonly clock: Clock;
  readonly ask: Requests["ask"];
  /** A notice was applied; each durable one is told once, in the order of its topic. */
  told(notice: Notice): void;
  /** The state changed by what was fetched, not by what came. */
  filled(): void;
  /** Fetch messages that a snapshot left out, so that every one of them is told. */
  readonly complete: boolean;
  /** Messages of a conversation that are held; older ones are dropped when there are twice as many. */
  readonly keepMessages: number;
}

type Snapshot = LiveNotices["snapshot"];

/** Notices held back while a gap is filled; more than these are fetched again. */
const heldMost = 1_000;
const retryAfter = 1_000;
/** How long after an answer its notice may come, in milliseconds. */
const expectWithin = 2_000;
const pageOfHistory = 200;

/** Takes notices in, in order and each once; asks for what is missing. */
export class Receiver {
  state: AccountState = emptyState("", "");
  readonly #options: ReceiverOptions;
  /** Topics that wait for something missing, and what came for them meanwhile. */
  readonly #filling = new Map<string, Notice[]>();
  readonly #waiting = new Set<Alarm>();
  /** Nothing was known when we were let in: until `caught-up` comes what this device begins with. */
  #beginning = false;
  /** The epoch in which this client has been caught up. */
  #begun: string | undefined;
  /** Until `caught-up`, offsets may jump. */
  #catchingUp = true;
  /** Counts connections: what was asked on an earlier one is of no use. */
  #connection = 0;
  /** Conversations in front of the person: nothing of them is dropped. */
  open: string | undefined;

  constructor(options: ReceiverOptions) {
    this.#options = options;
  }

  welcomed(account: string, epoch: string): void {
    this.lost();
    this.state = opened(this.state, account, epoch);
    if (this.state.own.offset === 0 && this.#begun !== epoch) this.#beginning = true;
  }

  lost(): void {
    this.#connection += 1;
    this.#catchingUp = true;
    this.#filling.clear();
    for (const alarm of this.#waiting) this.#options.clock.alarms.clear(alarm);
    this.#waiting.clear();
  }

  take(notice: Notice): void {
    const held = "topic" in notice ? this.#filling.get(notice.topic) : undefined;
    if (held !== undefined) {
      if (held.length < heldMost) held.push(notice);
      return;
    }
    if (notice.on === "snapshot") return this.#takeSnapshot(notice);
    if (notice.on === "caught-up") this.#caughtUp();
    if (isDurable(notice) && this.#catchingUp) return this.#takeWithHoles(notice);
    const applied = apply(this.state, notice, this.#options.clock.now());
    if (applied.result === "gap") return this.#fill(applied.topic, [notice]);
    if (applied.result === "applied") this.#became(applied.state, notice);
  }

  #caughtUp(): void {
    this.#catchingUp = false;
    this.#beginning = false;
    this.#begun = this.state.epoch;
  }

  /** An answer tells that the topic is that far. If its notice does not come by itself, it is fetched. */
  expect(topic: string, offset: number): void {
    if (positionOf(this.state, topic) >= offset) return;
    this.#later(expectWithin, () => {
      const isMissing = positionOf(this.state, topic) < offset && !this.#filling.has(topic);
      if (isMissing && !this.#catchingUp) this.#fill(topic, []);
    });
  }

  /** Puts an older page before the messages of the conversation. */
  takeHistory(conversation: string, page: { messages: readonly MessageValue[]; more: boolean }): void {
    this.state = applyHistory(this.state, conversation, page);
  }

  #takeWithHoles(notice: Notice): void {
    if (isDurable(notice) && notice.offset <= positionOf(this.state, notice.topic)) return;
    this.#became(applyPage(this.state, [notice], this.#options.clock.now()), notice);
  }

  #became(state: AccountState, notice: Notice): void {
    this.state = notice.on === "message" ? this.#bounded(state, notice.topic) : state;
    this.#options.told(notice);
  }

  #bounded(state: AccountState, conversation: string): AccountState {
    const keep = this.#options.keepMessages;
    const held = state.conversations.get(conversation)?.messages.length ?? 0;
    return held < keep * 2 || conversation === this.open ? state : trim(state, conversation, keep);
  }

  /** A snapshot leaves out older messages; those behind the former position are news to this device. */
  #takeSnapshot(snapshot: Snapshot): void {
    const before = positionOf(this.state, snapshot.topic);
    // Without an earlier state everything would be news, years of it.
    const isFirst = this.#beginning && before === 0;
    const oldest = snapshot.messages[0]?.offset ?? 0;
    this.state = applyPage(this.state, [snapshot], this.#options.clock.now());
    this.#options.told(snapshot);
    if (isFirst) return;
    if (this.#options.complete && snapshot.more && oldest > before + 1) {
      this.#background(snapshot.topic, [], () => this.#tellOlder(snapshot, before));
    } else this.#tellMessages(snapshot, snapshot.messages, before);
  }

  #tellMessages(snapshot: Snapshot, messages: readonly MessageValue[], after: number): void {
    for (const message of messages) {
      const { offset, at } = message;
      if (offset > after) this.#options.told({ on: "message", topic: snapshot.topic, offset, at, message });
    }
  }

  async #tellOlder(snapshot: Snapshot, after: number): Promise<void> {
    let older: readonly MessageValue[] = snapshot.messages;
    let more = snapshot.more;
    while (more && (older[0]?.offset ?? 0) > after + 1) {
      const args = { conversation: snapshot.topic, before: older[0]?.offset ?? 0, limit: pageOfHistory };
      const page = await this.#askOnce("history", args);
      const messages = page.messages.toSorted((one, other) => one.offset - other.offset);
      more = page.more && messages.length > 0;
      older = [...messages, ...older];
    }
    this.#tellMessages(snapshot, older, after);
  }

  #fill(topic: string, held: Notice[]): void {
    this.#background(topic, held, () => this.#resume(topic));
  }

  async #resume(topic: string): Promise<void> {
    let more = true;
    while (more) {
      const page = await this.#askOnce("resume", { topic, after: positionOf(this.state, topic) });
      const before = positionOf(this.state, topic);
      for (const notice of page.notices as readonly Notice[]) {
        if (notice.on === "snapshot") this.#takeSnapshotInPage(notice);
        else this.#takeWithHoles(notice);
      }
      more = page.more && positionOf(this.state, topic) > before;
      this.#options.filled();
    }
  }

  /** The topic is being filled already, so that what is older is not fetched beside it. */
  #takeSnapshotInPage(snapshot: Snapshot): void {
    const held = this.#filling.get(snapshot.topic) ?? [];
    this.#filling.delete(snapshot.topic);
    this.#takeSnapshot(snapshot);
    const now = this.#filling.get(snapshot.topic);
    if (now === undefined) this.#filling.set(snapshot.topic, held);
    else now.push(...held);
  }

  #askOnce: Requests["ask"] = async (name, args) => {
    const connection = this.#connection;
    const answer = await this.#options.ask(name, args, { once: true });
    if (connection !== this.#connection) throw new ConnectionClosed("lost");
    return answer;
  };

  /** Holds the topic's notices back until the work is done. */
  #background(topic: string, held: Notice[], work: () => Promise<void>): void {
    this.#filling.set(topic, held);
    const connection = this.#connection;
    work().then(
      () => this.#filled(topic, held, connection),
      (error: unknown) => this.#notFilled(topic, connection, error, work),
    );
  }

  #filled(topic: string, held: Notice[], connection: number): void {
    // A snapshot in the page may have begun work of its own, which then owns what is held.
    if (connection !== this.#connection || this.#filling.get(topic) !== held) return;
    this.#filling.delete(topic);
    const wasComplete = held.length < heldMost;
    const first = held.find((notice) => isDurable(notice) && notice.offset > positionOf(this.state, topic));
    // What the server does not have to send is not missing: the first of those held follows.
    if (first !== undefined && wasComplete) this.#takeWithHoles(first);
    for (const notice of held) this.take(notice);
    this.#options.filled();
  }

  #notFilled(topic: string, connection: number, error: unknown, work: () => Promise<void>): void {
    if (connection !== this.#connection || error instanceof ConnectionClosed) return;
    const held = this.#filling.get(topic) ?? [];
    if (error instanceof RequestError && !error.temporary) {
      // The topic is no longer ours.
      this.#filling.delete(topic);
      this.state = forget(this.state, topic);
      this.#options.filled();
      return;
    }
    this.#later(retryAfter, () => this.#background(topic, held, work));
  }

  /** Does it after a while, unless the connection is lost before. */
  #later(after: number, work: () => void): void {
    const { clock } = this.#options;
    const alarm = clock.alarms.set(clock.now() + after, () => {
      this.#waiting.delete(alarm);
      work();
    });
    this.#waiting.add(alarm);
  }
}
