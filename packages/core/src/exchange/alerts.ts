import { drive, type Driver } from "@elsewhere/machine";
import { alerts, noAlert, type AlertEffect, type AlertEvent, type AlertState } from "../delivery/alert.ts";
import type { PlanEntry } from "../delivery/plan.ts";
import {
  accountTopic,
  messageId,
  type AccountName,
  type ConversationId,
  type DeviceId,
  type Offset,
} from "../names.ts";
import type { Point } from "../points/point.ts";
import { reachOf } from "../points/reach.ts";
import { readUpTo } from "../conversation/keeping.ts";
import type { PushPayload } from "../ports/push.ts";
import type { Entry, MessageBody } from "../topic/entry.ts";
import { entryAt } from "../topic/state.ts";
import type { AccountHere } from "./account-here.ts";
import type { Devices } from "./devices.ts";
import type { House } from "./house.ts";
import type { AlertTold } from "./told.ts";

type AlertDriver = Driver<AlertState, AlertEvent>;

/** Characters of a message that a push carries; it travels encrypted to the device (RFC 8291). */
const pushedText = 140;
/** Accounts with open alerts; beyond it those are let go of who have only notices to take back, oldest first. */
const openAtMost = 20_000;

/** The open alerts of the accounts this node leads for: one machine for each account and conversation. */
export class Alerts {
  readonly #house: House;
  readonly #devices: Devices;
  readonly #open = new Map<AccountName, Map<ConversationId, AlertDriver>>();
  /** An account has no open alert any more. */
  readonly #cleared: (name: AccountName) => void;

  constructor(house: House, devices: Devices, cleared: (name: AccountName) => void) {
    this.#house = house;
    this.#devices = devices;
    this.#cleared = cleared;
  }

  /** Whether an alert of the account is open: somebody waits to be told, or what was told has to be taken back. */
  isOpen(name: AccountName): boolean {
    return this.#open.has(name);
  }

  /** Conversations with an open alert. */
  get size(): number {
    let size = 0;
    for (const conversations of this.#open.values()) size += conversations.size;
    return size;
  }

  /** A message was planned for an account. */
  planned(
    account: AccountHere,
    conversation: ConversationId,
    entry: Entry,
    planned: readonly PlanEntry[],
  ): void {
    const at = this.#house.clock.now();
    if (entry.body.type === "message" && entry.body.by === account.name) return;
    const { offset } = entry;
    const entries = planned.filter(
      (one) => one.how === "push" || one.how === "alert" || one.later !== undefined,
    );
    if (entries.length === 0) return;
    this.#driver(account, conversation).send({ type: "planned", at, offset, entries });
  }

  /** The person read, or wrote and so has read, up to a message on a device. */
  acted(name: AccountName, conversation: ConversationId, upTo: Offset, device: DeviceId | undefined): void {
    this.#act(name, conversation, device ?? ("" as DeviceId), upTo);
  }

  #act(name: AccountName, conversation: ConversationId, device: DeviceId, upTo: Offset): void {
    const at = this.#house.clock.now();
    this.#open.get(name)?.get(conversation)?.send({ type: "acted", at, device, upTo });
  }

  deleted(name: AccountName, conversation: ConversationId, offset: Offset): void {
    const at = this.#house.clock.now();
    this.#open.get(name)?.get(conversation)?.send({ type: "deleted", at, offset });
  }

  /** A point connected or its activity changed. */
  pointCame(name: AccountName, device: DeviceId, activity: "active" | "idle" | "asleep"): void {
    const at = this.#house.clock.now();
    for (const driver of Array.from(this.#open.get(name)?.values() ?? []))
      driver.send({ type: "point-came", at, device, activity });
  }

  deviceGone(name: AccountName, device: DeviceId): void {
    const at = this.#house.clock.now();
    for (const driver of Array.from(this.#open.get(name)?.values() ?? []))
      driver.send({ type: "device-gone", at, device });
  }

  close(): void {
    for (const conversations of this.#open.values())
      for (const driver of conversations.values()) driver.stop();
    this.#open.clear();
  }

  #driver(account: AccountHere, conversation: ConversationId): AlertDriver {
    const conversations = this.#conversationsOf(account.name);
    const known = conversations.get(conversation);
    if (known !== undefined) return known;
    const driver: AlertDriver = drive<AlertState, AlertEvent, AlertEffect>({
      machine: alerts,
      initial: noAlert,
      alarms: this.#house.clock.alarms,
      perform: (effect) => this.#perform(account.name, conversation, effect),
      observe: ({ event, after, effects }) => {
        if (event.type === "timer")
          for (const effect of effects) this.#explain(account.name, conversation, effect);
        if (after.name === "clear") this.#forget(account.name, conversation);
      },
      failed: (cause) => {
        this.#forget(account.name, conversation);
        this.#house.observe.failed("alert", cause);
      },
    });
    conversations.set(conversation, driver);
    return driver;
  }

  #conversationsOf(name: AccountName): Map<ConversationId, AlertDriver> {
    const known = this.#open.get(name);
    if (known !== undefined) return known;
    if (this.#open.size >= openAtMost) this.#letGo();
    const conversations = new Map<ConversationId, AlertDriver>();
    this.#open.set(name, conversations);
    return conversations;
  }

  /** Somebody who never reads must not be remembered for ever. */
  #letGo(): void {
    for (const [name, conversations] of this.#open) {
      const drivers = [...conversations.values()];
      if (drivers.some((driver) => driver.state.name === "waiting")) continue;
      for (const driver of drivers) driver.stop();
      this.#open.delete(name);
      this.#cleared(name);
      return;
    }
  }

  #forget(name: AccountName, conversation: ConversationId): void {
    const conversations = this.#open.get(name);
    conversations?.delete(conversation);
    if (conversations?.size !== 0) return;
    this.#open.delete(name);
    this.#cleared(name);
  }

  #perform(name: AccountName, conversation: ConversationId, effect: AlertEffect): void {
    switch (effect.type) {
      case "push":
        return this.#push(name, conversation, effect.device, effect.offsets);
      case "alert":
        return this.#alert(name, conversation, effect.device, effect.offsets);
      case "withdraw":
        return this.#withdraw(name, conversation, effect);
    }
  }

  #alert(
    name: AccountName,
    conversation: ConversationId,
    device: DeviceId,
    offsets: readonly Offset[],
  ): void {
    const newest = offsets.at(-1) ?? 0;
    const message = messageId(conversation, newest);
    if (this.#points(name, device).every((point) => !this.#isLive(point)))
      return this.#push(name, conversation, device, offsets);
    this.#tell(name, device, { type: "alert", conversation, message, why: "nobody-reacted" });
  }

  #withdraw(
    name: AccountName,
    conversation: ConversationId,
    effect: Extract<AlertEffect, { type: "withdraw" }>,
  ): void {
    const { device, upTo } = effect;
    const clear = { type: "clear", conversation, upTo } as const;
    const points = this.#points(name, device);
    if (points.length > 0) this.#tell(name, device, clear);
    // A page that sleeps, or a connection that is only believed to stand, may not take the notice off.
    const isAwake = points.some((point) => this.#isLive(point) && point.activity !== "asleep");
    if (effect.how === "push" && !isAwake) this.#wake(name, device, clear);
  }

  /** The connections of a device, here and elsewhere. */
  #points(name: AccountName, device: DeviceId): readonly Point[] {
    const points = this.#house.accounts.get(name)?.points ?? [];
    return points.filter((point) => point.device === device && point.node !== undefined);
  }

