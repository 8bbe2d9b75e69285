import type { AccountName, DeviceId } from "../names.ts";
import { accountTopic } from "../names.ts";
import type { DeviceBody } from "../topic/entry.ts";
import type { DeviceRecord } from "../ports/store.ts";
import { rejection, type Rejection } from "../rejection.ts";
import { commitEntries } from "./commit.ts";
import type { Deliveries } from "./deliveries.ts";
import type { Goodbye } from "./told.ts";
import type { House } from "./house.ts";

/** Devices of accounts: how they come, change and go. The other devices are told through the account's topic. */
export class Devices {
  readonly #house: House;
  readonly #deliveries: Deliveries;

  constructor(house: House, deliveries: Deliveries) {
    this.#house = house;
    this.#deliveries = deliveries;
  }

  /** A new device; at the limit the policy decides. Rejects with `Unavailable`. */
  async add(record: DeviceRecord): Promise<Rejection | undefined> {
    const { store, limits } = this.#house;
    const devices = await store.listDevices(record.account);
    if (devices.length >= limits.devicesPerAccount) {
      const dropped = limits.atDeviceLimit === "refuse" ? undefined : this.#unusedLongest(devices);
      if (dropped === undefined) return rejection("device-limit");
      await this.remove(record.account, [dropped.id], "replaced");
    }
    await store.putDevice(record);
    await this.#tell(record, false);
    return undefined;
  }

  /** Of the devices without a connection here, the one not seen for longest; lasting tokens are not taken away. */
  #unusedLongest(devices: readonly DeviceRecord[]): DeviceRecord | undefined {
    const [first] = devices
      .filter((device) => !device.fixedToken && !this.connected(device))
      .sort((one, other) => one.lastSeenAt - other.lastSeenAt);
    return first;
  }

  connected(device: DeviceRecord): boolean {
    const account = this.#house.accounts.get(device.account);
    return account?.points.some((point) => point.device === device.id && point.node !== undefined) ?? false;
  }

  /** Writes a changed record; `told`: its label or capabilities changed. Rejects with `Unavailable`. */
  async change(record: DeviceRecord, told: boolean): Promise<void> {
    await this.#house.store.putDevice(record);
    if (told) await this.#tell(record, false);
    else await this.refresh(record.account);
  }

  /** Signs devices out, wherever they are connected. Rejects with `Unavailable`. */
  async remove(account: AccountName, ids: readonly DeviceId[], reason: SignOutReason): Promise<number> {
    const { store } = this.#house;
    const devices = (await store.listDevices(account)).filter((device) => ids.includes(device.id));
    for (const device of devices) {
      await store.removeDevice(device.id);
      await this.#tell(device, true);
    }
    const gone = devices.map((device) => device.id);
    this.close(account, gone, reason);
    this.#house.bus.send([account], { type: "sign-out", account, devices: gone, reason });
    return gone.length;
  }

  /** Ends the connections of devices here. */
  close(name: AccountName, ids: readonly DeviceId[], reason: SignOutReason): void {
    const account = this.#house.accounts.get(name);
    for (const point of (account?.here ?? []).slice())
      if (ids.includes(point.device)) point.sink.close(goodbyes[reason]);
  }

  async #tell(record: DeviceRecord, gone: boolean): Promise<void> {
    const { id, label, kind, capabilities, createdAt } = record;
    const body: DeviceBody = { type: "device", device: id, label, kind, capabilities, createdAt, gone };
    const entries = [{ topic: accountTopic(record.account), body }];
    await commitEntries(this.#house, this.#deliveries, { entries, expect: [] }, undefined);
    await this.refresh(record.account);
  }

  /** Reads the devices of an account that is here again. */
  async refresh(name: AccountName): Promise<void> {
    const account = this.#house.accounts.get(name);
    if (account !== undefined) account.devicesChanged(await this.#house.store.listDevices(name));
  }
}

export type SignOutReason = "signed-out" | "disabled" | "replaced" | "token-reused";

const goodbyes = {
  "signed-out": "signed-out",
  disabled: "disabled",
  replaced: "signed-out",
  "token-reused": "token-reused",
} as const satisfies Record<SignOutReason, Goodbye>;
