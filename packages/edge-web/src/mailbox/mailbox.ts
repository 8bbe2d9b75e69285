import type { Machine, Step } from "@elsewhere/machine";
import {
  openMailbox,
  startPace,
  delayOf,
  waitBeforeFetch,
  type Duration,
  type FetchIn,
  type MailboxEffect,
  type MailboxEvent,
  type MailboxState,
  type PaceEvent,
  type PaceState,
  type Rates,
  type Time,
} from "@elsewhere/core";
import type { Wire } from "../session/wire.ts";
import type { Session } from "../session/session.ts";
import { Shelf, type Batch } from "./shelf.ts";

/** What the mailboxes of an edge share. */
export interface MailboxRules {
  readonly rates: Rates;
  readonly pace: Machine<PaceState, PaceEvent, FetchIn>;
  readonly idle: Machine<MailboxState, MailboxEvent, MailboxEffect>;
  readonly idleAfter: Duration;
  /** Characters that may wait to be fetched, and may be kept after they were handed out. */
  readonly most: number;
}

/** Somebody who waits for frames: a long poll or an event stream. */
export interface Reader {
  /** Something is there, or the mailbox ended. */
  arrived(): void;
  /** The heartbeat looks by. */
  beat(): void;
  /** Another took its place. */
  replaced(): void;
}

const messageStart = '{"on":"message"';

/** The way out of a session whose client comes to fetch. */
export class Mailbox implements Wire {
  readonly id: string;
  /** Hash of the token shown last. */
  credential: string;
  session: Session | undefined;
  readonly shelf = new Shelf();
  readonly #rules: MailboxRules;
  #idle: MailboxState;
  #pace: PaceState = startPace;
  #polledAt: Time | undefined;
  fetchedAt: Time;
  #ended = false;
  #reader: Reader | undefined;
  #notifying = false;
  #wakeUp: (() => void) | undefined;
  readonly #now: () => Time;

  constructor(id: string, credential: string, rules: MailboxRules, now: () => Time) {
    this.id = id;
    this.credential = credential;
    this.#rules = rules;
    this.#now = now;
    this.fetchedAt = now();
    this.#idle = openMailbox(now(), rules.idleAfter);
  }

  /** Nothing more will come. */
  get ended(): boolean {
    return this.#ended;
  }

  /** No message came for so long that its memory is given back. */
  isIdle(at: Time): boolean {
    return this.#idle.name === "held" && this.#idle.timers.idle <= at;
  }

  // The session writes.

  write(frame: string): void {
    if (this.#ended) return;
    this.shelf.add(frame);
    if (frame.startsWith(messageStart)) {
      this.#idle = this.#rules.idle.step(this.#idle, { type: "received", at: this.#now() }).state;
    }
    this.#notify();
    if (this.shelf.characters <= this.#rules.most) return;
    this.shelf.trim(this.#rules.most);
    if (this.shelf.characters > this.#rules.most) this.session?.end("too-slow");
  }

  end(): void {
    this.#ended = true;
    this.#wake();
    this.#notify();
  }

  ping(): void {
    this.#reader?.beat();
  }

  room(): Promise<void> | undefined {
    if (this.#ended || this.shelf.characters < this.#rules.most / 2) return undefined;
    return new Promise((resolve) => (this.#wakeUp = resolve));
  }

  // The client fetches.

  /** Frames behind the cursor, or undefined if some of them are gone. What is before it is forgotten. */
  fetch(cursor: number): Batch | undefined {
    this.fetchedAt = this.#now();
    this.session?.heard();
    if (!this.shelf.has(cursor)) return undefined;
    this.shelf.forget(cursor);
    if (this.shelf.characters < this.#rules.most / 4) this.#wake();
    return this.shelf.after(cursor);
  }

  /** Milliseconds a client that polls too often has still to wait. */
  waitBeforePoll(): Duration {
    return waitBeforeFetch(this.#polledAt, this.#now(), this.#rules.rates);
  }

  /** Counts a poll; milliseconds until the next one should come. */
  polled(batch: Batch): Duration {
    this.#polledAt = this.#now();
    const message = batch.frames.some((frame) => frame.startsWith(messageStart));
    return this.#paced({ type: message ? "received" : "empty", at: this.#polledAt });
  }

  /** The client asked for something and waits for the answer. */
  asked(): void {
    this.#paced({ type: "sent", at: this.#now() });
  }

  /** One reader at a time: the newest. */
  read(reader: Reader | undefined): void {
    const before = this.#reader;
    this.#reader = reader;
    if (before !== reader) before?.replaced();
  }

  leave(reader: Reader): void {
    if (this.#reader === reader) this.#reader = undefined;
  }

  #paced(event: PaceEvent): Duration {
    const step: Step<PaceState, FetchIn> = this.#rules.pace.step(this.#pace, event);
    this.#pace = step.state;
    return delayOf(step.state, this.#rules.rates);
  }

  /** Once a turn, so that what comes together leaves together. */
  #notify(): void {
    if (this.#notifying || this.#reader === undefined) return;
    this.#notifying = true;
    setImmediate(() => {
      this.#notifying = false;
      this.#reader?.arrived();
    });
  }

  #wake(): void {
    this.#wakeUp?.();
    this.#wakeUp = undefined;
  }
}
