import type { DeviceId, Offset, TopicId } from "../names.ts";
import type { Expectation, NewEntry } from "../ports/store.ts";
import type { Entry } from "../topic/entry.ts";
import type { Deliveries } from "./deliveries.ts";
import type { House } from "./house.ts";

/** Puts committed entries together with their offsets and takes them to their recipients, topic by topic. */
export function deliverCommitted(
  deliveries: Deliveries,
  entries: readonly NewEntry[],
  offsets: readonly Offset[],
  at: number,
  from: DeviceId | undefined,
): void {
  const first = entries[0];
  if (first !== undefined && entries.length === 1) {
    deliveries.take(first.topic, [{ offset: offsets[0] ?? 0, at, body: first.body }], from, true);
    return;
  }
  const byTopic = new Map<TopicId, Entry[]>();
  entries.forEach(({ topic, body }, index) => {
    const entry: Entry = { offset: offsets[index] ?? 0, at, body };
    const list = byTopic.get(topic);
    if (list === undefined) byTopic.set(topic, [entry]);
    else list.push(entry);
  });
  for (const [topic, list] of byTopic) deliveries.take(topic, list, from, true);
}

/** Commits entries that no command asked for, and delivers them. Rejects with `Unavailable`. */
export async function commitEntries(
  house: House,
  deliveries: Deliveries,
  what: { readonly entries: readonly NewEntry[]; readonly expect: readonly Expectation[] },
  from: DeviceId | undefined,
): Promise<"committed" | "stale"> {
  const at = house.clock.now();
  const result = await house.store.commit({ at, ...what });
  if (result.outcome === "stale") {
    doubt(house, what.expect, result.topic);
    return "stale";
  }
  if (result.outcome === "committed") deliverCommitted(deliveries, what.entries, result.offsets, at, from);
  return "committed";
}

/**
 * An expectation on the topic did not hold. If what is in memory is what was expected, it is old and has to be read again;
 * otherwise an entry of our own has come meanwhile, and the next decision sees it.
 */
export function doubt(house: House, expect: readonly Expectation[], stale: TopicId): void {
  const known = house.topics.get(stale);
  if (known === undefined) return;
  const asExpected = expect
    .filter((one) => one.topic === stale)
    .every((one) => (known.keys.get(one.key)?.offset ?? 0) === one.offset);
  if (asExpected) house.topics.doubt(stale);
}
