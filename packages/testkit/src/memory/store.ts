import {
  accountTopic,
  Unavailable,
  type AccountName,
  type AccountRecord,
  type AttachmentKind,
  type CardId,
  type CardRecord,
  type Commit,
  type CommitResult,
  type ConversationId,
  type DeviceId,
  type DeviceRecord,
  type FileId,
  type FileRecord,
  type Offset,
  type PassRecord,
  type PlanRecord,
  type SearchQuery,
  type Store,
  type Time,
  type TopicId,
} from "@elsewhere/core";
import { Disk } from "./disk.ts";
import { fileTotals } from "./file-totals.ts";
import { foundIn, recentIn } from "./finding.ts";
import { holdsFile, isUsed, messagesWith } from "./file-use.ts";
import { passkeysOn } from "./passkeys.ts";

/** A store in memory whose failures and delays are ordered by the test. */
export interface MemoryStore extends Store {
  /** While true every call rejects with `Unavailable`. */
  failing: boolean;
  /** Commits are done at once from now on, but answered only when the returned function is called. */
  holdAnswers(): () => void;
  /** Like a restore of a backup: offsets of before mean nothing from now on. */
  newEpoch(): void;
}

/** What stores keep. */
export interface MemoryDisk {
  /** A store on this disk; several at once have the same. */
  open(): MemoryStore;
}

export function createMemoryDisk(): MemoryDisk {
  const disk = new Disk();
  return { open: () => new StoreInMemory(disk) };
}

const byName = <T>(name: (one: T) => string) => {
  return (one: T, other: T): number => (name(one) < name(other) ? -1 : 1);
};

class StoreInMemory implements MemoryStore {
  readonly #disk: Disk;
  failing = false;
  #closed = false;
  #held: (() => void)[] | undefined;
  readonly #passkeys = passkeysOn((work) => this.#call(work));
  readonly readPasskey = this.#passkeys.read;
  readonly listPasskeys = this.#passkeys.list;
  readonly putPasskey = this.#passkeys.put;
  readonly usePasskey = this.#passkeys.use;
  readonly removePasskey = this.#passkeys.remove;

  constructor(disk: Disk) {
    this.#disk = disk;
  }

  get epoch(): string {
    return this.#disk.epoch;
  }

  newEpoch(): void {
    this.#disk.epoch = `epoch-${Number(this.#disk.epoch.slice(6)) + 1}`;
  }

  holdAnswers(): () => void {
    const held: (() => void)[] = (this.#held ??= []);
    return () => {
      if (this.#held === held) this.#held = undefined;
      for (const answer of held) answer();
    };
  }

  /** Every call settles later, as over a wire, and sees the disk as it is at the call. */
  #call<T>(work: (disk: Disk) => T): Promise<T> {
    if (this.failing || this.#closed) return Promise.reject(new Unavailable("store", "it is switched off"));
    return Promise.resolve(work(this.#disk));
  }

  async commit(commit: Commit): Promise<CommitResult> {
    const result = await this.#call((disk) => disk.commit(commit));
    const held = this.#held;
    if (held !== undefined) await new Promise<void>((resolve) => held.push(resolve));
    return result;
  }

  readTopic(topic: TopicId) {
    return this.#call((disk) => {
      const found = disk.topics.get(topic);
      return { head: found?.head ?? 0, entries: found?.keyed() ?? [] };
    });
  }

  readHeads(topics: readonly TopicId[]) {
    return this.#call((disk) => topics.map((topic) => disk.topics.get(topic)?.head ?? 0));
  }

  readEntries(topic: TopicId, after: Offset, limit: number) {
    return this.#call((disk) => {
      const all = disk.topics.get(topic)?.all() ?? [];
      return all.filter(({ offset }) => offset > after).slice(0, limit);
    });
  }

