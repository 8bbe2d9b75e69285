import type { Alarm } from "@elsewhere/machine";
import { receipt } from "../conversation/keeping.ts";
import { settingsOf } from "../people/account-state.ts";
import { accountTopic, type ConversationId, type Offset, type Time } from "../names.ts";
import type { Entry } from "../topic/entry.ts";
import type { AccountHere } from "./account-here.ts";
import type { Deliveries } from "./deliveries.ts";
import { commitEntries } from "./commit.ts";
import type { House } from "./house.ts";

/** With more accounts than this waiting, receipts are gathered for longer: nobody misses a second, and one serves many. */
const fewDue = 32;

/**
 * What has been received: the first device that acknowledges a message makes it delivered, once.
 * Receipts are gathered for a moment, so that a burst of messages makes one.
 */
export class Receipts {
  readonly #house: House;
  readonly #deliveries: Deliveries;
  readonly #due = new Set<AccountHere>();
  #alarm: Alarm | undefined;

  constructor(house: House, deliveries: Deliveries) {
    this.#house = house;
    this.#deliveries = deliveries;
  }

  /** A message of others is on its way to points of the account. */
  sent(account: AccountHere, conversation: ConversationId, entry: Entry): void {
    if (entry.body.type === "message" && entry.body.by !== account.name)
      account.sent.set(conversation, entry.offset);
  }

  /** A point has everything of a conversation up to an offset. */
  acknowledged(account: AccountHere, conversation: ConversationId, upTo: Offset): void {
    const sent = account.sent.get(conversation);
    if (sent === undefined) return;
    if (upTo >= sent) account.sent.delete(conversation);
    this.received(account, conversation, Math.min(upTo, sent));
  }

  /** Some device of the account has the messages of a conversation up to a place. */
  received(account: AccountHere, conversation: ConversationId, upTo: Offset): void {
    // Another device may have less.
    account.received.set(conversation, Math.max(upTo, account.received.get(conversation) ?? 0));
    this.#due.add(account);
    const { clock, limits } = this.#house;
    const at = clock.now();
    this.#alarm ??= clock.alarms.set(at + limits.receiptsWithin, () =>
      this.#flushOrWait(at + limits.receiptsUnderLoad),
    );
  }

  #flushOrWait(until: Time): void {
    this.#alarm = undefined;
    if (this.#due.size <= fewDue) this.flush();
    else this.#alarm = this.#house.clock.alarms.set(until, () => this.flush());
  }

  /** Writes what was gathered. */
  flush(): void {
    if (this.#alarm !== undefined) this.#house.clock.alarms.clear(this.#alarm);
    this.#alarm = undefined;
    const due = [...this.#due];
    this.#due.clear();
    for (const account of due) {
      const received = [...account.received];
      account.received.clear();
      for (const [conversation, upTo] of received)
        this.#write(account, conversation, upTo, 3).catch((cause: unknown) =>
          this.#house.observe.failed("write receipt", cause),
        );
    }
  }

  async #write(
    account: AccountHere,
    conversation: ConversationId,
    upTo: Offset,
    tries: number,
  ): Promise<void> {
    const { topics } = this.#house;
    const own = topics.get(account.topic) ?? (await topics.load(accountTopic(account.name)));
    if (!settingsOf(own).receiptsSent) return;
    const state = topics.get(conversation) ?? (await topics.load(conversation));
    const { entries, expect } = receipt(state, account.name, { delivered: upTo, read: 0 });
    if (entries.length === 0) return;
    const done = await commitEntries(this.#house, this.#deliveries, { entries, expect }, undefined);
    if (done === "stale" && tries > 1) await this.#write(account, conversation, upTo, tries - 1);
  }
}
