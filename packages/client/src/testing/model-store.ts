import type { DurableNotice, LiveNotices } from "@elsewhere/protocol/notices";
import type { MessageValue } from "@elsewhere/protocol/values";

/** A durable notice without its place. */
export type Fact = DurableNotice extends infer N
  ? N extends DurableNotice
    ? Omit<N, "topic" | "offset" | "at">
    : never
  : never;

/** What a model server has on its disk: the topics, and what commands were answered. */
export class ModelStore {
  epoch = "e1";
  readonly topics = new Map<string, DurableNotice[]>();
  readonly heads = new Map<string, number>();
  readonly answers = new Map<string, unknown>();

  /** Puts a fact at the end of a topic; it replaces the one with the same key. */
  append(topic: string, fact: Fact, at: number): DurableNotice {
    const offset = (this.heads.get(topic) ?? 0) + 1;
    this.heads.set(topic, offset);
    const notice = this.#placed(topic, fact, offset, at);
    const key = keyOf(notice);
    const kept = (this.topics.get(topic) ?? []).filter((one) => key === undefined || keyOf(one) !== key);
    this.topics.set(topic, [...kept, notice]);
    return notice;
  }

  /** Messages know their own place. */
  #placed(topic: string, fact: Fact, offset: number, at: number): DurableNotice {
    if (fact.on !== "message") return { ...fact, topic, offset, at };
    return { ...fact, topic, offset, at, message: { ...fact.message, offset, at } };
  }

  after(topic: string, offset: number): readonly DurableNotice[] {
    return (this.topics.get(topic) ?? []).filter((one) => one.offset > offset);
  }

  messages(topic: string): readonly MessageValue[] {
    return this.after(topic, 0).flatMap((one) => (one.on === "message" ? [one.message] : []));
  }

  joined(account: string): readonly string[] {
    return this.after(`a:${account}`, 0).flatMap((one) =>
      one.on === "joined" && !one.gone ? [one.conversation] : [],
    );
  }

  snapshot(topic: string, account: string, keep: number): LiveNotices["snapshot"] {
    const messages = this.messages(topic);
    const read = this.after(`a:${account}`, 0).find((one) => one.on === "read" && one.conversation === topic);
    const upTo = read?.on === "read" ? read.upTo : 0;
    return {
      on: "snapshot",
      topic,
      offset: this.heads.get(topic) ?? 0,
      entries: this.after(topic, 0).filter((one) => one.on !== "message" && one.on !== "revised"),
      messages: messages.slice(-keep),
      more: messages.length > keep,
      unread: messages.filter((one) => one.by !== account && one.offset > upTo).length,
    };
  }
}

function keyOf(notice: DurableNotice): string | undefined {
  switch (notice.on) {
    case "message":
      return undefined;
    case "revised":
      return `revised:${notice.message.offset}`;
    case "member":
    case "receipt":
    case "contact":
      return `${notice.on}:${notice.account}`;
    case "joined":
    case "read":
    case "draft":
    case "kept":
      return `${notice.on}:${notice.conversation}`;
    case "device":
      return `device:${notice.device}`;
    default:
      return notice.on;
  }
}
