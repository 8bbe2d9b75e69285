import { accountTopic, type AccountName, type ConversationId, type DeviceId } from "../names.ts";
import { contactOf, conversationsOf } from "../people/account-state.ts";
import { membersOf, ownersOf } from "../conversation/membership.ts";
import { entriesOf, type TopicState } from "../topic/state.ts";
import { expectation } from "./decision.ts";
import type { AccountRecord, DeviceRecord, NewEntry } from "../ports/store.ts";
import { rejection, type Rejection } from "../rejection.ts";
import type { Entry, MessageBody } from "../topic/entry.ts";
import type { AskOf } from "./ask.ts";
import { commitEntries } from "./commit.ts";
import type { Deliveries } from "./deliveries.ts";
import type { Devices } from "./devices.ts";
import { loadSure } from "./trust.ts";
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
    const { people, secrets, clock } = this.#house;
    const { name, displayName, kind, password, admin } = account;
    const passwordHash = password === undefined ? {} : { passwordHash: await secrets.hashPassword(password) };
    const refused = await this.#claim(account);
    if (refused !== undefined) return refused;
    const record: AccountRecord = {
      name,
      displayName,
      kind,
      admin,
      disabled: false,
      createdAt: clock.now(),
      ...passwordHash,
    };
    await people.put(record);
    return record;
  }

  /**
   * The profile is written only by the first of those who want a name at once. The name of an account that was removed
   * is not given again: its conversations are still there for whoever has it.
   */
  async #claim({ name, displayName, kind }: NewAccount): Promise<Rejection | undefined> {
    const taken = rejection("already-exists", name);
    const topic = accountTopic(name);
    this.#house.topics.doubt(topic);
    const own = await loadSure(this.#house, topic);
    if ((await this.#house.store.readAccount(name)) !== undefined) return taken;
    if (own.head > 0 && !own.keys.has("profile"))
      return rejection("already-exists", "The name was used before.");
    const entries = [{ topic, body: { type: "profile", kind, displayName } as const }];
    const expect = [expectation(own, "profile")];
    const done = await commitEntries(this.#house, this.#deliveries, { entries, expect }, undefined);
    return done === "stale" ? taken : undefined;
  }

  /** `staying`: the device that asked for it for its own account. */
  async change(ask: AskOf<"change-account">, staying?: DeviceId): Promise<Rejection | undefined> {
    const { people, secrets } = this.#house;
    const before = await people.readNow(ask.account);
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
    else if (passwordHash !== undefined) await this.#signOutAll(ask.account, "signed-out", staying);
    return undefined;
  }

  async #otherAdmin(than: AccountRecord): Promise<boolean> {
    const accounts = await this.#house.store.listAccounts();
    return accounts.some((account) => account.admin && !account.disabled && account.name !== than.name);
  }

  /** Scripts keep their tokens when only the password changes. */
  async #signOutAll(name: AccountName, reason: "disabled" | "signed-out", staying?: DeviceId): Promise<void> {
    const devices = await this.#house.store.listDevices(name);
    const goes = ({ id, tenure }: DeviceRecord): boolean =>
      reason === "disabled" || (tenure !== "fixed" && id !== staying);
    const going = devices.filter(goes);
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

  async refusesRemoval(name: AccountName): Promise<Rejection | undefined> {
    const record = await this.#house.people.readNow(name);
    if (record === undefined) return rejection("no-such-account");
    if (record.admin && !(await this.#otherAdmin(record)))
      return rejection("not-allowed", "It is the only administrator.");
    return undefined;
  }

  async remove(name: AccountName): Promise<Rejection | undefined> {
    const { store, people, topics } = this.#house;
    const refused = await this.refusesRemoval(name);
    if (refused !== undefined) return refused;
    const own = await loadSure(this.#house, accountTopic(name));
    for (const group of conversationsOf(own).filter((conversation) => conversation.startsWith("g:")))
      await this.#commit(leaving(await loadSure(this.#house, group), name));
    await this.#commit(await this.#withoutContact(own, name));
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

  /** The others' side of the account's relations ends. */
  async #withoutContact(own: TopicState, name: AccountName): Promise<readonly NewEntry[]> {
    const contacts = entriesOf(own, "contact").map((entry) => entry.body.account);
    const states = await Promise.all(contacts.map((one) => loadSure(this.#house, accountTopic(one))));
    return states.flatMap((state): NewEntry[] => {
      const theirs = contactOf(state, name);
      return theirs.state === "gone" ? [] : [{ topic: state.topic, body: { ...theirs, state: "gone" } }];
    });
  }

  /** Everything that belongs to an account: what its topic says, its devices, and the conversations it can read. */
  async export(name: AccountName): Promise<unknown> {
    const { store, people } = this.#house;
    const record = await people.readNow(name);
    if (record === undefined) return rejection("no-such-account");
    const { passwordHash: _, ...account } = record;
    const own = await loadSure(this.#house, accountTopic(name));
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
    const { store } = this.#house;
    const state = await loadSure(this.#house, id);
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

/** A member goes; if it was the only owner, the member of longest standing becomes one. */
function leaving(group: TopicState, name: AccountName): readonly NewEntry[] {
  const member = { type: "member", by: name } as const;
  const gone: NewEntry = { topic: group.topic, body: { ...member, account: name, role: "gone" } };
  const [heir] = membersOf(group).filter((account) => account !== name);
  const owners = ownersOf(group);
  if (heir === undefined || owners.length !== 1 || owners[0] !== name) return [gone];
  return [gone, { topic: group.topic, body: { ...member, account: heir, role: "owner" } }];
}
