import type { AccountName, ConversationId, DeviceId } from "../names.ts";
import { membersOf } from "../conversation/membership.ts";
import type { Entry } from "../topic/entry.ts";
import type { TopicState } from "../topic/state.ts";
import type { AccountHere } from "./account-here.ts";
import type { Alerts } from "./alerts.ts";
import type { Devices } from "./devices.ts";
import type { House } from "./house.ts";
import type { Watching } from "./watching.ts";

/** What entries mean beyond themselves: for alerts, for those who watch, for the records, for who knows whom. */
export class Changes {
  readonly #house: House;
  readonly #watching: Watching;
  readonly #alerts: Alerts;
  readonly #devices: Devices;

  constructor(house: House, watching: Watching, alerts: Alerts, devices: Devices) {
    this.#house = house;
    this.#watching = watching;
    this.#alerts = alerts;
    this.#devices = devices;
  }

  /** Entries of an account's own topic came. `origin`: this node made them. */
  own(name: AccountName, entries: readonly Entry[], from: DeviceId | undefined, origin: boolean): void {
    const account = this.#house.accounts.get(name);
    if (origin) this.#tellOthers(name, account, entries);
    for (const { body } of entries) {
      if (body.type === "read") this.#alerts.acted(name, body.conversation, body.upTo, from);
      if (body.type === "device" && body.gone) this.#alerts.deviceGone(name, body.device);
      if (account === undefined) continue;
      if (body.type === "contact" || body.type === "joined") this.#watching.refresh(account);
      if (body.type === "settings" || body.type === "status") this.#watching.changed(account);
      if (body.type === "contact") this.#introduce(account, [body.account]);
      if (body.type === "joined" && !body.gone) this.#introduceMembers(account, body.conversation);
      if (body.type === "device") this.#refreshDevices(name);
    }
  }

  /** What those who watch an account have to know of its own entries; done once, where they were made. */
  #tellOthers(name: AccountName, account: AccountHere | undefined, entries: readonly Entry[]): void {
    const changes = new Set(entries.map((entry) => entry.body.type));
    const said = changes.has("status") && account === undefined && !this.#house.bus.held(name);
    if (changes.has("contact") || changes.has("settings") || said) this.#recheck(name);
    const { people, observe } = this.#house;
    const failed = (cause: unknown): void => observe.failed("keep in the records", cause);
    for (const { body } of entries) {
      if (body.type === "profile")
        people
          .rename(name, body.displayName)
          .then(() => {
            for (const watcher of this.#watching.watchersOf(name)) this.#introduce(watcher, [name]);
            this.#recheck(name);
          })
          .catch(failed);
      if (body.type === "device" && !body.gone)
        this.#devices.update(body.device, (record) => ({ ...record, label: body.label })).catch(failed);
    }
  }

  #recheck(name: AccountName): void {
    this.#watching.recheck(name);
    this.renamed(name);
    this.#house.bus.tellWatchers(name, { type: "recheck", account: name });
  }

  /** Those here who know the account learn what it is called now, if that changed. */
  renamed(name: AccountName): void {
    const { people, observe } = this.#house;
    const before = people.record(name)?.displayName;
    people
      .readNow(name)
      .then((record) => {
        if (record === undefined || record.displayName === before) return;
        for (const watcher of this.#watching.watchersOf(name)) this.#introduce(watcher, [name]);
      })
      .catch((cause: unknown) => observe.failed("introduce", cause));
  }

  #refreshDevices(name: AccountName): void {
    this.#devices
      .refresh(name)
      .catch((cause: unknown) => this.#house.observe.failed("refresh devices", cause));
  }

  #introduce(account: AccountHere, names: readonly AccountName[]): void {
    const { people, observe } = this.#house;
    people
      .persons(names)
      .then((persons) =>
        account.here.forEach((point) => {
          if (point.started) point.sink.tell({ type: "people", people: persons });
        }),
      )
      .catch((cause: unknown) => observe.failed("introduce", cause));
  }

  #introduceMembers(account: AccountHere, conversation: ConversationId): void {
    const { topics, observe } = this.#house;
    topics
      .load(conversation)
      .then((state) => this.#introduce(account, membersOf(state)))
      .catch((cause: unknown) => observe.failed("introduce", cause));
  }

  /** People became part of a conversation: its members learn who they are. */
  membersCame(state: TopicState, entries: readonly Entry[]): void {
    const came = entries.flatMap(({ body }) =>
      body.type === "member" && body.role !== "gone" ? [body.account] : [],
    );
    if (came.length === 0) return;
    for (const name of membersOf(state)) {
      const account = this.#house.accounts.get(name);
      if (account !== undefined && account.here.length > 0) this.#introduce(account, came);
    }
  }
}
