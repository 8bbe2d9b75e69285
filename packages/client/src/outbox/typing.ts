/** Typing is shown for ten seconds; it is told this often, in milliseconds. */
const every = 4_000;

/** Lets a sign of writing through now and then, for each conversation. */
export class Typing {
  readonly #toldAt = new Map<string, number>();

  /** Whether it should be told now; it then counts as told. */
  isDue(conversation: string, at: number): boolean {
    const before = this.#toldAt.get(conversation);
    if (before !== undefined && at - before < every) return false;
    this.#toldAt.set(conversation, at);
    return true;
  }

  /** Others take a message as the end of writing: the next key is news again. */
  sent(conversation: string): void {
    this.#toldAt.delete(conversation);
  }
}
