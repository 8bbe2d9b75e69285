import type { Alarm } from "@elsewhere/machine";
import {
  accountTopic,
  type AccountName,
  type ConversationId,
  type DeviceId,
  type NodeName,
  type Offset,
  type Time,
  type TopicId,
} from "../names.ts";
import type { Activity, Capability, DeviceKind, Point } from "../points/point.ts";
import { reachOf } from "../points/reach.ts";
import type { DeviceRecord } from "../ports/store.ts";
import type { Presence } from "../presence/presence.ts";
import type { Sink } from "./told.ts";

/** A point that is connected to this node. Its fields change in place: there may be a hundred thousand of them. */
export class PointHere implements Point {
  readonly account: AccountName;
  readonly device: DeviceId;
  readonly node: NodeName;
  readonly sink: Sink;
  label: string;
  readonly kind: DeviceKind;
  readonly capabilities: readonly Capability[];
  activity: Activity;
  lastActiveAt: Time;
  heardAt: Time;
  open: ConversationId | undefined;
  inCall = false;
  pushable: boolean;
  /** Whether its `hello` has been answered; before that it is told nothing. */
  started = false;
  /** While it catches up: topics that got entries meanwhile. Undefined: it is live. */
  missed: Set<TopicId> | undefined = new Set();
  /** What it was sent while it caught up and what may still come once more: the newest place by topic. */
  caughtUp: Map<TopicId, Offset> | undefined;
  /** When the account's other nodes were last told of it. */
  announcedAt: Time;

  constructor(
    record: DeviceRecord,
    node: NodeName,
    sink: Sink,
    now: Time,
    capabilities: readonly Capability[],
  ) {
    this.account = record.account;
    this.device = record.id;
    this.node = node;
    this.sink = sink;
    this.label = record.label;
    this.kind = record.kind;
    this.capabilities = capabilities;
    this.activity = "idle";
    this.lastActiveAt = now;
    this.heardAt = now;
    this.announcedAt = now;
    this.pushable = record.push !== undefined;
  }

  /** Whether it got the entry already, while it caught up. What is newer ends the question for its topic. */
  had(topic: TopicId, offset: Offset): boolean {
    const upTo = this.caughtUp?.get(topic);
    if (upTo === undefined) return false;
    if (offset <= upTo) return true;
    this.caughtUp?.delete(topic);
    return false;
  }
}

/** A point as data, without its connection. */
export function plainPoint(point: Point): Point {
  const { device, account, node, label, kind, capabilities } = point;
  const { activity, lastActiveAt, heardAt, open, inCall, pushable } = point;
  return {
    device,
    account,
    node,
    label,
    kind,
    capabilities,
    activity,
    lastActiveAt,
    heardAt,
    open,
    inCall,
    pushable,
  };
}

/** A point as the person's devices see it: one without a connection is asleep. */
export function shownPoint(point: Point): Point {
  return point.node === undefined ? { ...plainPoint(point), activity: "asleep" } : plainPoint(point);
}

/** A device that is not connected anywhere; it may be woken by push. */
export function restingPoint(record: DeviceRecord): Point {
  return {
    device: record.id,
    account: record.account,
    node: undefined,
    label: record.label,
    kind: record.kind,
    capabilities: record.capabilities,
    activity: "asleep",
    lastActiveAt: record.lastSeenAt,
    heardAt: record.lastSeenAt,
    open: undefined,
    inCall: false,
    pushable: record.push !== undefined,
  };
}

