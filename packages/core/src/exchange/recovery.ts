import { membersOf } from "../conversation/membership.ts";
import { readUpTo } from "../conversation/keeping.ts";
import type { PlanEntry } from "../delivery/plan.ts";
import { accountTopic, messageId, type AccountName, type Time } from "../names.ts";
import type { PlanRecord, SearchHit } from "../ports/store.ts";
import type { AccountHere } from "./account-here.ts";
import type { Deliveries } from "./deliveries.ts";
import type { House } from "./house.ts";

/** Messages looked at after a start; older ones are found by their readers. */
const lookedAtMost = 2_000;

/**
 * Open alerts live in memory. After a crash the messages committed shortly before are looked at once more: who has neither read
 * nor was told of one is told now, and what was to be explained is.
 */
export class Recovery {
  readonly #house: House;
  readonly #deliveries: Deliveries;
  readonly #resting: (name: AccountName) => Promise<AccountHere>;

  constructor(house: House, deliveries: Deliveries, resting: (name: AccountName) => Promise<AccountHere>) {
    this.#house = house;
    this.#deliveries = deliveries;
    this.#resting = resting;
  }

  /** Messages committed at or after `since`; tells for how many accounts and messages something was done. */
  async recover(since: Time): Promise<number> {
    let done = 0;
    for (const hit of await this.#house.store.readRecent(since, lookedAtMost))
      done += await this.#message(hit);
    return done;
  }

  async #message(hit: SearchHit): Promise<number> {
    const { store, topics } = this.#house;
    const { conversation, entry } = hit;
    if (entry.body.deletedAt !== undefined) return 0;
    const plans = await store.readPlans(`m:${messageId(conversation, entry.offset)}`);
    let done = 0;
    for (const name of membersOf(await topics.load(conversation))) {
      const own = plans.filter((plan) => plan.account === name);
      if (name !== entry.body.by && !own.some(wasTold) && (await this.#tell(name, hit, own))) done += 1;
    }
    return done;
  }

  /** Whether it fell to this node, and was still unread. */
  async #tell(
    name: AccountName,
    { conversation, entry }: SearchHit,
    own: readonly PlanRecord[],
  ): Promise<boolean> {
    if (!this.#deliveries.leads(name)) return false;
    const read = readUpTo(await this.#house.topics.load(accountTopic(name)), conversation);
    if (read >= entry.offset) return false;
    this.#deliveries.remind(await this.#resting(name), conversation, entry, own.length === 0);
    return true;
  }
}

/** A push went out, or the turn of somebody who waited came: it had its course. */
function wasTold(plan: PlanRecord): boolean {
  const entries = JSON.parse(plan.entries) as readonly PlanEntry[];
  return entries.some(({ how, reason }) => how === "push" || reason.code === "nobody-reacted");
}