  #isLive(point: Point): boolean {
    return reachOf(point, this.#house.clock.now()) === "live";
  }

  /** To a device here, or by the node it is connected to. */
  #tell(name: AccountName, device: DeviceId, told: AlertTold): void {
    this.takeTold(name, device, told);
    const elsewhere = this.#house.accounts.get(name)?.elsewhere ?? [];
    if (elsewhere.some((point) => point.device === device))
      this.#house.bus.send([name], { type: "tell", account: name, device, told });
  }

  /** What the leading node decided for a device that is connected here. */
  takeTold(name: AccountName, device: DeviceId, told: AlertTold): void {
    for (const point of this.#house.accounts.get(name)?.here ?? [])
      if (point.device === device) point.sink.tell(told);
  }

  #push(name: AccountName, conversation: ConversationId, device: DeviceId, offsets: readonly Offset[]): void {
    const newest = offsets.at(-1) ?? 0;
    this.#payload(name, conversation, newest)
      .then((payload) => {
        if (payload !== undefined) this.#wake(name, device, payload);
      })
      .catch((cause: unknown) => this.#house.observe.failed("push", cause));
  }

  /** Undefined if it was deleted or read meanwhile. */
  async #payload(
    name: AccountName,
    conversation: ConversationId,
    offset: Offset,
  ): Promise<PushPayload | undefined> {
    const { store, topics, people } = this.#house;
    const [found] = await store.readMessages(conversation, [offset]);
    const own = await topics.load(accountTopic(name));
    const read = readUpTo(own, conversation);
    if (found === undefined || found.body.deletedAt !== undefined || read >= offset) return undefined;
    const unread = await store.countMessages(conversation, read, name, 100);
    const sender = await people.read(found.body.by);
    const info = entryAt(await topics.load(conversation), "info")?.body;
    const from = sender?.displayName ?? found.body.by;
    const title = info?.title ?? from;
    const message = messageId(conversation, offset);
    return { type: "message", conversation, message, from, title, text: shortened(found.body), unread };
  }

  #wake(name: AccountName, device: DeviceId, payload: PushPayload): void {
    const { store, push, observe } = this.#house;
    store
      .readDevice(device)
      .then(async (record) => {
        if (record?.push === undefined || record.account !== name) return;
        const outcome = await push.wake(record.push, payload, payload.type === "clear" ? "normal" : "high");
        observe.pushed(outcome);
        if (outcome === "gone") await this.#devices.subscribe(device, undefined);
      })
      .catch((cause: unknown) => observe.failed("push", cause));
  }

  /** A turn that came belongs to what "Why?" shows. */
  #explain(name: AccountName, conversation: ConversationId, effect: AlertEffect): void {
    if (effect.type === "withdraw") return;
    const { store, clock, node } = this.#house;
    const reason = { code: "nobody-reacted", row: "alert/turn" } as const;
    const entry: PlanEntry = { point: effect.device, how: effect.type, reason };
    const datum = `m:${messageId(conversation, effect.offsets.at(-1) ?? 0)}`;
    store.keepPlans([{ datum, account: name, at: clock.now(), node, entries: JSON.stringify([entry]) }]);
  }
}

function shortened(body: MessageBody): string {
  const text = body.text === "" ? (body.files ?? []).map((file) => file.name).join(", ") : body.text;
  return text.length <= pushedText ? text : `${text.slice(0, pushedText - 1)}…`;
}
