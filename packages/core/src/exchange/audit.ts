import {
  keptAddress,
  matchesFilter,
  type AuditBody,
  type AuditEvent,
  type AuditFact,
  type AuditFilter,
} from "../administration/audit.ts";
import { countFailure, noFailures, tellLeft, type FailureCount } from "../administration/failures.ts";
import { auditTopic } from "../administration/house-setting.ts";
import type { AccountName, Offset } from "../names.ts";
import type { Entry } from "../topic/entry.ts";
import type { Asker } from "./ask.ts";
import type { House } from "./house.ts";

/** Looked through for one page at most; a filter that finds little goes on with the next page. */
const scannedAtOnce = 2_000;

/** The audit log: a topic of the house to which events are added, and nothing else. */
export class Audit {
  readonly #house: Pick<House, "store" | "clock" | "observe" | "adjusting">;
  #failures: FailureCount = noFailures;

  constructor(house: Pick<House, "store" | "clock" | "observe" | "adjusting">) {
    this.#house = house;
  }

  /** Writes an event down. What was done is done: if it cannot be written, the operator is told. Never rejects. */
  async note(fact: AuditFact): Promise<void> {
    await this.#tellLeft();
    await this.#write(fact);
  }

  /** The same for what a signed-in device asked for; an account that asks about itself is named once. */
  async noteOf(asker: Asker, fact: Omit<AuditFact, "by" | "device" | "label">): Promise<void> {
    const { on, ...rest } = fact;
    const device = await this.#house.store.readDevice(asker.device).catch(() => undefined);
    const known = device === undefined ? {} : { device: device.id, label: device.label };
    const other = on === undefined || on === asker.account ? {} : { on };
    await this.note({ ...rest, by: asker.account, ...known, ...other });
  }

  /** A sign-in that was refused. `account` only if there is one: what people type there by mistake is nobody's business. */
  async failed(account: AccountName | undefined, address: string | undefined): Promise<void> {
    const { count, write, leftBefore } = countFailure(this.#failures, this.#house.clock.now());
    this.#failures = count;
    if (leftBefore > 0) await this.#writeLeft(leftBefore);
    const on = account === undefined ? {} : { on: account };
    if (write) await this.#write({ what: "sign-in-failed", ...on, ...this.from(address) });
  }

  /** The part of an event that says where it came from. */
  from(address: string | undefined): Pick<AuditFact, "address"> {
    const kept = keptAddress(address, this.#house.adjusting.policy().auditAddresses);
    return kept === undefined ? {} : { address: kept };
  }

  /** Events before a place, newest first. `next`: where the page after it begins. Rejects with `Unavailable`. */
  async page(
    before: Offset | undefined,
    limit: number,
    filter: AuditFilter,
  ): Promise<{ readonly events: readonly AuditEvent[]; readonly next: Offset | undefined }> {
    await this.#tellLeft();
    const [head = 0] = await this.#house.store.readHeads([auditTopic]);
    const events: AuditEvent[] = [];
    let end = Math.min(before ?? head + 1, head + 1);
    for (let scanned = 0; end > 1 && events.length < limit && scanned < scannedAtOnce; ) {
      const size = Math.min(end - 1, filter.what === undefined && filter.account === undefined ? limit : 500);
      const entries = await this.#house.store.readEntries(auditTopic, end - 1 - size, size);
      const found = entries
        .toReversed()
        .map(eventOf)
        .filter((event) => matchesFilter(event, filter));
      events.push(...found);
      end -= size;
      scanned += size;
    }
    const page = events.slice(0, limit);
    const next = events.length > limit ? page.at(-1)?.offset : end;
    return { events: page, next: next === undefined || next <= 1 ? undefined : next };
  }

  async #tellLeft(): Promise<void> {
    const { count, left } = tellLeft(this.#failures);
    this.#failures = count;
    if (left > 0) await this.#writeLeft(left);
  }

  #writeLeft(left: number): Promise<void> {
    return this.#write({ what: "sign-in-failed", detail: `+${left}` });
  }

  async #write(fact: AuditFact): Promise<void> {
    const { store, clock, observe } = this.#house;
    const body: AuditBody = { type: "audit", ...fact };
    await store
      .commit({ at: clock.now(), expect: [], entries: [{ topic: auditTopic, body }] })
      .catch((cause: unknown) => observe.failed("write the audit log", cause));
  }
}

/** Only `note` writes to this topic. */
function eventOf(entry: Entry): AuditEvent {
  const { type: _, ...fact } = entry.body as unknown as AuditBody;
  return { ...fact, offset: entry.offset, at: entry.at };
}
