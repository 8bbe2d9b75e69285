import type { ConversationId, DeviceId, Offset } from "../names.ts";
import type { PlanEntry } from "../delivery/plan.ts";
import type { Entry } from "../topic/entry.ts";
import type { AccountHere } from "./account-here.ts";
import type { Deliveries } from "./deliveries.ts";
import type { Devices } from "./devices.ts";
import type { House } from "./house.ts";

/** Open alerts. */
export class Alerts {
  readonly #house: House;
  constructor(house: House, _deliveries: Deliveries, _devices: Devices) {
    this.#house = house;
  }
  get size(): number {
    return 0;
  }
  planned(
    _account: AccountHere,
    _conversation: ConversationId,
    _entry: Entry,
    _planned: readonly PlanEntry[],
  ): void {
    void this.#house;
  }
  read(
    _account: AccountHere,
    _conversation: ConversationId,
    _upTo: Offset,
    _from: DeviceId | undefined,
  ): void {}
  close(): void {}
}
