import type { ConversationId, Offset, Time, TopicId } from "../names.ts";
import { accountOfTopic, conversationId } from "../names.ts";
import { roleOf } from "../conversation/membership.ts";
import { settingsOf } from "../people/account-state.ts";
import { emptyTopic, type TopicState } from "../topic/state.ts";
import type { Asker } from "./ask.ts";
import type { AccountHere, PointHere } from "./account-here.ts";
import { CatchUp } from "./catch-up.ts";
import type { Arrival, Attached, Sensed } from "./exchange.ts";
import type { Presences } from "./presences.ts";
import type { Receipts } from "./receipts.ts";
import type { Deliveries } from "./deliveries.ts";
import type { House } from "./house.ts";

export interface Attendance {
  readonly house: House;
  readonly deliveries: Deliveries;
  readonly receipts: Receipts;
  readonly presences: Presences;
}

/** One connected point: what its edge reports, and its way in and out. */
export class Attending implements Attached {
  readonly asker: Asker;
  readonly #with: Attendance;
  readonly #account: AccountHere;
  readonly #point: PointHere;
  #gone = false;
  /** What it had when it arrived; let go once it has caught up. */
  #positions: ReadonlyMap<TopicId, Offset> | undefined;

  constructor(parts: Attendance, asker: Asker, account: AccountHere, point: PointHere, arrival: Arrival) {
    this.asker = asker;
    this.#with = parts;
    this.#account = account;
    this.#point = point;
    this.#positions = arrival.epoch === parts.house.store.epoch ? arrival.positions : new Map();
  }

  get epoch(): string {
    return this.#with.house.store.epoch;
  }

  get node() {
    return this.#with.house.node;
  }

  get time(): Time {
    return this.#with.house.clock.now();
  }

  start(): void {
    const positions = this.#positions;
    if (this.#gone || positions === undefined) return;
    const { house, presences, receipts } = this.#with;
    this.#positions = undefined;
    this.#point.started = true;
    this.#acknowledge(positions);
    presences.introduce(this.#account, this.#point);
    new CatchUp(house, this.#account, this.#point, positions, receipts).run().catch((cause: unknown) => {
      house.observe.failed("catch up", cause);
      this.#point.sink.close("unavailable");
    });
  }

  heard(): void {
    if (!this.#gone) this.#with.presences.heard(this.#account, this.#point);
  }

  sense(sensed: Sensed): void {
    if (this.#gone) return;
    const now = this.#with.house.clock.now();
    const point = this.#point;
    const wasAsleep = point.activity === "asleep";
    point.heardAt = now;
    point.activity = sensed.activity;
    point.lastActiveAt = Math.max(point.lastActiveAt, now - sensed.idleFor);
    if (sensed.open !== undefined) point.open = sensed.open ?? undefined;
    this.#with.presences.pointChanged(this.#account, point);
    if (wasAsleep && sensed.activity !== "asleep") this.#with.presences.awoke(this.#account, point);
  }

  ack(positions: ReadonlyMap<TopicId, Offset>): void {
    if (this.#gone) return;
    this.heard();
    this.#acknowledge(positions);
  }

  #acknowledge(positions: ReadonlyMap<TopicId, Offset>): void {
    for (const [topic, offset] of positions)
      if (accountOfTopic(topic) === undefined)
        this.#with.receipts.acknowledged(this.#account, topic as ConversationId, offset);
  }

  typing(conversation: ConversationId): void {
    const id = conversationId(conversation);
    if (this.#gone || id === undefined) return;
    const { topics, observe } = this.#with.house;
    const state = topics.get(id);
    if (state !== undefined) return this.#types(state);
    topics
      .load(id)
      .then((loaded) => this.#types(loaded))
      .catch((cause: unknown) => observe.failed("typing", cause));
  }

  #types(state: TopicState): void {
    const own = this.#with.house.topics.get(this.#account.topic) ?? emptyTopic(this.#account.topic);
    if (roleOf(state, this.#account.name) === undefined || !settingsOf(own).typingSent) return;
    this.#with.presences.typing(this.#account, this.#point, state);
  }

  detach(): void {
    this.#gone = true;
    this.#with.presences.depart(this.#account, this.#point);
  }
}
