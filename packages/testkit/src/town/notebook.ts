import type { AnswerOf, Entry, Offset, Snapshot, Told, TopicId } from "@elsewhere/core";

/** Something is missing in a topic after a place. */
export interface Gap {
  readonly topic: TopicId;
  readonly after: Offset;
}

/** What a device makes of what it is told. */
export interface Knowledge {
  /** `live`: offsets follow each other without holes; before, while it catches up, they may jump. */
  take(told: Told, live: boolean): Gap | undefined;
  /** What was missing, asked for because of a gap. */
  takeResumed(topic: TopicId, answer: AnswerOf<"resume">): void;
  positions(): ReadonlyMap<TopicId, Offset>;
  /** A node was reached; offsets of another epoch than the one before mean nothing. */
  opened(epoch: string): void;
}

/** Knowledge that keeps what came as it came: entries by topic, each once. */
export class Notebook implements Knowledge {
  readonly snapshots: Snapshot[] = [];
  /** Entries that came although they were known already. */
  readonly twice: Entry[] = [];
  #epoch: string | undefined;
  readonly #entries = new Map<TopicId, Entry[]>();
  readonly #positions = new Map<TopicId, Offset>();

  take(told: Told, live: boolean): Gap | undefined {
    if (told.type === "snapshot") this.#takeSnapshot(told.snapshot);
    return told.type === "entry" ? this.#takeEntry(told.topic, told.entry, live) : undefined;
  }

  takeResumed(topic: TopicId, answer: AnswerOf<"resume">): void {
    if ("snapshot" in answer) this.#takeSnapshot(answer.snapshot);
    else for (const entry of answer.entries) this.#takeEntry(topic, entry, false);
  }

  positions(): ReadonlyMap<TopicId, Offset> {
    return this.#positions;
  }

  opened(epoch: string): void {
    if (this.#epoch !== epoch) {
      this.#positions.clear();
      this.#entries.clear();
    }
    this.#epoch = epoch;
  }

  /** The entries of a topic that it has, in the order they came. */
  entries(topic: TopicId): readonly Entry[] {
    return this.#entries.get(topic) ?? [];
  }

  /** The texts of a conversation in the order they came. */
  texts(topic: TopicId): readonly string[] {
    return this.entries(topic).flatMap(({ body }) => (body.type === "message" ? [body.text] : []));
  }

  #takeSnapshot(snapshot: Snapshot): void {
    this.snapshots.push(snapshot);
    this.#positions.set(snapshot.topic, snapshot.offset);
    this.#entries.set(snapshot.topic, [...snapshot.entries, ...snapshot.messages]);
  }

  #takeEntry(topic: TopicId, entry: Entry, live: boolean): Gap | undefined {
    const position = this.#positions.get(topic) ?? 0;
    if (entry.offset <= position) {
      this.twice.push(entry);
      return undefined;
    }
    if (live && entry.offset > position + 1) return { topic, after: position };
    this.#positions.set(topic, entry.offset);
    const known = this.#entries.get(topic);
    if (known === undefined) this.#entries.set(topic, [entry]);
    else known.push(entry);
    return undefined;
  }
}
