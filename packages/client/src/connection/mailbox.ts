import type { Alarm, Clock } from "@elsewhere/machine";
import type { ErrorValue } from "@elsewhere/protocol/frames";
import type { MailboxFetched, MailboxOpened } from "@elsewhere/protocol/http";
import { authorization } from "../session.ts";
import { EventStreamReader } from "./event-stream.ts";
import type { Transport, TransportEvents } from "./transport.ts";

export interface MailboxOptions {
  /** Of the server, without a slash at the end. */
  readonly base: string;
  readonly clock: Clock;
  readonly fetch: typeof globalThis.fetch;
  readonly token: () => string | undefined;
}

export type MailboxWay = "sse" | "long-poll" | "poll";

/** How long a long poll waits, in seconds: shorter than proxies wait, and than a heartbeat. */
const longPollSeconds = 25;
/** A poll that is to bring an answer, in milliseconds: not before the one and after the other. */
const answerAfter = 150;
const pollsApart = 600;

/** Carries frames over HTTP where no WebSocket gets through: they are posted, and fetched from a mailbox. */
export function dialMailbox(way: MailboxWay, options: MailboxOptions, events: TransportEvents): Transport {
  const mailbox = new MailboxTransport(way, options, events);
  queueMicrotask(() => events.opened());
  return mailbox;
}

interface More {
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

class MailboxTransport implements Transport {
  readonly #way: MailboxWay;
  readonly #options: MailboxOptions;
  readonly #events: TransportEvents;
  readonly #aborted = new AbortController();
  #id: string | undefined;
  #cursor = 0;
  /** Posts follow each other, so that frames keep their order. */
  #posting: Promise<void> = Promise.resolve();
  #ended = false;
  #polledAt = 0;
  #alarm: Alarm | undefined;

  constructor(way: MailboxWay, options: MailboxOptions, events: TransportEvents) {
    this.#way = way;
    this.#options = options;
    this.#events = events;
  }

  send(text: string): void {
    this.#posting = this.#posting.then(() => this.#post(text)).catch(() => this.#end());
  }

  close(): void {
    this.#stopFetching();
    void this.#posting.then(() => this.#remove()).finally(() => this.#end());
  }

  cut(): void {
    this.#stopFetching();
    this.#end();
  }

  #end(): void {
    if (this.#ended) return;
    this.#stopFetching();
    this.#ended = true;
    this.#aborted.abort();
    this.#events.closed(undefined);
  }

  #stopFetching(): void {
    if (this.#alarm !== undefined) this.#options.clock.alarms.clear(this.#alarm);
    this.#alarm = undefined;
  }

  /** `/events`, of this mailbox once there is one. Throws when there is no answer. */
  #ask(method: string, query: Readonly<Record<string, string>>, more: More = {}): Promise<Response> {
    const mailbox = this.#id === undefined ? {} : { mailbox: this.#id };
    const parameters = new URLSearchParams({ ...mailbox, ...query }).toString();
    const url = `${this.#options.base}/events${parameters === "" ? "" : `?${parameters}`}`;
    return this.#options.fetch(url, {
      method,
      credentials: "same-origin",
      cache: "no-store",
      signal: this.#aborted.signal,
      ...more,
      headers: { ...authorization(this.#options.token()), ...more.headers },
    });
  }

  async #post(text: string): Promise<void> {
    if (this.#ended) return;
    const isFirst = this.#id === undefined;
    const response = await this.#ask(
      "POST",
      {},
      { body: text, headers: { "content-type": "application/json" } },
    );
    const value: unknown = await response.json().catch(() => ({}));
    this.#events.heard();
    if (isFirst) return this.#opened(response.ok, value);
    if (!response.ok) throw new Error(`HTTP ${response.status}`);
    if (this.#way === "poll" && text.includes('"id":')) this.#pollForAnswer();
  }

  #opened(ok: boolean, value: unknown): void {
    if (!ok) {
      const { error } = value as { readonly error?: ErrorValue };
      if (error === undefined) throw new Error("not our server");
      this.#events.received([{ re: "hello", error }]);
      return;
    }
    const { mailbox, frames, cursor } = value as MailboxOpened;
    this.#id = mailbox;
    this.#cursor = cursor;
    this.#events.received(frames);
    void this.#receive().catch(() => this.#end());
  }

  async #receive(): Promise<void> {
    if (this.#way === "poll") return this.#pollIn(0);
    while (!this.#ended) {
      if (this.#way === "sse") await this.#stream();
      else await this.#fetch({ wait: String(longPollSeconds) });
    }
  }

  /** One fetch; gives back how long to wait before the next, in milliseconds. */
  async #fetch(query: Readonly<Record<string, string>>): Promise<number> {
    const response = await this.#ask("GET", { cursor: String(this.#cursor), ...query });
    const value: unknown = await response.json();
    if (response.ok) {
      const { frames, cursor, next } = value as MailboxFetched;
      this.#take(frames, cursor);
      return next;
    }
    const { error } = value as { readonly error?: ErrorValue };
    if (error?.retryAfter === undefined) throw new Error(`HTTP ${response.status}`);
    return error.retryAfter;
  }

  #take(frames: readonly unknown[], cursor: number): void {
    this.#cursor = cursor;
    this.#events.heard();
    if (frames.length > 0) this.#events.received(frames);
  }

  #pollIn(delay: number): void {
    this.#stopFetching();
    const { clock } = this.#options;
    this.#alarm = clock.alarms.set(clock.now() + delay, () => {
      this.#alarm = undefined;
      void this.#poll().catch(() => this.#end());
    });
  }

  async #poll(): Promise<void> {
    this.#polledAt = this.#options.clock.now();
    const next = await this.#fetch({});
    if (!this.#ended) this.#pollIn(next);
  }

  /** Something was asked: the answer is there sooner than the next poll would be. */
  #pollForAnswer(): void {
    // Without an alarm a poll is under way; it decides on the next.
    if (this.#alarm === undefined) return;
    const soon = Math.max(answerAfter, this.#polledAt + pollsApart - this.#options.clock.now());
    if (this.#alarm.at > this.#options.clock.now() + soon) this.#pollIn(soon);
  }

  /** Reads one stream to its end; the server ends it now and then to see that somebody is there. */
  async #stream(): Promise<void> {
    const headers = { accept: "text/event-stream" };
    const response = await this.#ask("GET", { cursor: String(this.#cursor) }, { headers });
    if (!response.ok || response.body === null) throw new Error(`HTTP ${response.status}`);
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    const events = new EventStreamReader();
    for (let read = await reader.read(); !read.done; read = await reader.read()) {
      this.#events.heard();
      for (const { id, data } of events.read(read.value)) {
        this.#cursor = Number(id ?? this.#cursor);
        this.#events.received(data);
      }
    }
  }

  async #remove(): Promise<void> {
    if (this.#id !== undefined && !this.#ended) await this.#ask("DELETE", {}).catch(() => undefined);
  }
}
