import type { AccountName, DeviceId, Time } from "../names.ts";
import { accountTopic } from "../names.ts";
import type { DeviceBody } from "../topic/entry.ts";
import type { DeviceRecord, PushSubscription } from "../ports/store.ts";
import { rejection, type Rejection } from "../rejection.ts";
import { entryAt } from "../topic/state.ts";
import type { AccountHere } from "./account-here.ts";
import { commitEntries } from "./commit.ts";
import type { Deliveries } from "./deliveries.ts";
import type { Goodbye } from "./told.ts";
import type { House } from "./house.ts";

/** Devices of accounts: how they come, change and go. The other devices are told through the account's topic. */
export class Devices {
  readonly #house: House;
  readonly #deliveries: Deliveries;
  /** Changes under way: those of one device follow each other, so that none writes over another. */
  readonly #turns = new Map<DeviceId, Promise<unknown>>();

  /** What the devices of an account can do or are called changed. */
  readonly #changed: (account: AccountHere) => void;

  constructor(house: House, deliveries: Deliveries, changed: (account: AccountHere) => void) {
    this.#house = house;
    this.#deliveries = deliveries;
    this.#changed = changed;
  }

  /** A new device; at the limit the policy decides. Rejects with `Unavailable`. */
  async add(record: DeviceRecord): Promise<Rejection | undefined> {
    const { store, adjusting } = this.#house;
    const { devicesPerAccount, atDeviceLimit } = adjusting.policy();
    const devices = await store.listDevices(record.account);
    if (devices.length >= devicesPerAccount) {
      const dropped = atDeviceLimit === "refuse" ? undefined : await this.#unusedLongest(devices);
      if (dropped === undefined) return rejection("device-limit");
      await this.remove(record.account, [dropped.id], "replaced");
    }
    await store.putDevice(record);
    await this.#tell(record, false);
    return undefined;
  }

  /** Of the devices without a connection, the one not seen for longest; lasting tokens are not taken away. */
  async #unusedLongest(devices: readonly DeviceRecord[]): Promise<DeviceRecord | undefined> {
    const connected = devices[0] === undefined ? none : await this.connected(devices[0].account);
    const [first] = devices
      .filter((device) => device.tenure !== "fixed" && !connected.has(device.id))
      .sort((one, other) => one.lastSeenAt - other.lastSeenAt);
    return first;
  }

  /** The devices of an account that are connected, to whichever node. Rejects with `Unavailable`. */
  async connected(name: AccountName): Promise<ReadonlySet<DeviceId>> {
    const { accounts, bus } = this.#house;
    const points = accounts.get(name)?.points ?? (bus.held(name) ? await bus.points([name]) : []);
    return new Set(points.filter((point) => point.node !== undefined).map((point) => point.device));
  }

  /**
   * Changes the record of a device as it is now; the record given back unchanged is not written. Gives the record
   * after the change, or undefined if there is no such device. Rejects with `Unavailable`.
   */
  update(id: DeviceId, change: (record: DeviceRecord) => DeviceRecord): Promise<DeviceRecord | undefined> {
    const { store } = this.#house;
    return this.#inTurn(id, async () => {
      const before = await store.readDevice(id);
      const after = before && change(before);
      if (after !== undefined && after !== before) await store.putDevice(after);
      return after;
    });
  }

  /** Keeps how a device is woken, or that it is not. All its account's nodes hear of it. Rejects with `Unavailable`. */
  async subscribe(id: DeviceId, push: PushSubscription | undefined): Promise<boolean> {
    const record = await this.update(id, (before) => {
      const { push: _, ...rest } = before;
      return push === undefined ? rest : { ...rest, push };
    });
    if (record !== undefined) await this.#tell(record, false);
    return record !== undefined;
  }

  #inTurn<T>(id: DeviceId, work: () => Promise<T>): Promise<T> {
    const before = this.#turns.get(id) ?? Promise.resolve();
    const turn = before
      .catch(() => undefined)
      .then(work)
      .finally(() => {
        if (this.#turns.get(id) === turn) this.#turns.delete(id);
      });
    this.#turns.set(id, turn);
    return turn;
  }

  /** Signs devices out, wherever they are connected. Rejects with `Unavailable`. */
  async remove(account: AccountName, ids: readonly DeviceId[], reason: SignOutReason): Promise<number> {
    const { store } = this.#house;
    const devices = (await store.listDevices(account)).filter((device) => ids.includes(device.id));
    for (const device of devices) {
      await this.#inTurn(device.id, () => store.removeDevice(device.id));
      await this.#tell(device, true);
    }
    const gone = devices.map((device) => device.id);
    this.close(account, gone, reason);
    this.#house.bus.send([account], { type: "sign-out", account, devices: gone, reason });
    return gone.length;
  }

  /** Removes the devices of public terminals that ended while no node was there to see it. Rejects with `Unavailable`. */
  async removePassed(before: Time): Promise<number> {
    const passed = await this.#house.store.passedDevices(before, 1000);
    let gone = 0;
    for (const device of passed) {
      if ((await this.connected(device.account)).has(device.id)) continue;
      gone += await this.remove(device.account, [device.id], "signed-out");
    }
    return gone;
  }

  /** Ends the connections of devices here. */
  close(name: AccountName, ids: readonly DeviceId[], reason: SignOutReason): void {
    const account = this.#house.accounts.get(name);
    for (const point of (account?.here ?? []).slice())
      if (ids.includes(point.device)) point.sink.close(goodbyes[reason]);
  }

  async #tell(record: DeviceRecord, gone: boolean): Promise<void> {
    const { id, kind, capabilities, createdAt } = record;
    const label = await this.#labelOf(record);
    const body: DeviceBody = { type: "device", device: id, label, kind, capabilities, createdAt, gone };
    const entries = [{ topic: accountTopic(record.account), body }];
    await commitEntries(this.#house, this.#deliveries, { entries, expect: [] }, undefined);
    await this.refresh(record.account);
  }

  /** What the person called it last stands in the account's topic. */
  async #labelOf(record: DeviceRecord): Promise<string> {
    const own = await this.#house.topics.load(accountTopic(record.account));
    return entryAt(own, "device", record.id)?.body.label ?? record.label;
  }

  /** Reads the devices of an account that is here again. */
  async refresh(name: AccountName): Promise<void> {
    const { store, topics, accounts } = this.#house;
    const account = accounts.get(name);
    if (account === undefined) return;
    const devices = await store.listDevices(name);
    const own = await topics.load(account.topic);
    account.devicesChanged(
      devices.map((device) => ({
        ...device,
        label: entryAt(own, "device", device.id)?.body.label ?? device.label,
      })),
    );
    this.#changed(account);
  }
}

const none: ReadonlySet<DeviceId> = new Set();

export type SignOutReason = "signed-out" | "disabled" | "replaced" | "token-reused";

const goodbyes = {
  "signed-out": "signed-out",
  disabled: "disabled",
  replaced: "signed-out",
  "token-reused": "token-reused",
} as const satisfies Record<SignOutReason, Goodbye>;
