import {
  keyOf,
  type Body,
  type Entry,
  type HouseBody,
  type MessageBody,
  type Offset,
  type TopicId,
} from "@elsewhere/core";

/** One topic as a store keeps it: an entry replaces the one of its key, a revision the text of its message. */
export class TopicLog {
  readonly topic: TopicId;
  head: Offset = 0;
  #entries = new Map<Offset, Entry>();
  #places = new Map<string, Offset>();

  constructor(topic: TopicId) {
    this.topic = topic;
  }

  get size(): number {
    return this.#entries.size;
  }

  placeOf(key: string): Offset {
    return this.#places.get(key) ?? 0;
  }

  append(body: Body | HouseBody, at: number): Offset {
    this.head += 1;
    const key = keyOf(body);
    if (key !== undefined) {
      this.#entries.delete(this.placeOf(key));
      this.#places.set(key, this.head);
    }
    if (body.type === "revised") this.#revise(body.of, body.message);
    // What is written is a copy, as on a disk.
    this.#entries.set(this.head, { offset: this.head, at, body: structuredClone(body) as Body });
    return this.head;
  }

  #revise(of: Offset, message: MessageBody): void {
    const before = this.#entries.get(of);
    if (before?.body.type !== "message") return;
    this.#entries.set(of, { ...before, body: structuredClone(message) });
  }

  /** Entries in order: what replaces another goes to the end, what is revised keeps its place. */
  all(): Entry[] {
    return [...this.#entries.values()];
  }

  keyed(): Entry[] {
    return this.all().filter(({ body }) => keyOf(body) !== undefined && body.type !== "revised");
  }

  messages(): Entry<MessageBody>[] {
    return this.all().filter((entry): entry is Entry<MessageBody> => entry.body.type === "message");
  }

  /** Forgets everything but the head. */
  clear(): void {
    this.#entries = new Map();
    this.#places = new Map();
  }
}
