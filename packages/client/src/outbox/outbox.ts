import type { Alarm, Clock } from "@elsewhere/machine";
import type { Answer, Args } from "@elsewhere/protocol/requests";
import { ConnectionClosed, RequestError } from "../errors.ts";
import type { Requests } from "../requests.ts";

export type SendArgs = Args<"send-message">;
export type Sent = Answer<"send-message">;

/** A message on its way out, as the person sees it until it comes back as a notice. */
export type Sending = {
  /** Of the command; the message carries it too. */
  readonly id: string;
  readonly args: SendArgs;
  /** When it was given to the outbox, on this device's clock. */
  readonly at: number;
} & (
  | { readonly state: "waiting" }
  /** Durable; its notice has not come yet. */
  | { readonly state: "sent"; readonly sent: Sent }
  /** The server does not take it: it stays until it is sent again or discarded. */
  | { readonly state: "failed"; readonly code: string; readonly text: string }
);

export interface OutboxOptions {
  readonly clock: Clock;
  readonly ask: Requests["ask"];
  /** Names the conversation that `to` means, so that messages for it keep their order. */
  readonly conversationOf: (to: string) => string;
  changed(): void;
  /** A message is durable at this place. */
  sent(sent: Sent): void;
}

interface Waiter {
  resolve(sent: Sent): void;
  reject(error: Error): void;
}

const firstRetry = 1_000;
const longestRetry = 30_000;

/**
 * Messages that have not been answered. They are sent one after the other in each conversation and keep their
 * id, so that a retried message is one message, and none overtakes another.
 */
export class Outbox {
  readonly #options: OutboxOptions;
  #entries: readonly Sending[] = [];
  readonly #waiters = new Map<string, Waiter>();
  /** Conversation to the id of the message that is being sent there. */
  readonly #busy = new Map<string, string>();
  readonly #retries = new Map<string, Alarm>();
  /** Ids of own messages whose notice came before the answer. */
  readonly #arrivedEarly = new Set<string>();

  constructor(options: OutboxOptions) {
    this.#options = options;
  }

  get entries(): readonly Sending[] {
    return this.#entries;
  }

  /** Those of an earlier run, to be sent before new ones. */
  restore(entries: readonly Sending[]): void {
    const known = new Set(this.#entries.map((one) => one.id));
    const earlier = entries.filter((one) => one.state !== "sent" && !known.has(one.id));
    this.#set([...earlier, ...this.#entries]);
  }

  /** Resolves when it is durable; rejects when the server does not take it. */
  add(id: string, args: SendArgs): Promise<Sent> {
    const done = new Promise<Sent>((resolve, reject) => this.#waiters.set(id, { resolve, reject }));
    // Who does not wait for it sees a failure in the entries.
    done.catch(() => undefined);
    this.#set([...this.#entries, { id, args, at: this.#options.clock.now(), state: "waiting" }]);
    this.pump();
    return done;
  }

  /** Sends a failed message again, as the same message, behind those that wait. */
  retry(id: string): void {
    const entry = this.#entries.find((one) => one.id === id && one.state === "failed");
    if (entry === undefined) return;
    const again: Sending = { id, args: entry.args, at: entry.at, state: "waiting" };
    this.#set([...this.#entries.filter((one) => one.id !== id), again]);
    this.pump();
  }

  /** Takes out a failed message. */
  discard(id: string): void {
    this.#set(this.#entries.filter((one) => one.id !== id || one.state !== "failed"));
  }

  /** The message came back as a notice. */
  arrived(id: string): void {
    const entry = this.#entries.find((one) => one.id === id);
    if (entry?.state === "sent") this.#remove(id);
    else if (entry !== undefined) this.#arrivedEarly.add(id);
  }

  /** The conversation is known up to the offset: what was sent is in there. */
  arrivedUpTo(conversation: string, offset: number): void {
    for (const one of this.#entries) {
      if (one.state === "sent" && one.sent.conversation === conversation && one.sent.offset <= offset) {
        this.#remove(one.id);
      }
    }
  }

  /** Forgets everything, as when another account signs in. */
  clear(): void {
    this.close("cleared");
    this.#set([]);
  }

  /** Starts what can be sent now. */
  pump(): void {
    for (const entry of this.#entries) {
      if (entry.state !== "waiting") continue;
      const conversation = this.#options.conversationOf(entry.args.to);
      if (this.#busy.has(conversation)) continue;
      this.#busy.set(conversation, entry.id);
      this.#send(entry, conversation, firstRetry);
    }
  }

  /** Nothing more is sent; the entries stay. */
  close(reason: string): void {
    for (const alarm of this.#retries.values()) this.#options.clock.alarms.clear(alarm);
    this.#retries.clear();
    this.#busy.clear();
    for (const waiter of this.#waiters.values()) waiter.reject(new ConnectionClosed(reason));
    this.#waiters.clear();
  }

  #send(entry: Sending, conversation: string, retryAfter: number): void {
    this.#options.ask("send-message", entry.args, { id: entry.id, within: Number.POSITIVE_INFINITY }).then(
      (sent) => this.#answered(entry, conversation, sent),
      (error: unknown) => this.#refused(entry, conversation, retryAfter, error),
    );
  }

  #answered(entry: Sending, conversation: string, sent: Sent): void {
    this.#busy.delete(conversation);
    if (this.#arrivedEarly.delete(entry.id)) this.#remove(entry.id);
    else this.#replace({ id: entry.id, args: entry.args, at: entry.at, state: "sent", sent });
    this.#options.sent(sent);
    this.#waiters.get(entry.id)?.resolve(sent);
    this.#waiters.delete(entry.id);
    this.pump();
  }

  #refused(entry: Sending, conversation: string, retryAfter: number, error: unknown): void {
    if (!(error instanceof RequestError)) {
      this.#busy.delete(conversation);
      return;
    }
    if (error.temporary)
      return this.#sendLater(entry, conversation, error.retryAfter ?? retryAfter, retryAfter);
    this.#busy.delete(conversation);
    const { id, args, at } = entry;
    this.#replace({ id, args, at, state: "failed", code: error.code, text: error.message });
    this.#waiters.get(id)?.reject(error);
    this.#waiters.delete(id);
    this.pump();
  }

  #sendLater(entry: Sending, conversation: string, after: number, retryAfter: number): void {
    const { clock } = this.#options;
    const alarm = clock.alarms.set(clock.now() + after, () => {
      this.#retries.delete(entry.id);
      this.#send(entry, conversation, Math.min(longestRetry, retryAfter * 2));
    });
    this.#retries.set(entry.id, alarm);
  }

  #replace(entry: Sending): void {
    this.#set(this.#entries.map((one) => (one.id === entry.id ? entry : one)));
  }

  #remove(id: string): void {
    this.#set(this.#entries.filter((one) => one.id !== id));
  }

  #set(entries: readonly Sending[]): void {
    this.#entries = entries;
    this.#options.changed();
  }
}
