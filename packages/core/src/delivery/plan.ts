import type { DeviceId, Time } from "../names.ts";
import type { How } from "../exchange/told.ts";
import type { Point } from "../points/point.ts";
import { attentionTimes } from "./attention.ts";
import type { PlanContext } from "./context.ts";
import type { Datum } from "./datum.ts";
import { factsFor, type Facts } from "./facts.ts";
import type { Adaptation, Later, Reason } from "./reason.ts";
import { table, type Row } from "./table.ts";

/** What one point gets of one datum, how, and why. Plain data: it survives JSON. */
export interface PlanEntry {
  readonly point: DeviceId;
  /**
   * `show`: on the screen. `alert`: with a sound or a notification. `ring`: as a call. `push`: the device is woken; what comes
   * by a connection comes too. `silent`: to the device, without a sign. `withhold`: not now.
   */
  readonly how: How;
  /** The form, where the point cannot do the thing as it is. */
  readonly as?: Adaptation;
  readonly reason: Reason;
  /** What is to happen if the person does not react. */
  readonly later?: Later;
}

/**
 * Decides for every point of one account how it gets a datum, and why. The answer has one entry for each point, in the
 * order of the points; a device with several connections has several, of which one at most makes a sound.
 */
export function plan(
  datum: Datum,
  points: readonly Point[],
  context: PlanContext,
  at: Time,
): readonly PlanEntry[] {
  const facts = factsFor(datum, points, context, at);
  const entries = facts.map(decide);
  return datum.type === "message" ? easeRules(entries, facts) : entries;
}

function decide(facts: Facts): PlanEntry {
  const { datum, ability, point } = facts;
  // The compiler cannot see that the rows found by a datum's type take that datum.
  const rows = table[datum.type] as readonly Row[];
  const row = rows.find((one) => one.when(facts));
  if (row === undefined) throw new Error(`no row for ${datum.type}`);
  const how = row.how(facts);
  const reason: Reason = { ...row.because(facts), row: `${datum.type}/${row.name}` };
  const as = ability.able && how !== "withhold" ? ability.as : undefined;
  const later = laterOf(facts, row.name);
  if (as === undefined && later === undefined) return { point: point.device, how, reason };
  return {
    point: point.device,
    how,
    ...(as === undefined ? undefined : { as }),
    reason,
    ...(later === undefined ? undefined : { later }),
  };
}

/** Those who wait for their turn try one after the other. */
function laterOf({ turn, datum }: Facts, row: string): Later | undefined {
  if (turn === undefined || turn.place === 0 || row !== "waiting") return undefined;
  return {
    after: turn.place * attentionTimes.reactWithin,
    how: turn.how,
    unless: datum.type === "file-offer" ? "answered" : "read",
  };
}

/** A person's rules cannot keep a message from all their points: if they would, it goes there without a sign. */
function easeRules(entries: readonly PlanEntry[], facts: readonly Facts[]): readonly PlanEntry[] {
  const connected = (index: number): boolean =>
    facts[index]?.ability.able === true && facts[index].reach !== "away";
  if (entries.some((entry, index) => entry.how !== "withhold" && connected(index))) return entries;
  return entries.map((entry, index) => {
    if (entry.reason.code !== "rule" || !connected(index)) return entry;
    return { ...entry, how: "silent", reason: { ...entry.reason, code: "rule-eased" } };
  });
}
