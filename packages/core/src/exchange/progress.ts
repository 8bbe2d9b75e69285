import type { Offset, TopicId } from "../names.ts";

/** Without a hole, the entries `from` to `upTo` of a topic have been taken here. */
interface Taken {
  from: Offset;
  upTo: Offset;
  /** When the last of them was taken, counted in deliveries. */
  turn: number;
}

/** Topics of which it is remembered what has been taken; beyond it everything is forgotten. */
const rememberedAtMost = 100_000;

/**
 * What of each topic has been taken to the points of this node, so that a hole is seen and nothing is taken twice.
 * A topic of which nothing is remembered has no holes.
 */
export class Progress {
  readonly #taken = new Map<TopicId, Taken>();
  #turn = 0;

  /** Deliveries so far. */
  get turn(): number {
    return this.#turn;
  }

  /** Whether the entry has been taken before. */
  knows(topic: TopicId, offset: Offset): boolean {
    const taken = this.#taken.get(topic);
    return taken !== undefined && offset >= taken.from && offset <= taken.upTo;
  }

  /** What was taken last if there is a hole before the entry. */
  holeBefore(topic: TopicId, offset: Offset): { readonly after: Offset; readonly turn: number } | undefined {
    const taken = this.#taken.get(topic);
    if (taken === undefined || offset <= taken.upTo + 1) return undefined;
    return { after: taken.upTo, turn: taken.turn };
  }

  /** Entries up to a place are being taken; `from`: the first of them, where nothing is known of those before. */
  took(topic: TopicId, from: Offset, upTo: Offset): void {
    this.#turn += 1;
    const taken = this.#taken.get(topic);
    if (taken === undefined) {
      if (this.#taken.size >= rememberedAtMost) this.#taken.clear();
      this.#taken.set(topic, { from, upTo, turn: this.#turn });
      return;
    }
    if (from > taken.upTo + 1) taken.from = from;
    else taken.from = Math.min(taken.from, upTo + 1 >= taken.from ? from : taken.from);
    taken.upTo = Math.max(taken.upTo, upTo);
    taken.turn = this.#turn;
  }
}
