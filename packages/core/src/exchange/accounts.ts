import { accountTopic, type AccountName, type ConversationId, type DeviceId } from "../names.ts";
import { conversationsOf } from "../people/account-state.ts";
import type { AccountRecord, NewEntry } from "../ports/store.ts";
import { rejection, type Rejection } from "../rejection.ts";
import type { Entry, MessageBody } from "../topic/entry.ts";
import type { AskOf } from "./ask.ts";
import { commitEntries } from "./commit.ts";
import type { Deliveries } from "./deliveries.ts";
import type { Devices } from "./devices.ts";
import type { House } from "./house.ts";

export interface NewAccount {
  readonly name: AccountName;
  readonly displayName: string;
  readonly kind: "person" | "desk" | "bot";
  readonly password: string | undefined;
  readonly admin: boolean;
}

/** How accounts come, change and go. All methods reject with `Unavailable` only. */
export class Accounts {
  readonly #house: House;
  readonly #deliveries: Deliveries;
  readonly #devices: Devices;

  constructor(house: House, deliveries: Deliveries, devices: Devices) {
    this.#house = house;
    this.#deliveries = deliveries;
    this.#devices = devices;
  }

  async add(account: NewAccount): Promise<AccountRecord | Rejection> {
    const { store, people, secrets, clock } = this.#house;
    const { name, displayName, kind, password, admin } = account;
    if ((await store.readAccount(name)) !== undefined) return rejection("already-exists", name);
    const record: AccountRecord = {
      name,
      displayName,
      kind,
      admin,
      disabled: false,
      createdAt: clock.now(),
      ...(password === undefined ? {} : { passwordHash: await secrets.hashPassword(password) }),
    };
    await people.put(record);
    await this.#commit([{ topic: accountTopic(name), body: { type: "profile", kind, displayName } }]);
    return record;
  }

  async change(ask: AskOf<"change-account">): Promise<Rejection | undefined> {
    const { people, secrets } = this.#house;
    const before = await people.read(ask.account);
    if (before === undefined) return rejection("no-such-account");
    const losesAdmin = before.admin && (ask.admin === false || ask.disabled === true);
    if (losesAdmin && !(await this.#otherAdmin(before)))
      return rejection("not-allowed", "It is the only administrator.");
    const passwordHash = ask.password === undefined ? undefined : await secrets.hashPassword(ask.password);
    await people.put({
      ...before,
      admin: ask.admin ?? before.admin,
      disabled: ask.disabled ?? before.disabled,
      ...(passwordHash === undefined ? {} : { passwordHash }),
    });
    // Whoever knew the old password, or is no longer welcome, must not stay.
    if (ask.disabled === true) await this.#signOutAll(ask.account, "disabled");
    else if (passwordHash !== undefined) await this.#signOutAll(ask.account, "signed-out");
    return undefined;
  }

  async #otherAdmin(than: AccountRecord): Promise<boolean> {
    const accounts = await this.#house.store.listAccounts();
    return accounts.some((account) => account.admin && !account.disabled && account.name !== than.name);
  }

  /** Scripts keep their tokens when only the password changes. */
  async #signOutAll(name: AccountName, reason: "disabled" | "signed-out"): Promise<void> {
    const devices = await this.#house.store.listDevices(name);
    const going = devices.filter((device) => reason === "disabled" || !device.fixedToken);
    if (reason === "signed-out")
      await this.#devices.remove(
        name,
        going.map((device) => device.id),
        reason,
      );
    else
      this.#disconnect(
        name,
        going.map((device) => device.id),
      );
  }

  /** A disabled account keeps its devices, for when it is enabled again. */
  #disconnect(account: AccountName, devices: readonly DeviceId[]): void {
    this.#devices.close(account, devices, "disabled");
    this.#house.bus.send([account], { type: "sign-out", account, devices, reason: "disabled" });
  }

  async remove(name: AccountName): Promise<Rejection | undefined> {
    const { store, people, topics } = this.#house;
    const record = await people.read(name);
    if (record === undefined) return rejection("no-such-account");
    if (record.admin && !(await this.#otherAdmin(record)))
      return rejection("not-allowed", "It is the only administrator.");
    const own = await topics.load(accountTopic(name));
    const groups = conversationsOf(own).filter((conversation) => conversation.startsWith("g:"));
    await this.#commit(
      groups.map(
        (topic): NewEntry => ({ topic, body: { type: "member", account: name, role: "gone", by: name } }),
      ),
    );
    const devices = await store.listDevices(name);
    await this.#devices.remove(
      name,
      devices.map((device) => device.id),
      "signed-out",
    );
    await store.removeAccount(name);
    people.forget(name);
    topics.doubt(accountTopic(name));
    return undefined;
  }

  /** Everything that belongs to an account: what its topic says, its devices, and the conversations it can read. */
  async export(name: AccountName): Promise<unknown> {
    const { store, people, topics } = this.#house;
    const record = await people.read(name);
    if (record === undefined) return rejection("no-such-account");
    const { passwordHash: _, ...account } = record;
    const own = await topics.load(accountTopic(name));
    const devices = (await store.listDevices(name)).map(
      ({ id, label, kind, capabilities, createdAt, lastSeenAt }) => ({
        id,
        label,
        kind,
        capabilities,
        createdAt,
        lastSeenAt,
      }),
    );
    const conversations = [];
    for (const id of conversationsOf(own)) conversations.push({ id, ...(await this.#conversation(id)) });
    return { account, state: [...own.keys.values()].map((entry) => entry.body), devices, conversations };
  }

  async #conversation(id: ConversationId) {
    const { store, topics } = this.#house;
    const state = await topics.load(id);
    const messages: Entry<MessageBody>[] = [];
    for (let before = state.head + 1; ; ) {
      const page = await store.readHistory(id, before, 500);
      messages.push(...page);
      const last = page.at(-1);
      if (last === undefined || page.length < 500) break;
      before = last.offset;
    }
    return { state: [...state.keys.values()].map((entry) => entry.body), messages: messages.toReversed() };
  }

  async #commit(entries: readonly NewEntry[]): Promise<void> {
    if (entries.length > 0)
      await commitEntries(this.#house, this.#deliveries, { entries, expect: [] }, undefined);
  }
}