/** An account with points on this node, or one that something was just delivered to. */
export class AccountHere {
  readonly name: AccountName;
  readonly topic: TopicId;
  /** Connected to this node; a device may be connected more than once (tabs). */
  readonly here: PointHere[] = [];
  /** Connected to other nodes. */
  elsewhere: readonly Point[];
  /** Where the deliveries of this node stood when it began to hold the account. */
  readonly since: number;
  /** All devices of the account, connected or not. */
  devices: readonly DeviceRecord[];
  /** Devices that were connected, as they were when they left. */
  #left: Map<DeviceId, Point> | undefined;
  #points: readonly Point[] | undefined;
  /** What watchers were told last; undefined if another node may have told them something else. */
  published: Presence | undefined;
  /** Wakes when the composite changes by the passing of time. */
  presenceAlarm: Alarm | undefined;
  /** Wakes when the last point has stayed away long enough. */
  vacateAlarm: Alarm | undefined;
  /** Accounts whose presence this account's points are told. */
  watched: ReadonlySet<AccountName> = new Set();
  /** Where the person last wrote, by conversation; only the newest few. */
  readonly repliedFrom = new Map<ConversationId, { readonly device: DeviceId; readonly at: Time }>();
  /** Newest message of others that points here were sent and have not acknowledged, by conversation. */
  readonly sent = new Map<ConversationId, Offset>();
  /** Acknowledged and not yet written as a receipt. */
  readonly received = new Map<ConversationId, Offset>();

  constructor(
    name: AccountName,
    devices: readonly DeviceRecord[],
    elsewhere: readonly Point[],
    since: number,
  ) {
    this.name = name;
    this.topic = accountTopic(name);
    this.devices = devices;
    this.elsewhere = elsewhere;
    this.since = since;
  }

  /** Every point of the account: connected here, connected elsewhere, and resting devices. */
  get points(): readonly Point[] {
    this.#points ??= this.#allPoints();
    return this.#points;
  }

  #allPoints(): readonly Point[] {
    const connected: Point[] = [...this.here, ...this.elsewhere];
    const devices = new Set(connected.map((point) => point.device));
    const resting = this.devices.filter((record) => !devices.has(record.id));
    return [...connected, ...resting.map((record) => this.#left?.get(record.id) ?? restingPoint(record))];
  }

  /** A point's connection is gone; false if it was not here. */
  departed(point: PointHere, at: Time): boolean {
    const index = this.here.indexOf(point);
    if (index < 0) return false;
    this.here.splice(index, 1);
    this.#rests(point, at);
    return true;
  }

  #rests(point: Point, at: Time): void {
    const resting: Point = {
      // It may be back at once: until it is past that, it counts as it was.
      ...plainPoint(point),
      node: undefined,
      heardAt: at,
      open: undefined,
      inCall: false,
    };
    (this.#left ??= new Map()).set(point.device, resting);
    this.pointsChanged();
  }

  pointsChanged(): void {
    this.#points = undefined;
  }

  devicesChanged(devices: readonly DeviceRecord[]): void {
    this.devices = devices;
    const records = new Map(devices.map((device) => [device.id, device]));
    const changed = (point: Point) => {
      const record = records.get(point.device);
      return record && { label: record.label, pushable: record.push !== undefined };
    };
    for (const point of this.here) Object.assign(point, changed(point));
    this.elsewhere = this.elsewhere.map((point) => ({ ...point, ...changed(point) }));
    for (const [device, point] of this.#left ?? []) this.#left?.set(device, { ...point, ...changed(point) });
    this.pointsChanged();
  }

  /** A point on another node came or changed, or (`gone`) went. */
  pointElsewhere(point: Point, gone: boolean, at: Time): void {
    // Other nodes tell of their points again and again: one not told of for long went with its node.
    const known = this.elsewhere.filter((one) => reachOf(one, at) === "live");
    this.elsewhere = withPoint(known, point, gone);
    if (gone) this.#rests(point, at);
    this.pointsChanged();
  }

  replied(conversation: ConversationId, device: DeviceId, at: Time): void {
    this.repliedFrom.delete(conversation);
    this.repliedFrom.set(conversation, { device, at });
    if (this.repliedFrom.size <= repliesKept) return;
    for (const oldest of this.repliedFrom.keys()) {
      this.repliedFrom.delete(oldest);
      return;
    }
  }
}

/** Points of other nodes after one of them came, changed or (`gone`) went. */
export function withPoint(points: readonly Point[], point: Point, gone: boolean): readonly Point[] {
  const others = points.filter((other) => other.device !== point.device || other.node !== point.node);
  return gone ? others : [...others, point];
}

/** Conversations for which it is remembered where the person wrote last. */
const repliesKept = 16;
