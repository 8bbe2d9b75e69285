import type { AccountName, NodeName, PlanRecord } from "@elsewhere/core";

/**
 * Plans of one datum that are handed over together become one row: a message to two accounts costs one
 * insert. Fields are kept apart by control characters, which no field can contain (names; JSON escapes them),
 * so that `entries` is neither parsed nor escaped on the way.
 */
const fieldMark = "\u001f";
const planMark = "\u001e";

export type PlanRow = readonly [datum: string, at: number, body: string];

/** Rows of the plans, in order; neighbours with the same datum share one. */
export function packPlans(plans: readonly PlanRecord[]): PlanRow[] {
  const rows: [string, number, string][] = [];
  for (const plan of plans) {
    const body = [plan.account, plan.at, plan.node, plan.entries].join(fieldMark);
    const last = rows.at(-1);
    if (last !== undefined && last[0] === plan.datum) last[2] += planMark + body;
    else rows.push([plan.datum, plan.at, body]);
  }
  return rows;
}

export function unpackPlans(datum: string, body: string): PlanRecord[] {
  return body.split(planMark).map((plan) => {
    const [account = "", at = "", node = "", entries = ""] = plan.split(fieldMark);
    return { datum, account: account as AccountName, at: Number(at), node: node as NodeName, entries };
  });
}

/** The body without the account's plans; undefined if nothing is left. */
export function withoutAccount(body: string, account: string): string | undefined {
  const kept = body.split(planMark).filter((plan) => !plan.startsWith(account + fieldMark));
  return kept.length === 0 ? undefined : kept.join(planMark);
}
