import type { AccountName, CardId, FileId, MessagePlace, Offset, Time, TopicId } from "../names.ts";
import { accountTopic } from "../names.ts";
import type {
  AccountRecord,
  CardRecord,
  Expectation,
  FileRecord,
  NewEntry,
  StoredMessage,
} from "../ports/store.ts";
import type { Rejection } from "../rejection.ts";
import type { TopicState } from "../topic/state.ts";
import type { AnswerOf, Asker, AskName, AskOf } from "./ask.ts";

/** What a decision has to know; the exchange reads it before it decides. */
export interface Needs {
  readonly topics: readonly TopicId[];
  readonly messages?: readonly MessagePlace[];
  readonly accounts?: readonly AccountName[];
  readonly files?: readonly FileId[];
  readonly cards?: readonly CardId[];
}

/** What was read. Topics that were not needed are empty. */
export interface Facts {
  topic(id: TopicId): TopicState;
  message(place: MessagePlace): StoredMessage | undefined;
  account(name: AccountName): AccountRecord | undefined;
  file(id: FileId): FileRecord | undefined;
  card(id: CardId): CardRecord | undefined;
}

/** The circumstances of a decision. */
export interface Moment {
  readonly asker: Asker;
  readonly at: Time;
  /** The idempotency id, unique for the asker's device. */
  readonly command: string;
  /** A fresh random id of lower-case letters and digits. */
  readonly fresh: string;
  /** What is kept of a secret. */
  readonly hash: (secret: string) => string;
}

/** What is to be written, and what the asker is told once it is. */
export interface Decision {
  readonly entries: readonly NewEntry[];
  readonly expect: readonly Expectation[];
  /** Kept with the command; `answerOf` makes the answer of it. */
  readonly answer: unknown;
}

/** A command: what it needs, and the decision, which is a function of the facts alone. */
export interface Command<N extends AskName> {
  needs(ask: AskOf<N>, asker: Asker): Needs;
  decide(ask: AskOf<N>, facts: Facts, moment: Moment): Decision | Rejection;
  /** The answer; needed where it holds offsets, which are known only after the commit. */
  answerOf?(kept: unknown, offsets: readonly Offset[]): AnswerOf<N>;
}

/** Expects a key's entry to be the one that was looked at. */
export function expectation(state: TopicState, key: string): Expectation {
  return { topic: state.topic, key, offset: state.keys.get(key)?.offset ?? 0 };
}

export function decided(
  entries: readonly NewEntry[],
  expect: readonly Expectation[],
  answer: unknown = {},
): Decision {
  return { entries, expect, answer };
}

/** Nothing has to be written: it is so already. */
export const asItIs: Decision = { entries: [], expect: [], answer: {} };

export function ownTopic(asker: Asker): TopicId {
  return accountTopic(asker.account);
}
