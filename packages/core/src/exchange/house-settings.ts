import { everyNode, settingsTopic, type SettingBody } from "../administration/house-setting.ts";
import type { Adjusting, Policy } from "../ports/adjusting.ts";
import { rejection, type Rejection } from "../rejection.ts";
import type { Asker } from "./ask.ts";
import type { ExchangeLimits, House } from "./house.ts";

/** Settings that were changed while the house runs: kept in a topic of their own, in force on every node. */
export class HouseSettings {
  readonly #house: House;

  constructor(house: House) {
    this.#house = house;
  }

  /** Puts in force what is kept. Rejects with `Unavailable`. */
  async read(): Promise<void> {
    const { entries } = await this.#house.store.readTopic(settingsTopic);
    const values = new Map<string, string>();
    for (const { body } of entries) {
      const { name, value } = body as unknown as SettingBody;
      if (value !== null) values.set(name, value);
    }
    this.#house.adjusting.apply(values);
  }

  /** Another node changed something. What cannot be read now is read with the next tidying. Never rejects. */
  async follow(): Promise<void> {
    await this.read().catch((cause: unknown) => this.#house.observe.failed("read the settings", cause));
  }

  /** `null`: as configured again. Rejects with `Unavailable`. */
  async change(asker: Asker, name: string, value: string | null): Promise<Rejection | undefined> {
    const { adjusting, store, clock, bus, audit } = this.#house;
    const refused = adjusting.refuses(name, value);
    if (refused !== undefined) return rejection("invalid-request", refused);
    const body: SettingBody = { type: "setting", name, value, by: asker.account };
    await store.commit({ at: clock.now(), expect: [], entries: [{ topic: settingsTopic, body }] });
    await this.read();
    bus.send([everyNode], { type: "settings-changed" });
    await audit.noteOf(asker, {
      what: "setting-changed",
      detail: value === null ? name : `${name}: ${value}`,
    });
    return undefined;
  }
}

/** Nothing can be changed: what the limits say holds. */
export function fixedSettings(limits: ExchangeLimits): Adjusting {
  const { devicesPerAccount, atDeviceLimit } = limits;
  const policy: Policy = {
    signUp: "invitation",
    devicesPerAccount,
    atDeviceLimit,
    auditAddresses: "network",
  };
  return {
    list: () => [],
    refuses: (name) => `There is no setting "${name}" that can be changed here.`,
    apply: () => undefined,
    policy: () => policy,
  };
}
