import type { Unmarked } from "./marks.ts";
import type { Sending, Sent } from "./outbox.ts";

/** A message that was given to the outbox. */
export interface Handed {
  readonly id: string;
  /** Resolves when it is durable. Rejects when it is refused; nobody has to wait for it. */
  readonly done: Promise<Sent>;
}

/** What another run on the same device had not sent when it ended. */
export interface Unsent {
  readonly outbox: readonly Sending[];
  readonly marks: Unmarked;
}