  readHistory(topic: ConversationId, before: Offset, limit: number) {
    return this.#call((disk) => {
      const all = disk.topics.get(topic)?.messages() ?? [];
      return all
        .filter(({ offset }) => offset < before)
        .toReversed()
        .slice(0, limit);
    });
  }

  readMessages(topic: ConversationId, offsets: readonly Offset[]) {
    return this.#call((disk) => {
      const found = disk.topics.get(topic);
      return (found?.messages() ?? [])
        .filter(({ offset }) => offsets.includes(offset))
        .map((entry) => ({ ...entry, revision: found?.placeOf(`revised:${entry.offset}`) ?? 0 }));
    });
  }

  countMessages(topic: ConversationId, after: Offset, except: AccountName, atMost: number) {
    return this.#call((disk) => {
      const all = disk.topics.get(topic)?.messages() ?? [];
      const counted = all.filter(
        ({ offset, body }) => offset > after && body.by !== except && body.deletedAt === undefined,
      );
      return Math.min(counted.length, atMost);
    });
  }

  readRecent(since: Time, limit: number) {
    return this.#call((disk) => recentIn(disk, since, limit));
  }

  search(query: SearchQuery) {
    return this.#call((disk) => foundIn(disk, query));
  }

  readAccount(name: AccountName) {
    return this.#call((disk) => disk.accounts.get(name));
  }

  listAccounts() {
    return this.#call((disk) => [...disk.accounts.values()].sort(byName((one) => one.name)));
  }

  findAccounts(text: string, limit: number) {
    return this.#call((disk) => {
      const start = text.toLowerCase();
      const begins = (one: AccountRecord): boolean =>
        one.name.startsWith(start) || one.displayName.toLowerCase().startsWith(start);
      const found = [...disk.accounts.values()].filter(begins);
      return found.sort(byName((one) => one.name)).slice(0, limit);
    });
  }

  putAccount(account: AccountRecord) {
    return this.#call((disk) => void disk.accounts.set(account.name, structuredClone(account)));
  }

  removeAccount(name: AccountName) {
    return this.#call((disk) => {
      disk.accounts.delete(name);
      for (const device of disk.devices.values()) if (device.account === name) disk.devices.delete(device.id);
      for (const one of disk.passkeys.values()) if (one.account === name) disk.passkeys.delete(one.id);
      disk.topics.get(accountTopic(name))?.clear();
      disk.plans = disk.plans.filter((plan) => plan.account !== name);
    });
  }

  readDevice(id: DeviceId) {
    return this.#call((disk) => disk.devices.get(id));
  }

  listDevices(account: AccountName) {
    return this.#call((disk) =>
      [...disk.devices.values()]
        .filter((device) => device.account === account)
        .sort(byName((device) => device.id)),
    );
  }

  deviceByToken(hash: string) {
    return this.#call((disk) =>
      [...disk.devices.values()].find(
        (one) => one.tokenHash === hash || one.nextTokenHash === hash || one.retiredTokenHash === hash,
      ),
    );
  }

  passedDevices(before: number, limit: number) {
    return this.#call((disk) =>
      [...disk.devices.values()]
        .filter((one) => one.tenure === "passing" && one.lastSeenAt < before)
        .sort((one, other) => one.lastSeenAt - other.lastSeenAt)
        .slice(0, limit),
    );
  }

  putDevice(device: DeviceRecord) {
    return this.#call((disk) => void disk.devices.set(device.id, structuredClone(device)));
  }

  touchDevice(id: DeviceId, seenAt: number) {
    return this.#call((disk) => {
      const device = disk.devices.get(id);
      if (device !== undefined) disk.devices.set(id, { ...device, lastSeenAt: seenAt });
    });
  }

  removeDevice(id: DeviceId) {
    return this.#call((disk) => void disk.devices.delete(id));
  }

  readAttachments(topic: ConversationId, kind: AttachmentKind, before: Offset, limit: number) {
    return this.#call((disk) => messagesWith(disk, topic, kind, before, limit));
  }

  readCard(id: CardId) {
    return this.#call((disk) => disk.cards.get(id));
  }

  putCard(card: CardRecord) {
    return this.#call((disk) => void disk.cards.set(card.id, card));
  }

  readFile(id: FileId) {
    return this.#call((disk) => disk.files.get(id));
  }

  putFile(file: FileRecord) {
    return this.#call((disk) => void disk.files.set(file.id, file));
  }

  unusedFiles(before: number, limit: number) {
    return this.#call((disk) =>
      [...disk.files.values()]
        .filter((file) => file.createdAt < before && !isUsed(disk, file.id))
        .sort((one, other) => one.createdAt - other.createdAt)
        .slice(0, limit),
    );
  }

  fileInConversation(id: FileId, conversation: ConversationId) {
    return this.#call((disk) => holdsFile(disk, conversation, id));
  }

  removeFile(id: FileId) {
    return this.#call((disk) => void disk.files.delete(id));
  }

  fileTotals(limit: number) {
    return this.#call((disk) => fileTotals([...disk.files.values()], limit));
  }

  readPass(hash: string) {
    return this.#call((disk) => disk.passes.get(hash));
  }

  listPasses() {
    return this.#call((disk) => [...disk.passes.values()]);
  }

  putPass(pass: PassRecord) {
    return this.#call((disk) => void disk.passes.set(pass.hash, pass));
  }

  usePass(hash: string, at: number) {
    return this.#call((disk) => {
      const pass = disk.passes.get(hash);
      if (pass === undefined || pass.usesLeft <= 0 || pass.expiresAt <= at) return undefined;
      const used = { ...pass, usesLeft: pass.usesLeft - 1 };
      disk.passes.set(hash, used);
      return used;
    });
  }

  removePass(hash: string) {
    return this.#call((disk) => void disk.passes.delete(hash));
  }

  keepPlans(plans: readonly PlanRecord[]): void {
    if (!this.failing && !this.#closed) this.#disk.plans.push(...plans);
  }

  readPlans(datum: string, account?: AccountName) {
    return this.#call((disk) =>
      disk.plans.filter(
        (plan) => plan.datum === datum && (account === undefined || plan.account === account),
      ),
    );
  }

  readValue(name: string) {
    return this.#call((disk) => disk.values.get(name));
  }

  putValue(name: string, value: string) {
    return this.#call((disk) => void disk.values.set(name, value));
  }

  backup() {
    return this.#call(() => undefined);
  }

  prune(at: number, ages: Parameters<Store["prune"]>[1]) {
    return this.#call((disk) => {
      for (const card of disk.cards.values()) if (card.at < at - ages.cards) disk.cards.delete(card.id);
      disk.forgetCommands(at - ages.commands);
      disk.plans = disk.plans.filter((plan) => plan.at >= at - ages.plans);
    });
  }

  stats() {
    return this.#call((disk) => ({ ...disk.counts(), queued: this.#held?.length ?? 0 }));
  }

  async close(): Promise<void> {
    this.#closed = true;
    await Promise.resolve();
  }
}
