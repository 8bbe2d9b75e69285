import type {
  AccountName,
  AccountRecord,
  CardId,
  CardRecord,
  Commit,
  CommitResult,
  DeviceId,
  DeviceRecord,
  FileId,
  FileRecord,
  Offset,
  PasskeyRecord,
  PassRecord,
  PlanRecord,
  TopicId,
} from "@elsewhere/core";
import { TopicLog } from "./topic-log.ts";

interface Done {
  readonly at: number;
  readonly offsets: readonly Offset[];
  readonly answer: unknown;
}

/** What memory stores keep, so that several of them, one after the other or at once, have the same. */
export class Disk {
  epoch = "epoch-1";
  readonly topics = new Map<TopicId, TopicLog>();
  readonly accounts = new Map<AccountName, AccountRecord>();
  readonly devices = new Map<DeviceId, DeviceRecord>();
  readonly files = new Map<FileId, FileRecord>();
  readonly cards = new Map<CardId, CardRecord>();
  readonly passes = new Map<string, PassRecord>();
  readonly passkeys = new Map<string, PasskeyRecord>();
  readonly values = new Map<string, string>();
  plans: PlanRecord[] = [];
  commits = 0;
  /** Messages in the order they came, for search. */
  readonly arrivals: { readonly topic: TopicId; readonly offset: Offset }[] = [];
  readonly #done = new Map<string, Done>();

  topic(id: TopicId): TopicLog {
    const known = this.topics.get(id);
    if (known !== undefined) return known;
    const topic = new TopicLog(id);
    this.topics.set(id, topic);
    return topic;
  }

  commit({ at, command, expect, entries, answer }: Commit): CommitResult {
    this.commits += 1;
    const name = command === undefined ? undefined : `${command.account} ${command.id}`;
    const before = name === undefined ? undefined : this.#done.get(name);
    if (before !== undefined) return { outcome: "repeated", offsets: before.offsets, answer: before.answer };
    const stale = expect.find(
      ({ topic, key, offset }) => (this.topics.get(topic)?.placeOf(key) ?? 0) !== offset,
    );
    if (stale !== undefined) return { outcome: "stale", topic: stale.topic };
    const offsets = entries.map(({ topic, body }) => {
      const offset = this.topic(topic).append(body, at);
      if (body.type === "message") this.arrivals.push({ topic, offset });
      return offset;
    });
    if (name !== undefined) this.#done.set(name, { at, offsets, answer: structuredClone(answer) });
    return { outcome: "committed", offsets };
  }

  counts() {
    const topics = [...this.topics.values()];
    return {
      accounts: this.accounts.size,
      devices: this.devices.size,
      topics: topics.length,
      entries: topics.reduce((sum, topic) => sum + topic.size, 0),
      bytes: JSON.stringify(topics.map((topic) => topic.all())).length,
      groups: this.commits,
      groupTime: 0,
      commits: this.commits,
    };
  }

  forgetCommands(before: number): void {
    for (const [name, done] of this.#done) if (done.at < before) this.#done.delete(name);
  }
}
