import type { Ask, AskName, AskOf, Asker } from "../exchange/ask.ts";
import type { Command, Decision, Facts } from "../exchange/decision.ts";
import {
  accountTopic,
  type AccountName,
  type ConversationId,
  type DeviceId,
  type TopicId,
} from "../names.ts";
import type { AccountRecord, CardRecord, FileRecord, StoredMessage } from "../ports/store.ts";
import { isRejection, type Rejection } from "../rejection.ts";
import type { Body, Entry, MessageBody } from "../topic/entry.ts";
import { applyEntry, emptyTopic, type TopicState } from "../topic/state.ts";
import { noon } from "./points.ts";

export const alice = "alice" as AccountName;
export const bob = "bob" as AccountName;
export const carol = "carol" as AccountName;
export const withBob = "d:alice:bob" as ConversationId;
export const team = "g:team0001" as ConversationId;

/** A desk where commands are decided and written down, without a store: for tests of single decisions. */
export class Desk {
  readonly files: FileRecord[] = [];
  readonly cards: CardRecord[] = [];
  readonly #topics = new Map<TopicId, TopicState>();
  readonly #messages = new Map<string, StoredMessage>();
  readonly #accounts = new Map<AccountName, AccountRecord>();
  #count = 0;

  constructor(...accounts: readonly AccountName[]) {
    for (const name of accounts) this.know(name);
  }

  know(name: AccountName, changes: Partial<AccountRecord> = {}): void {
    const record = {
      name,
      kind: "person",
      displayName: name,
      admin: false,
      disabled: false,
      createdAt: noon,
    };
    this.#accounts.set(name, { ...record, ...changes } as AccountRecord);
  }

  /** The decision of somebody's ask, not written. */
  decide<N extends AskName>(
    command: Command<N>,
    by: AccountName,
    ask: Omit<AskOf<N>, "type">,
  ): Decision | Rejection {
    const asker: Asker = { account: by, device: `${by}-1` as DeviceId, admin: false };
    const whole = ask as unknown as AskOf<N>;
    const needs = command.needs(whole, asker);
    this.#count += 1;
    const moment = {
      asker,
      at: noon + this.#count,
      command: `c${this.#count}`,
      fresh: `fresh${1000 + this.#count}`,
      hash: (secret: string) => `hash of ${secret}`,
    };
    return command.decide(whole, this.#facts(needs.topics), moment);
  }

  /** Decides and writes; gives the word of the rejection, or the bodies that were written. */
  does<N extends AskName>(
    command: Command<N>,
    by: AccountName,
    ask: Omit<AskOf<N>, "type">,
  ): string | readonly Body[] {
    const decision = this.decide(command, by, ask);
    if (isRejection(decision)) return decision.rejected;
    for (const expected of decision.expect) {
      const offset = this.topic(expected.topic).keys.get(expected.key)?.offset ?? 0;
      const revision = this.#messages.get(
        `${expected.topic}.${expected.key.slice("revised:".length)}`,
      )?.revision;
      if ((revision ?? offset) !== expected.offset) return "stale";
    }
    for (const { topic, body } of decision.entries) this.write(topic, body);
    return decision.entries.map(({ body }) => body);
  }

  write(topic: TopicId, body: Body): Entry {
    const before = this.topic(topic);
    const entry: Entry = { offset: before.head + 1, at: noon + this.#count, body };
    this.#topics.set(topic, applyEntry(before, entry));
    if (body.type === "message")
      this.#messages.set(`${topic}.${entry.offset}`, { ...entry, body, revision: 0 });
    if (body.type === "revised") this.#revise(topic, body.of, body.message, entry.offset);
    return entry;
  }

  #revise(topic: TopicId, of: number, body: MessageBody, revision: number): void {
    const before = this.#messages.get(`${topic}.${of}`);
    if (before !== undefined) this.#messages.set(`${topic}.${of}`, { ...before, body, revision });
  }

  topic(id: TopicId): TopicState {
    return this.#topics.get(id) ?? emptyTopic(id);
  }

  own(name: AccountName): TopicState {
    return this.topic(accountTopic(name));
  }

  message(conversation: ConversationId, offset: number): MessageBody | undefined {
    return this.#messages.get(`${conversation}.${offset}`)?.body;
  }

  /** Only what was needed is known: a decision that asks for more finds nothing. */
  #facts(needed: readonly TopicId[]): Facts {
    return {
      topic: (id) => (needed.includes(id) ? this.topic(id) : emptyTopic(id)),
      message: ({ conversation, offset }) => this.#messages.get(`${conversation}.${offset}`),
      account: (name) => this.#accounts.get(name),
      file: (id) => this.files.find((file) => file.id === id),
      card: (id) => this.cards.find((card) => card.id === id),
    };
  }
}

export type { Ask };
